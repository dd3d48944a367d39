"""Addresses of the effect measure, and of how one goes on after a training."""

from django.urls import path

from training.views import effectmeting

BASE = "trainingen/<slug:slug>/effectmeting/"

urlpatterns = [
    path(BASE, effectmeting.eigen, name="editie-effectmeting"),
    path(f"{BASE}rapport/", effectmeting.rapport, name="editie-effectrapport"),
    path(f"{BASE}<slug:moment>/", effectmeting.invullen, name="editie-effectmeting-invullen"),
    path("trainingen/<slug:slug>/verder/", effectmeting.verder, name="editie-verder"),
]
