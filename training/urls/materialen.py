"""Addresses of the material of trainings."""

from django.urls import path

from training.views import materiaalbeheer, materialen

ONE = "kennis/materialen/<uuid:materiaal_id>/"

urlpatterns = [
    path("kennis/materialen/", materialen.materialen, name="materialen"),
    path("kennis/materialen/nieuw/", materiaalbeheer.nieuw, name="materiaal-nieuw"),
    path(ONE, materialen.materiaal, name="materiaal"),
    path(f"{ONE}bewerken/", materiaalbeheer.bewerken, name="materiaal-bewerken"),
    path(f"{ONE}intrekken/", materiaalbeheer.intrekken, name="materiaal-intrekken"),
    path(f"{ONE}versies/nieuw/", materiaalbeheer.versie, name="materiaal-versie"),
    path(f"{ONE}versies/<int:number>/", materialen.bestand, name="materiaal-bestand"),
    path("trainingen/<slug:slug>/materialen/", materialen.van_editie, name="editie-materialen"),
    path("trainingen/<slug:slug>/materialen/nieuw/", materiaalbeheer.nieuw_van_editie, name="editie-materiaal-nieuw"),
]
