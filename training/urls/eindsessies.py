"""Addresses of the eindsessie: presentations, guests, and what a guest sees."""

from django.urls import path

from training.views import eindsessies, genodigden, presentaties

BASE = "trainingen/<slug:slug>/eindsessie/"

urlpatterns = [
    path(f"{BASE}presentatie/", presentaties.eigen, name="editie-presentatie"),
    path(f"{BASE}presentatie/bewerken/", presentaties.bewerken, name="editie-presentatie-bewerken"),
    path(f"{BASE}presentatie/delen/", presentaties.delen, name="editie-presentatie-delen"),
    path(f"{BASE}presentaties/<uuid:deelnemer_id>/", presentaties.gedeeld, name="editie-presentatie-gedeeld"),
    path(f"{BASE}gasten/", eindsessies.genodigden, name="editie-genodigden"),
    path(f"{BASE}gasten/nieuw/", eindsessies.nieuw, name="editie-genodigde-nieuw"),
    path(f"{BASE}gasten/<uuid:genodigde_id>/opnieuw/", eindsessies.opnieuw, name="editie-genodigde-opnieuw"),
    path(f"{BASE}gasten/<uuid:genodigde_id>/intrekken/", eindsessies.intrekken, name="editie-genodigde-intrekken"),
    path("gedeeld/<str:token>/eindsessie/antwoord/", genodigden.antwoord, name="gedeeld-eindsessie-antwoord"),
    path("gedeeld/<str:token>/eindsessie/presentatie/", genodigden.presentatie, name="gedeeld-eindsessie-presentatie"),
    path("gedeeld/<str:token>/eindsessie/agenda.ics", genodigden.agenda, name="gedeeld-eindsessie-agenda"),
]
