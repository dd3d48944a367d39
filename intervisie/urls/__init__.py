"""All addresses of intervisie; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
