"""Addresses of roles."""

from django.urls import URLPattern, path

from community.views import rollen

urlpatterns: list[URLPattern] = [
    path("coordinatie/rollen/", rollen.rollen, name="rollen"),
    path("coordinatie/rollen/nieuw/", rollen.rol_nieuw, name="rol-nieuw"),
    path("coordinatie/rollen/<uuid:pk>/beeindigen/", rollen.rol_beeindigen, name="rol-beeindigen"),
]
