"""Addresses of long work that a person waits for."""

from django.urls import URLPattern, path

from community.views import werk

urlpatterns: list[URLPattern] = [
    path("mijn/werk/<uuid:werk_id>/", werk.werk, name="werk"),
    path("mijn/werk/<uuid:werk_id>/stand/", werk.stand, name="werk-stand"),
    path("mijn/werk/<uuid:werk_id>/ophalen/", werk.ophalen, name="werk-ophalen"),
    path("mijn/werk/<uuid:werk_id>/stoppen/", werk.stoppen, name="werk-stoppen"),
]
