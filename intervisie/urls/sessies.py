"""Addresses of sessions around their live pages: the list, making one, its page and its people."""

from django.urls import URLPattern, path

from intervisie.views import sessiemensen, sessies

ALL = "intervisie/sessies/"
ONE = f"{ALL}<slug:code>/"

urlpatterns: list[URLPattern] = [
    path(ALL, sessies.lijst, name="sessies"),
    path(f"{ALL}nieuw/", sessies.nieuw, name="sessie-nieuw"),
    path(f"{ALL}nieuw/<slug:bijeenkomst>/", sessies.nieuw_voor, name="sessie-nieuw-voor"),
    path(ONE, sessies.sessie, name="sessie"),
    path(f"{ONE}bewerken/", sessies.bewerken, name="sessie-bewerken"),
    path(f"{ONE}vervalt/", sessies.vervalt, name="sessie-vervalt"),
    path(f"{ONE}begin/", sessies.begint, name="sessie-begin"),
    path(f"{ONE}mensen/", sessiemensen.mensen, name="sessie-mensen"),
    path(f"{ONE}mensen/groepjes/", sessiemensen.groepjes, name="sessie-mensen-groepjes"),
    path(f"{ONE}mensen/inbrenger/", sessiemensen.inbrenger, name="sessie-mensen-inbrenger"),
    path(f"{ONE}mensen/<uuid:deelnemer_id>/verwijderen/", sessiemensen.verwijderen, name="sessie-mens-verwijderen"),
]
