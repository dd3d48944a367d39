"""Addresses of inviting a list of people."""

from django.urls import URLPattern, path

from community.views import uitnodigingslijst

IMPORT = "coordinatie/uitnodigingen/import/"

urlpatterns: list[URLPattern] = [
    path(IMPORT, uitnodigingslijst.uitnodigingslijst, name="uitnodigingslijst"),
    path(f"{IMPORT}bevestigen/", uitnodigingslijst.uitnodigingslijst_bevestigen, name="uitnodigingslijst-bevestigen"),
    path(f"{IMPORT}voorbeeld/", uitnodigingslijst.uitnodigingslijst_voorbeeld, name="uitnodigingslijst-voorbeeld"),
]
