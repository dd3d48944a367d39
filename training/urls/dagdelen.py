"""Addresses of what who leads an editie uses on its days."""

from django.urls import path

from training.models import OnderdeelKind
from training.views import dagdelen

DAGDEEL = "trainingen/<slug:slug>/dagdeel/<slug:code>/"
EINDSESSIE = "trainingen/<slug:slug>/eindsessie/"
OF_DAGDEEL, OF_EINDSESSIE = {"kind": OnderdeelKind.DAGDEEL}, {"kind": OnderdeelKind.EINDSESSIE}

urlpatterns = [
    path(f"{DAGDEEL}presentie/", dagdelen.presentie, OF_DAGDEEL, name="editie-presentie"),
    path(f"{DAGDEEL}draaiboek/", dagdelen.draaiboek, OF_DAGDEEL, name="editie-draaiboek"),
    path(f"{EINDSESSIE}presentie/", dagdelen.presentie, OF_EINDSESSIE, name="editie-eindsessie-presentie"),
    path(f"{EINDSESSIE}draaiboek/", dagdelen.draaiboek, OF_EINDSESSIE, name="editie-eindsessie-draaiboek"),
]
