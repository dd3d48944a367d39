"""Addresses of Mijn omgeving and taken."""

from django.urls import URLPattern, path

from community.views import taken

urlpatterns: list[URLPattern] = [
    path("mijn/", taken.mijn_omgeving, name="mijn-omgeving"),
    path("mijn/taken/", taken.taken, name="taken"),
    path("mijn/taken/afgerond/", taken.taken_afgerond, name="taken-afgerond"),
]
