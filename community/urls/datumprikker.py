"""Addresses of date polls. They stand before those of one meeting: a code has no vowels, so no word is one."""

from django.urls import URLPattern, path

from community.views import datumprikken, datumprikker

POLL = "agenda/datumprikkers/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("agenda/datumprikkers/", datumprikker.datumprikkers, name="datumprikkers"),
    path("agenda/datumprikkers/nieuw/", datumprikken.nieuw, name="datumprikker-nieuw"),
    path(POLL, datumprikker.datumprikker, name="datumprikker"),
    path(f"{POLL}bewerken/", datumprikken.bewerken, name="datumprikker-bewerken"),
    path(f"{POLL}vaststellen/", datumprikken.vaststellen, name="datumprikker-vaststellen"),
    path(f"{POLL}sluiten/", datumprikken.sluiten, name="datumprikker-sluiten"),
]
