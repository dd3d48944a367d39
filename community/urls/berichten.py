"""Addresses of berichten."""

from django.urls import URLPattern, path

from community.views import berichten

urlpatterns: list[URLPattern] = [
    path("berichten/uitzetten/<str:token>/", berichten.uitzetten, name="berichten-uitzetten"),
]
