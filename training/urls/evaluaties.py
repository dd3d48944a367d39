"""Addresses of the evaluations of an editie."""

from django.urls import path

from training.views import evaluaties

urlpatterns = [
    path("coordinatie/evaluaties/", evaluaties.overzicht, name="evaluaties"),
    path("trainingen/<slug:slug>/evaluatie/<slug:code>/", evaluaties.evaluatie, name="editie-evaluatie"),
    path("trainingen/<slug:slug>/evaluaties/", evaluaties.evaluaties, name="editie-evaluaties"),
]
