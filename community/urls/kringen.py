"""Addresses of kringen."""

from django.urls import URLPattern, path

from community.views import kringen

urlpatterns: list[URLPattern] = [
    path("kringen/<uuid:kring_id>/afspraken/", kringen.afspraken, name="kring-afspraken"),
    path("kringen/<uuid:kring_id>/afspraken/nieuw/", kringen.afspraken_nieuw, name="kring-afspraken-nieuw"),
]
