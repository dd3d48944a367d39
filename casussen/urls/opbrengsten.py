"""Addresses of what sessions gave the owner of a casus."""

from django.urls import path

from casussen.views import opbrengsten

urlpatterns = [
    path("casussen/<str:code>/sessies/<uuid:row_id>/", opbrengsten.opbrengst, name="casus-opbrengst"),
    path(
        "casussen/<str:code>/sessies/<uuid:row_id>/verwijderen/", opbrengsten.verwijderen,
        name="casus-opbrengst-verwijderen",
    ),
]  # fmt: skip
