"""Addresses of edities and their parts."""

from django.urls import path

from training.models import OnderdeelKind
from training.views import edities

urlpatterns = [
    path("trainingen/", edities.trainingen, name="trainingen"),
    path("trainingen/<slug:slug>/", edities.editie, name="editie"),
    path("trainingen/<slug:slug>/dagdeel/<slug:code>/", edities.deel, {"kind": OnderdeelKind.DAGDEEL},
         name="editie-dagdeel"),
    path("trainingen/<slug:slug>/eindsessie/", edities.deel, {"kind": OnderdeelKind.EINDSESSIE},
         name="editie-eindsessie"),
]  # fmt: skip
