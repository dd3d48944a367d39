"""Addresses of founding partners: for their contacts, and for the coördinerend hart."""

from django.urls import URLPattern, path

from community.views import bijdragen, goede_voorbeelden, partners_beheer, partnerschappen
from community.views import organisatiefusie as fusie
from community.views import regisseurlijst as lijst

OWN = "partner/<slug:code>/"
ONE_BIJDRAGE = f"{OWN}bijdragen/<uuid:bijdrage_id>/"
VOORBEELDEN = f"{OWN}goede-voorbeelden/"
LIJST = f"{OWN}regisseurs/"
KEPT = "coordinatie/partners/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("partner/", partnerschappen.partner, name="partner"),
    path(OWN, partnerschappen.partnerschap, name="partnerschap"),
    path(f"{OWN}bijdragen/", bijdragen.bijdragen, name="bijdragen"),
    path(f"{OWN}bijdragen/nieuw/", bijdragen.nieuw, name="bijdrage-nieuw"),
    path(f"{ONE_BIJDRAGE}bewerken/", bijdragen.bewerken, name="bijdrage-bewerken"),
    path(f"{ONE_BIJDRAGE}gerealiseerd/", bijdragen.gerealiseerd, name="bijdrage-gerealiseerd"),
    path(f"{ONE_BIJDRAGE}verwijderen/", bijdragen.verwijderen, name="bijdrage-verwijderen"),
    path(f"{VOORBEELDEN}nieuw/", goede_voorbeelden.nieuw, name="goed-voorbeeld-nieuw"),
    path(f"{VOORBEELDEN}<uuid:voorbeeld_id>/bewerken/", goede_voorbeelden.bewerken, name="goed-voorbeeld-bewerken"),
    path(LIJST, lijst.regisseurs, name="regisseurlijst"),
    path(f"{LIJST}nieuw/", lijst.nieuw, name="regisseurlijst-nieuw"),
    path(f"{LIJST}import/", lijst.importeren, name="regisseurlijst-import"),
    path(f"{LIJST}import/bevestigen/", lijst.importeren_bevestigen, name="regisseurlijst-import-bevestigen"),
    path(f"{LIJST}import/voorbeeld/", lijst.importeren_voorbeeld, name="regisseurlijst-import-voorbeeld"),
    path(f"{LIJST}leegmaken/", lijst.legen, name="regisseurlijst-legen"),
    path(f"{LIJST}<uuid:regel_id>/verwijderen/", lijst.verwijderen, name="regisseurlijst-verwijderen"),
    path("coordinatie/partners/", partners_beheer.partners, name="partners-beheer"),
    path("coordinatie/partners/nieuw/", partners_beheer.nieuw, name="partnerschap-nieuw"),
    path(KEPT, partners_beheer.partnerschap, name="partnerschap-beheer"),
    path(f"{KEPT}bewerken/", partners_beheer.bewerken, name="partnerschap-bewerken"),
    path(f"{KEPT}starten/", partners_beheer.starten, name="partnerschap-starten"),
    path(f"{KEPT}verlengen/", partners_beheer.verlengen, name="partnerschap-verlengen"),
    path(f"{KEPT}beeindigen/", partners_beheer.beeindigen, name="partnerschap-beeindigen"),
    path("coordinatie/organisaties/<slug:slug>/samenvoegen/", fusie.samenvoegen, name="organisatie-samenvoegen"),
]
