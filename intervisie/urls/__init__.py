"""All addresses of intervisie; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from intervisie.urls import groepen, indelingsvoorstellen, matching

urlpatterns: list[URLPattern | URLResolver] = [
    *groepen.urlpatterns,
    *matching.urlpatterns,
    *indelingsvoorstellen.urlpatterns,
]
