"""Addresses of applying for an editie, deciding about it, and stopping."""

from django.urls import path

from training.views import inschrijvingen, instemming, toelating

urlpatterns = [
    path("trainingen/<slug:slug>/aanmelden/", inschrijvingen.aanmelden, name="editie-aanmelden"),
    path("trainingen/<slug:slug>/aanmelding/", inschrijvingen.aanmelding, name="editie-aanmelding"),
    path("trainingen/<slug:slug>/aanmelding/intrekken/", inschrijvingen.intrekken, name="editie-intrekken"),
    path("trainingen/<slug:slug>/aanmelding/opdrachtgever/", inschrijvingen.opdrachtgever,
         name="editie-opdrachtgever"),
    path("trainingen/<slug:slug>/aanmelding/plek/", inschrijvingen.plek, name="editie-plek"),
    path("trainingen/<slug:slug>/stoppen/", inschrijvingen.stoppen, name="editie-stoppen"),
    path("coordinatie/edities/<slug:slug>/aanmeldingen/", toelating.aanmeldingen, name="editie-aanmeldingen"),
    path("coordinatie/edities/<slug:slug>/aanmeldingen/besluit/", toelating.besluit, name="editie-besluit"),
    path("coordinatie/edities/<slug:slug>/aanmeldingen/<uuid:inschrijving_id>/", toelating.inschrijving,
         name="editie-inschrijving"),
    path("coordinatie/edities/<slug:slug>/deelnemers/<uuid:deelnemer_id>/stoppen/", toelating.deelnemer_stoppen,
         name="editie-deelnemer-stoppen"),
    path("gedeeld/<str:token>/training/instemming/", instemming.instemming, name="gedeeld-instemming"),
]  # fmt: skip
