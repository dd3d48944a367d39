"""Addresses of participation reports: those of a partner, and those of the whole network."""

from django.urls import URLPattern, path

from community.views import rapporten

OWN = "partner/<slug:code>/rapport/<slug:kwartaal>/"
NETWORK = "coordinatie/netwerkrapport/"
ONE = f"{NETWORK}<slug:kwartaal>/"

urlpatterns: list[URLPattern] = [
    path(OWN, rapporten.rapport, name="rapport"),
    path(f"{OWN}csv/", rapporten.csv, name="rapport-csv"),
    path(f"{OWN}xlsx/", rapporten.xlsx, name="rapport-xlsx"),
    path(f"{OWN}pdf/", rapporten.pdf, name="rapport-pdf"),
    path(NETWORK, rapporten.netwerkrapporten, name="netwerkrapporten"),
    path(ONE, rapporten.rapport, name="netwerkrapport"),
    path(f"{ONE}csv/", rapporten.csv, name="netwerkrapport-csv"),
    path(f"{ONE}xlsx/", rapporten.xlsx, name="netwerkrapport-xlsx"),
    path(f"{ONE}pdf/", rapporten.pdf, name="netwerkrapport-pdf"),
]
