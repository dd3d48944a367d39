"""Addresses of the steps of a toernee: doing one, who does what at a visit, and excusing somebody."""

from django.urls import URLPattern, path

from intervisie.views import stapbeheer, stappen

VISIT = "bezoeken/<slug:code>/stappen/"
TOERNEE = "toernees/<slug:code>/stappen/"

urlpatterns: list[URLPattern] = [
    path(VISIT, stappen.bezoek_stappen, name="bezoek-stappen"),
    path(f"{VISIT}<slug:step>/", stappen.bezoek_stap, name="bezoek-stap"),
    path(f"{TOERNEE}<slug:step>/", stappen.toernee_stap, name="toernee-stap"),
    path(f"{TOERNEE}<uuid:stap_id>/vrijstellen/", stapbeheer.vrijstellen, name="stap-vrijstellen"),
    path("coordinatie/toernees/<slug:code>/stappen/", stapbeheer.beheer, name="toernee-stappen-beheer"),
]
