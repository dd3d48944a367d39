"""Addresses of the register of samenwerkingen."""

from django.urls import URLPattern, path

from community.views import samenwerking_regisseurs as regisseurs
from community.views import samenwerkingen

ONE = "samenwerkingen/<slug:code>/"
ONE_REGISSEUR = f"{ONE}regisseurs/<slug:lid>/"

urlpatterns: list[URLPattern] = [
    path("samenwerkingen/", samenwerkingen.samenwerkingen, name="samenwerkingen"),
    path("samenwerkingen/nieuw/", samenwerkingen.nieuw, name="samenwerking-nieuw"),
    path(ONE, samenwerkingen.samenwerking, name="samenwerking"),
    path(f"{ONE}bewerken/", samenwerkingen.bewerken, name="samenwerking-bewerken"),
    path(f"{ONE}beeindigen/", samenwerkingen.beeindigen, name="samenwerking-beeindigen"),
    path(f"{ONE}regisseurs/nieuw/", regisseurs.nieuw, name="samenwerking-regisseur-nieuw"),
    path(f"{ONE_REGISSEUR}verwijderen/", regisseurs.verwijderen, name="samenwerking-regisseur-verwijderen"),
    path(f"{ONE_REGISSEUR}overdragen/", regisseurs.overdragen, name="samenwerking-overdragen"),
    path("coordinatie/samenwerkingen/", samenwerkingen.coordinatie, name="coordinatie-samenwerkingen"),
]
