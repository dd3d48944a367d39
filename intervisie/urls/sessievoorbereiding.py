"""Addresses of what happens before a session."""

from django.urls import URLPattern, path

from intervisie.views import sessievoorbereiding

ONE = "intervisie/sessies/<slug:code>/voorbereiden/"

urlpatterns: list[URLPattern] = [
    path("intervisie/sessies/inbrengen/<slug:code>/", sessievoorbereiding.inbrengen, name="sessie-inbrengen"),
    path(ONE, sessievoorbereiding.voorbereiden, name="sessie-voorbereiden"),
    path(f"{ONE}delen/", sessievoorbereiding.delen, name="sessie-voorbereiden-delen"),
    path(f"{ONE}terugnemen/", sessievoorbereiding.terugnemen, name="sessie-voorbereiden-terugnemen"),
    path(f"{ONE}niet/", sessievoorbereiding.niet, name="sessie-voorbereiden-niet"),
]
