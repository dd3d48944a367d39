"""Addresses of the public website; Wagtail's own pages come last, in deploy.urls."""

from django.urls import path

from community.views import kennis

urlpatterns = [path("", kennis.home, name="home")]
