"""Addresses of looking back: planned by the hart, talked about together, written for oneself."""

from django.urls import URLPattern, path

from intervisie.views import evaluatieplanningen, reflecties

PLANNINGEN = "coordinatie/terugkijken/"
ONE = f"{PLANNINGEN}<uuid:pk>/"
REFLECTIE = "intervisie/reflecties/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(PLANNINGEN, evaluatieplanningen.evaluatieplanningen, name="evaluatieplanningen"),
    path(f"{PLANNINGEN}nieuw/", evaluatieplanningen.nieuw, name="evaluatieplanning-nieuw"),
    path(f"{ONE}bewerken/", evaluatieplanningen.bewerken, name="evaluatieplanning-bewerken"),
    path(f"{ONE}beeindigen/", evaluatieplanningen.beeindigen, name="evaluatieplanning-beeindigen"),
    path("intervisie/terugkijken/<uuid:pk>/", evaluatieplanningen.terugblik, name="terugblik"),
    path("intervisie/terugkijken/<uuid:pk>/gedaan/", evaluatieplanningen.terugblik_gedaan, name="terugblik-gedaan"),
    path("intervisie/reflecties/", reflecties.reflecties, name="reflecties"),
    path(REFLECTIE, reflecties.reflectie, name="reflectie"),
    path(f"{REFLECTIE}overslaan/", reflecties.overslaan, name="reflectie-overslaan"),
    path(f"{REFLECTIE}verwijderen/", reflecties.verwijderen, name="reflectie-verwijderen"),
]
