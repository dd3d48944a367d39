"""All addresses of intervisie; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

from intervisie.urls import matching

urlpatterns: list[URLPattern | URLResolver] = [*matching.urlpatterns]
