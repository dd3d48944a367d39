"""All addresses of the training; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from training.urls import (
    coaching,
    dagdelen,
    edities,
    effectmeting,
    eindsessies,
    evaluaties,
    inschrijvingen,
    intake,
    materialen,
    planning,
    teams,
    tussentijden,
    vakmanschap,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *edities.urlpatterns,
    *eindsessies.urlpatterns,
    *inschrijvingen.urlpatterns,
    *planning.urlpatterns,
    *intake.urlpatterns,
    *coaching.urlpatterns,
    *vakmanschap.urlpatterns,
    *effectmeting.urlpatterns,
    *teams.urlpatterns,
    *dagdelen.urlpatterns,
    *materialen.urlpatterns,
    *tussentijden.urlpatterns,
    *evaluaties.urlpatterns,
]
