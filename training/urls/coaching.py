"""Addresses of coaching."""

from django.urls import path

from training.views import coachgasten, coachgesprekken, coaching

BASE = "trainingen/<slug:slug>/coaching/"
TIJD = f"{BASE}tijden/<uuid:slot_id>/"
TALK = f"{BASE}<uuid:gesprek_id>/"
GAST = f"{TALK}gasten/<uuid:gast_id>/"

urlpatterns = [
    path(BASE, coaching.coaching, name="editie-coaching"),
    path(f"{BASE}vraag/", coaching.vraag, name="editie-coaching-vraag"),
    path(f"{BASE}tijden/nieuw/", coaching.tijden, name="editie-coaching-tijden"),
    path(f"{TIJD}boeken/", coaching.boeken, name="editie-coaching-boeken"),
    path(f"{TIJD}intrekken/", coaching.tijd_intrekken, name="editie-coaching-tijd-intrekken"),
    path(TALK, coachgesprekken.gesprek, name="editie-coachgesprek"),
    path(f"{TALK}verzetten/", coachgesprekken.verzetten, name="editie-coachgesprek-verzetten"),
    path(f"{TALK}afzeggen/", coachgesprekken.afzeggen, name="editie-coachgesprek-afzeggen"),
    path(f"{TALK}verslag/", coachgesprekken.verslag, name="editie-coachgesprek-verslag"),
    path(f"{TALK}voorstel/", coachgesprekken.voorstel, name="editie-coachgesprek-voorstel"),
    path(f"{TALK}verwijderen/", coachgesprekken.verwijderen, name="editie-coachgesprek-verwijderen"),
    path(f"{TALK}gast/", coachgesprekken.gast, name="editie-coachgesprek-gast"),
    path(f"{GAST}delen/", coachgesprekken.gast_delen, name="editie-coachgast-delen"),
    path(f"{GAST}intrekken/", coachgesprekken.gast_intrekken, name="editie-coachgast-intrekken"),
    path("gedeeld/<str:token>/coachgesprek/<slug:onderdeel>/", coachgasten.onderdeel,
         name="gedeeld-coachgesprek-onderdeel"),
]  # fmt: skip
