"""Addresses of consent for stories; the stories themselves are pages of the website."""

from django.urls import URLPattern, path

from community.views import verhalen

ONE = "mijn/verhalen/<uuid:sleutel>/"

urlpatterns: list[URLPattern] = [
    path("mijn/verhalen/", verhalen.mijn_verhalen, name="mijn-verhalen"),
    path(ONE, verhalen.mijn_verhaal, name="mijn-verhaal"),
    path(f"{ONE}intrekken/", verhalen.intrekken, name="mijn-verhaal-intrekken"),
    path("website/verhalen/", verhalen.toestemming, name="verhalen-toestemming"),
    path("website/verhalen/<uuid:sleutel>/vragen/", verhalen.vragen, name="verhaal-vragen"),
]
