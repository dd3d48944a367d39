"""Addresses of intervisie for members, and of rounds for the coördinerend hart."""

from django.urls import path

from intervisie.views import matchaanmeldingen, matchrondes, uitnodigingen

urlpatterns = [
    path("intervisie/", matchaanmeldingen.intervisie, name="intervisie"),
    path("intervisie/aanmelden/", matchaanmeldingen.aanmelden, name="intervisie-aanmelden"),
    path("intervisie/aanmelden/<slug:code>/", matchaanmeldingen.aanmelding, name="matchaanmelding"),
    path("intervisie/aanmelden/<slug:code>/nu-niet/", matchaanmeldingen.nu_niet, name="matchronde-nu-niet"),
    path("intervisie/aanmelden/<slug:code>/intrekken/", matchaanmeldingen.intrekken, name="matchaanmelding-intrekken"),
    path("coordinatie/matching/", matchrondes.lijst, name="matchrondes"),
    path("coordinatie/matching/nieuw/", matchrondes.nieuw, name="matchronde-nieuw"),
    path("coordinatie/matching/<slug:code>/", matchrondes.ronde, name="matchronde"),
    path("coordinatie/matching/<slug:code>/bewerken/", matchrondes.bewerken, name="matchronde-bewerken"),
    path("coordinatie/matching/<slug:code>/openen/", matchrondes.openen, name="matchronde-openen"),
    path("coordinatie/matching/<slug:code>/uitnodigen/", uitnodigingen.uitnodigen, name="matchronde-uitnodigen"),
    path("coordinatie/matching/<slug:code>/sluiten/", matchrondes.sluiten, name="matchronde-sluiten"),
    path("coordinatie/matching/<slug:code>/afblazen/", matchrondes.afblazen, name="matchronde-afblazen"),
]
