"""Addresses of casussen and their format."""

from django.urls import path

from casussen.views import casussen, format

urlpatterns = [
    path("casussen/", casussen.overzicht, name="casussen"),
    path("casussen/nieuw/", casussen.nieuw, name="casus-nieuw"),
    path("casussen/<str:code>/", casussen.casus, name="casus"),
    path("casussen/<str:code>/format/", format.schrijven, name="casus-format"),
    path("casussen/<str:code>/format/versies/", format.versies, name="casus-versies"),
    path("casussen/<str:code>/format/versies/<int:number>/", format.versie, name="casus-versie"),
    path("casussen/<str:code>/verwijderen/", casussen.verwijderen, name="casus-verwijderen"),
    path("casussen/<str:code>/terugdraaien/", casussen.houden, name="casus-houden"),
]
