"""Address of one's own availability."""

from django.urls import URLPattern, path

from community.views import beschikbaarheid

urlpatterns: list[URLPattern] = [
    path("mijn/beschikbaarheid/", beschikbaarheid.beschikbaarheid, name="beschikbaarheid"),
]
