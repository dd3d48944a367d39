"""Addresses of paper: the print pack of a method, and photographs of cards of a session."""

from django.urls import URLPattern, path

from intervisie.views import kaartfotos, printpakketten

FOTOS = "intervisie/sessies/<slug:code>/fotos/"

urlpatterns: list[URLPattern] = [
    path("intervisie/werkvormen/<slug:code>/afdrukken/", printpakketten.afdrukken, name="werkvorm-afdrukken"),
    path(FOTOS, kaartfotos.fotos, name="sessie-fotos"),
    path(f"{FOTOS}<uuid:foto_id>/", kaartfotos.foto, name="sessie-foto"),
    path(f"{FOTOS}<uuid:foto_id>/verwijderen/", kaartfotos.verwijderen, name="sessie-foto-verwijderen"),
]
