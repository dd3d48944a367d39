"""Addresses of the methods for a session: the list, the advice, and one method."""

from django.urls import URLPattern, path

from intervisie.views import werkvormen

LIST = "intervisie/werkvormen/"

urlpatterns: list[URLPattern] = [
    path(LIST, werkvormen.lijst, name="werkvormen"),
    path(f"{LIST}kiezen/", werkvormen.kiezen, name="werkvorm-kiezen"),
    path(f"{LIST}<slug:code>/", werkvormen.werkvorm, name="werkvorm"),
]
