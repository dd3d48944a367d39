"""Addresses of meldingen and voorkeuren."""

from django.urls import URLPattern, path

from community.views import meldingen

urlpatterns: list[URLPattern] = [
    path("mijn/meldingen/", meldingen.meldingen, name="meldingen"),
    path("mijn/voorkeuren/", meldingen.voorkeuren, name="voorkeuren"),
]
