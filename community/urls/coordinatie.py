"""Addresses of coördinatie and the outbox."""

from django.urls import URLPattern, path

from community.views import coordinatie, zendingen

ONE = "coordinatie/berichten/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("coordinatie/", coordinatie.coordinatie, name="coordinatie"),
    path("coordinatie/leergroepen/", coordinatie.leergroepen, name="coordinatie-leergroepen"),
    path("coordinatie/berichten/", zendingen.berichten, name="coordinatie-berichten"),
    path("coordinatie/berichten/adressen/", zendingen.adressen, name="coordinatie-adressen"),
    path("coordinatie/berichten/pauzeren/", zendingen.pauzeren, name="coordinatie-berichten-pauzeren"),
    path("coordinatie/berichten/hervatten/", zendingen.hervatten, name="coordinatie-berichten-hervatten"),
    path(ONE, zendingen.bericht, name="coordinatie-bericht"),
    path(f"{ONE}versturen/", zendingen.bericht_opnieuw, name="coordinatie-bericht-versturen"),
    path(f"{ONE}intrekken/", zendingen.bericht_intrekken, name="coordinatie-bericht-intrekken"),
]
