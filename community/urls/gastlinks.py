"""Addresses of guests: a link that opens one thing."""

from django.urls import path

from community.views import gastlinks

urlpatterns = [
    path("gedeeld/<str:token>/", gastlinks.gedeeld, name="gedeeld"),
    path("gedeeld/<str:token>/code/", gastlinks.code, name="gedeeld-code"),
    path("gedeeld/<str:token>/sluiten/", gastlinks.sluiten, name="gedeeld-sluiten"),
]
