"""All addresses of the network; one file per subject, Dutch, with a trailing slash."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
