"""Addresses of the attendance as a table."""

from django.urls import URLPattern, path

from community.views import aanwezigheid

urlpatterns: list[URLPattern] = [
    path("coordinatie/aanwezigheid/", aanwezigheid.aanwezigheid, name="aanwezigheid"),
    path("coordinatie/aanwezigheid/downloaden/", aanwezigheid.aanwezigheid_downloaden, name="aanwezigheid-downloaden"),
]
