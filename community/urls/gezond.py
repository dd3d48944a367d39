"""Addresses at which a machine asks whether this process runs and whether the platform works."""

from django.urls import URLPattern, path

from community.views import gezond

urlpatterns: list[URLPattern] = [
    path("gezond/levend", gezond.levend, name="gezond-levend"),
    path("gezond/klaar", gezond.klaar, name="gezond-klaar"),
    path("gezond/cijfers", gezond.cijfers, name="gezond-cijfers"),
]
