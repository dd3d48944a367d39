"""All addresses of the platform."""

from django.urls import include, path

urlpatterns = [
    path("", include("community.urls")),
]
