"""Addresses of asking for what is offered; its own pages are pages of the website."""

from django.urls import URLPattern, path

from community.views import aanbod, aanvragen

ONE = "coordinatie/aanvragen/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("aanbod/<str:slug>/aanvragen/", aanbod.aanvragen, name="aanbod-aanvragen"),
    path("aanbod/<str:slug>/aangevraagd/", aanbod.aangevraagd, name="aanbod-aangevraagd"),
    path("mijn/aanvragen/", aanbod.mijn_aanvragen, name="mijn-aanvragen"),
    path("mijn/aanvragen/<str:code>/", aanbod.mijn_aanvraag, name="mijn-aanvraag"),
    path("coordinatie/aanvragen/", aanvragen.aanvragen, name="aanvragen"),
    path(ONE, aanvragen.aanvraag, name="aanvraag"),
    path(f"{ONE}oppakken/", aanvragen.oppakken, name="aanvraag-oppakken"),
]
