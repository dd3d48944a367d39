"""Addresses of the letter of a visit."""

from django.urls import URLPattern, path

from intervisie.views import verslagen

VISIT = "bezoeken/<slug:code>/"
LETTER = f"{VISIT}brief/"

urlpatterns: list[URLPattern] = [
    path(LETTER, verslagen.brief, name="bezoek-brief"),
    path(f"{LETTER}bewerken/", verslagen.bewerken, name="bezoek-brief-bewerken"),
    path(f"{LETTER}voorleggen/", verslagen.voorleggen, name="bezoek-brief-voorleggen"),
    path(f"{LETTER}vaststellen/", verslagen.vaststellen, name="bezoek-brief-vaststellen"),
    path(f"{LETTER}meetellen/", verslagen.meetellen, name="bezoek-brief-meetellen"),
    path(f"{VISIT}reactie/", verslagen.reactie, name="bezoek-reactie"),
]
