"""Addresses of what a toernee has in common and writes together, and of its evaluation."""

from django.urls import URLPattern, path

from intervisie.views import toernee_evaluatie, toerneebrieven

TOERNEE = "toernees/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{TOERNEE}opbrengst/", toerneebrieven.opbrengst, name="toernee-opbrengst"),
    path(f"{TOERNEE}brief/opdrachtgevers/voorleggen/", toerneebrieven.voorleggen, name="toerneebrief-voorleggen"),
    path(f"{TOERNEE}brief/opdrachtgevers/akkoord/", toerneebrieven.akkoord, name="toerneebrief-akkoord"),
    path(f"{TOERNEE}brief/opdrachtgevers/afdrukken/", toerneebrieven.afdrukken, name="toerneebrief-afdrukken"),
    path(f"{TOERNEE}evaluatie/", toernee_evaluatie.evaluatie, name="toernee-evaluatie"),
    path(f"{TOERNEE}evaluaties/<uuid:evaluatie_id>/", toernee_evaluatie.uitkomst, name="toernee-evaluatie-uitkomst"),
    path(f"{TOERNEE}brief/<slug:soort>/", toerneebrieven.brief, name="toerneebrief"),
    path(f"{TOERNEE}brief/<slug:soort>/bewerken/", toerneebrieven.bewerken, name="toerneebrief-bewerken"),
]
