"""Addresses of the intake."""

from django.urls import path

from training.views import intake

BASE = "trainingen/<slug:slug>/intake/"

urlpatterns = [
    path(BASE, intake.intake, name="editie-intake"),
    path(f"{BASE}verzetten/", intake.verzetten, name="editie-intake-verzetten"),
    path(f"{BASE}afzeggen/", intake.afzeggen, name="editie-intake-afzeggen"),
    path(f"{BASE}leerdoelen/", intake.leerdoelen, name="editie-intake-leerdoelen"),
    path(f"{BASE}tijden/nieuw/", intake.tijden, name="editie-intake-tijden"),
    path(f"{BASE}tijden/<uuid:slot_id>/intrekken/", intake.tijd_intrekken, name="editie-intake-tijd-intrekken"),
    path(f"{BASE}deelnemers/<uuid:deelnemer_id>/", intake.deelnemer, name="editie-intake-deelnemer"),
    path(f"{BASE}deelnemers/<uuid:deelnemer_id>/gereed/", intake.gereed, name="editie-intake-gereed"),
]
