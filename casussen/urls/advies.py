"""Addresses of the advice of a casus, and of the answer an opdrachtgever gives to it."""

from django.urls import path

from casussen.views import advies, adviesantwoord

BASE = "casussen/<str:code>/advies/"

urlpatterns = [
    path(BASE, advies.advies, name="casus-advies"),
    path(f"{BASE}bewerken/", advies.bewerken, name="casus-advies-bewerken"),
    path(f"{BASE}delen/", advies.delen, name="casus-advies-delen"),
    path(f"{BASE}pdf/", advies.pdf, name="casus-advies-pdf"),
    path(f"{BASE}word/", advies.word, name="casus-advies-word"),
    path(f"{BASE}lezers/<uuid:deling_id>/opnieuw/", advies.opnieuw, name="casus-advies-opnieuw"),
    path(f"{BASE}lezers/<uuid:deling_id>/intrekken/", advies.intrekken, name="casus-advies-intrekken"),
    path(f"{BASE}antwoorden/<uuid:antwoord_id>/vastleggen/", advies.vastleggen, name="casus-advies-vastleggen"),
    path("gedeeld/<str:token>/advies/antwoord/", adviesantwoord.antwoord, name="gedeeld-advies-antwoord"),
]
