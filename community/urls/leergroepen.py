"""Addresses of leergroepen. Pages of one group stand under its slug; a word that comes first is no group."""

from django.urls import URLPattern, path

from community.views import (
    bestanden,
    groepsberichten,
    groepsleven,
    groepsuitnodigingen,
    leergroepen,
    rondmail,
    toetredingen,
    vragen,
)

GROUP = "leergroepen/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("leergroepen/", leergroepen.leergroepen, name="leergroepen"),
    path("leergroepen/nieuw/", leergroepen.nieuw, name="leergroep-nieuw"),
    path(GROUP, leergroepen.leergroep, name="leergroep"),
    path(f"{GROUP}bewerken/", leergroepen.bewerken, name="leergroep-bewerken"),
    path(f"{GROUP}over/", leergroepen.over, name="leergroep-over"),
    path(f"{GROUP}leden/", leergroepen.leden, name="leergroep-leden"),
    path(f"{GROUP}leden/<uuid:lidmaatschap_id>/rol/", toetredingen.rol, name="leergroep-lid-rol"),
    path(
        f"{GROUP}leden/<uuid:lidmaatschap_id>/verwijderen/",
        toetredingen.lid_verwijderen,
        name="leergroep-lid-verwijderen",
    ),
    path(f"{GROUP}trekker/nieuw/", toetredingen.trekker_nieuw, name="leergroep-trekker-nieuw"),
    path(f"{GROUP}aansluiten/", toetredingen.aansluiten, name="leergroep-aansluiten"),
    path(f"{GROUP}intrekken/", toetredingen.intrekken, name="leergroep-intrekken"),
    path(f"{GROUP}verlaten/", toetredingen.verlaten, name="leergroep-verlaten"),
    path(f"{GROUP}toetredingen/<uuid:toetreding_id>/", toetredingen.toetreding, name="leergroep-toetreding"),
    path(f"{GROUP}starten/", groepsleven.starten, name="leergroep-starten"),
    path(f"{GROUP}dempen/", groepsleven.dempen, name="leergroep-dempen"),
    path(f"{GROUP}welkom/", groepsleven.welkom, name="leergroep-welkom"),
    path(f"{GROUP}evaluatie/", groepsleven.evaluatie, name="leergroep-evaluatie"),
    path(f"{GROUP}evaluaties/<uuid:evaluatie_id>/", groepsleven.uitkomst, name="leergroep-evaluatie-uitkomst"),
    path(f"{GROUP}evaluaties/<uuid:evaluatie_id>/mixen/", groepsleven.mixen, name="leergroep-mixen"),
    path(f"{GROUP}samenvoegen/", groepsleven.samenvoegen, name="leergroep-samenvoegen"),
    path(f"{GROUP}uitnodigen/", groepsuitnodigingen.uitnodigen, name="leergroep-uitnodigen"),
    path(f"{GROUP}uitnodiging/", groepsuitnodigingen.uitnodiging, name="leergroep-uitnodiging"),
    path(
        f"{GROUP}uitnodigingen/<uuid:uitnodiging_id>/intrekken/",
        groepsuitnodigingen.uitnodiging_intrekken,
        name="leergroep-uitnodiging-intrekken",
    ),
    path(f"{GROUP}bijeenkomsten/", leergroepen.bijeenkomsten, name="leergroep-bijeenkomsten"),
    path(f"{GROUP}berichten/", groepsberichten.berichten, name="leergroep-berichten"),
    path(f"{GROUP}berichten/aan-allen/nieuw/", rondmail.aan_allen, name="leergroep-aan-allen"),
    path(f"{GROUP}vragen/nieuw/", vragen.vraag_nieuw, name="leergroep-vraag-nieuw"),
    path(f"{GROUP}bestanden/<uuid:bestand_id>/", bestanden.bestand, name="leergroep-bestand"),
    path(f"{GROUP}berichten/<uuid:bericht_id>/beste-antwoord/", vragen.beste_antwoord, name="leergroep-beste-antwoord"),
    path(f"{GROUP}berichten/<uuid:bericht_id>/", groepsberichten.gesprek, name="leergroep-gesprek"),
    path(
        f"{GROUP}berichten/<uuid:bericht_id>/bewerken/",
        groepsberichten.bericht_bewerken,
        name="leergroep-bericht-bewerken",
    ),
    path(
        f"{GROUP}berichten/<uuid:bericht_id>/verwijderen/",
        groepsberichten.bericht_verwijderen,
        name="leergroep-bericht-verwijderen",
    ),
]
