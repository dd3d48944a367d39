"""Addresses of proposals for a round: for the coördinerend hart alone."""

from django.urls import path

from intervisie.views import indelingsvoorstellen, voorstelbesluiten

BASE = "coordinatie/matching/<slug:code>/"
ONE = f"{BASE}voorstellen/<int:nummer>/"

urlpatterns = [
    path(f"{BASE}indelen/", indelingsvoorstellen.indelen, name="matching-indelen"),
    path(ONE, indelingsvoorstellen.voorstel, name="matching-voorstel"),
    path(f"{ONE}verplaatsen/<uuid:persoon>/", voorstelbesluiten.verplaatsen, name="matching-verplaatsen"),
    path(f"{ONE}vastzetten/", indelingsvoorstellen.vastzetten, name="matching-vastzetten"),
    path(f"{ONE}vergelijken/", indelingsvoorstellen.vergelijken, name="matching-vergelijken"),
    path(f"{ONE}overnemen/", voorstelbesluiten.overnemen, name="matching-overnemen"),
]
