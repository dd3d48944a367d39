"""Addresses for guests of a session, and of everybody's own result."""

from django.urls import path

from intervisie.views import meedoen, sessiegasten, sessieresultaat

BASE = "intervisie/sessies/<slug:code>"

urlpatterns = [
    path("meedoen/", meedoen.meedoen, name="meedoen"),
    path("meedoen/<str:code>/", meedoen.meedoen, name="meedoen-code"),
    path("gedeeld/<str:token>/sessie/meedoen/", meedoen.ingaan, name="gedeeld-sessie"),
    path(f"{BASE}/gasten/", sessiegasten.gasten, name="sessie-gasten"),
    path(f"{BASE}/gasten/deur/", sessiegasten.deur, name="sessie-gasten-deur"),
    path(f"{BASE}/gasten/<uuid:deelnemer_id>/eruit/", sessiegasten.eruit, name="sessie-gast-eruit"),
    path(f"{BASE}/uitnodigingen/<uuid:link_id>/intrekken/", sessiegasten.intrekken, name="sessie-gast-intrekken"),
    path(f"{BASE}/resultaat/", sessieresultaat.resultaat, name="sessie-resultaat"),
    path(f"{BASE}/resultaat/sturen/", sessieresultaat.sturen, name="sessie-resultaat-sturen"),
    path(f"{BASE}/resultaat/casus/", sessieresultaat.naar_casus, name="sessie-resultaat-casus"),
]
