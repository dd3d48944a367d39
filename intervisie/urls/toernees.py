"""Addresses of toernees: for who is in them, and forming them and changing their people for the coördinerend hart."""

from django.urls import URLPattern, path

from intervisie.views import toernees

TOERNEE = "toernees/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("toernees/", toernees.lijst, name="toernees"),
    path(TOERNEE, toernees.toernee, name="toernee"),
]
