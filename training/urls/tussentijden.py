"""Addresses of tussentijden: working on one, what was handed in, and how far everybody is."""

from django.urls import path

from training.views import inzendingen, tussentijden

BASE = "trainingen/<slug:slug>/"
urlpatterns = [
    path(f"{BASE}tussentijd/<slug:code>/", tussentijden.tussentijd, name="editie-tussentijd"),
    path(f"{BASE}tussentijd/<slug:code>/terugnemen/", tussentijden.terugnemen, name="editie-tussentijd-terugnemen"),
    path(f"{BASE}casus/", tussentijden.casus, name="editie-casus"),
    path(f"{BASE}lagen/", tussentijden.lagen, name="editie-lagen"),
    path(f"{BASE}inzendingen/", inzendingen.inzendingen, name="editie-inzendingen"),
    path(f"{BASE}inzendingen/<uuid:inzending_id>/", inzendingen.inzending, name="editie-inzending"),
]
