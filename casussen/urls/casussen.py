"""Addresses of casussen."""

from django.urls import path

from casussen.views import casussen

urlpatterns = [
    path("casussen/", casussen.overzicht, name="casussen"),
    path("casussen/<str:code>/", casussen.casus, name="casus"),
]
