"""Addresses of planning toernees: for the coördinerend hart, and saying that one cannot come to a visit."""

from django.urls import URLPattern, path

from intervisie.views import toerneeplanning, toerneevoorstellen

BASE = "coordinatie/toernees/"
ONE = f"{BASE}<slug:code>/"
PROPOSAL = f"{ONE}voorstellen/<int:nummer>/"
VISIT = f"{ONE}bezoeken/<slug:bezoek>/"

urlpatterns: list[URLPattern] = [
    path(BASE, toerneeplanning.overzicht, name="toernees-beheer"),
    path(f"{BASE}plannen/", toerneeplanning.alle_plannen, name="toernees-plannen"),
    path(ONE, toerneeplanning.beheer, name="toernee-beheer"),
    path(f"{ONE}plannen/", toerneeplanning.plannen, name="toernee-plannen"),
    path(f"{ONE}instellingen/", toerneeplanning.instellingen, name="toernee-instellingen"),
    path(f"{ONE}herstellen/", toerneeplanning.herstellen, name="toernee-herstellen"),
    path(f"{ONE}verschuiven/<uuid:host>/", toerneevoorstellen.bezoek_verschuiven, name="bezoek-verschuiven"),
    path(PROPOSAL, toerneevoorstellen.voorstel, name="toernee-voorstel"),
    path(f"{PROPOSAL}vastzetten/", toerneevoorstellen.vastzetten, name="toernee-voorstel-vastzetten"),
    path(f"{PROPOSAL}vastleggen/", toerneevoorstellen.vastleggen, name="toernee-voorstel-vastleggen"),
    path(f"{PROPOSAL}verschuiven/<uuid:host>/", toerneevoorstellen.verschuiven, name="toernee-voorstel-verschuiven"),
    path(f"{VISIT}vastzetten/", toerneeplanning.bezoek_vastzetten, name="bezoek-vastzetten"),
    path(f"{VISIT}geweest/", toerneeplanning.bezoek_geweest, name="bezoek-geweest"),
    path(f"{VISIT}vervallen/", toerneeplanning.bezoek_vervallen, name="bezoek-vervallen"),
    path("bezoeken/<slug:code>/kan-niet/", toerneeplanning.kan_niet, name="bezoek-kan-niet"),
]
