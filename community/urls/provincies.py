"""Addresses of the pages of provinces."""

from django.urls import URLPattern, path

from community.views import provincies

urlpatterns: list[URLPattern] = [
    path("provincies/", provincies.provincies, name="provincies"),
    path("provincies/<slug:slug>/", provincies.provincie, name="provincie"),
]
