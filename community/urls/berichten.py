"""Addresses of berichten."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
