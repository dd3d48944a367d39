"""All addresses of intervisie; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from intervisie.urls import evaluatieplanningen, groepen, indelingsvoorstellen, matching

urlpatterns: list[URLPattern | URLResolver] = [
    *evaluatieplanningen.urlpatterns,
    *groepen.urlpatterns,
    *matching.urlpatterns,
    *indelingsvoorstellen.urlpatterns,
]
