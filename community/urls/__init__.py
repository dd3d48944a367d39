"""All addresses of the network; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from community.urls import (
    aanwezigheid,
    agenda,
    berichten,
    coordinatie,
    datumprikker,
    gastlinks,
    gezond,
    kennis,
    kringen,
    leergroepen,
    meldingen,
    organisaties,
    people,
    rollen,
    taken,
    toegang,
    uitnodigingen,
    uitnodigingslijst,
    vergadering,
    werk,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *kennis.urlpatterns,
    *toegang.urlpatterns,
    *uitnodigingen.urlpatterns,
    *uitnodigingslijst.urlpatterns,
    *aanwezigheid.urlpatterns,
    *organisaties.urlpatterns,
    *people.urlpatterns,
    *rollen.urlpatterns,
    *kringen.urlpatterns,
    *leergroepen.urlpatterns,
    *datumprikker.urlpatterns,
    *agenda.urlpatterns,
    *vergadering.urlpatterns,
    *taken.urlpatterns,
    *berichten.urlpatterns,
    *meldingen.urlpatterns,
    *coordinatie.urlpatterns,
    *gastlinks.urlpatterns,
    *werk.urlpatterns,
    *gezond.urlpatterns,
]
