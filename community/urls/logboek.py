"""Addresses of the log of changes, the purge and its rules. All of them only show."""

from django.urls import URLPattern, path

from community.views import logboek

urlpatterns: list[URLPattern] = [
    path("coordinatie/logboek/", logboek.logboek, name="logboek"),
    path("coordinatie/opruimen/", logboek.opruimen, name="opruimen"),
    path("privacy/bewaartermijnen/", logboek.bewaartermijnen, name="bewaartermijnen"),
]
