"""All addresses of the network; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from community.urls import agenda, berichten, kennis, kringen, leergroepen, people, taken, toegang

urlpatterns: list[URLPattern | URLResolver] = [
    *kennis.urlpatterns,
    *toegang.urlpatterns,
    *people.urlpatterns,
    *kringen.urlpatterns,
    *leergroepen.urlpatterns,
    *agenda.urlpatterns,
    *taken.urlpatterns,
    *berichten.urlpatterns,
]
