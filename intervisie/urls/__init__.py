"""All addresses of intervisie; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from intervisie.urls import (
    bemiddeling,
    bezoekacties,
    bezoeken,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    livesessies,
    matching,
    printpakketten,
    sessieacties,
    sessiegasten,
    sessies,
    sessievoorbereiding,
    stappen,
    toerneebrieven,
    toerneeplanning,
    toernees,
    verslagen,
    werkvormen,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *bemiddeling.urlpatterns,
    *bezoekacties.urlpatterns,
    *bezoeken.urlpatterns,
    *evaluatieplanningen.urlpatterns,
    *groepen.urlpatterns,
    *matching.urlpatterns,
    *indelingsvoorstellen.urlpatterns,
    *livesessies.urlpatterns,
    *printpakketten.urlpatterns,
    *sessieacties.urlpatterns,
    *sessiegasten.urlpatterns,
    *sessies.urlpatterns,
    *sessievoorbereiding.urlpatterns,
    *stappen.urlpatterns,
    *toerneebrieven.urlpatterns,
    *toernees.urlpatterns,
    *toerneeplanning.urlpatterns,
    *verslagen.urlpatterns,
    *werkvormen.urlpatterns,
]
