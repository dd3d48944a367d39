"""The address of search."""

from django.urls import URLPattern, path

from community.views import zoeken

urlpatterns: list[URLPattern] = [path("zoeken/", zoeken.zoeken, name="zoeken")]
