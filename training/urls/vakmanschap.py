"""Addresses of the self-scan."""

from django.urls import path

from training.views import vakmanschap

BASE = "trainingen/<slug:slug>/zelfscan/"

urlpatterns = [
    path("mijn/competenties/", vakmanschap.competenties, name="mijn-competenties"),
    path(BASE, vakmanschap.zelfscan, name="editie-zelfscan"),
    path(f"{BASE}deelnemers/<uuid:deelnemer_id>/", vakmanschap.gedeeld, name="editie-zelfscan-gedeeld"),
    path(f"{BASE}eindoverzicht/", vakmanschap.overzicht, name="editie-eindoverzicht"),
    path(f"{BASE}<slug:moment>/", vakmanschap.invullen, name="editie-zelfscan-invullen"),
    path(f"{BASE}<slug:moment>/verwijderen/", vakmanschap.verwijderen, name="editie-zelfscan-verwijderen"),
    path(f"{BASE}<slug:moment>/delen/", vakmanschap.delen, name="editie-zelfscan-delen"),
]
