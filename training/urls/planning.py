"""Addresses of planning edities, for the coördinerend hart."""

from django.urls import path

from training.views import editie_einde, plandagen, planmensen, planning

urlpatterns = [
    path("coordinatie/edities/", planning.lijst, name="edities-plan"),
    path("coordinatie/edities/nieuw/", planning.nieuw, name="editie-nieuw"),
    path("coordinatie/edities/<slug:slug>/", planning.plan, name="editie-plan"),
    path("coordinatie/edities/<slug:slug>/bewerken/", planning.bewerken, name="editie-plan-bewerken"),
    path("coordinatie/edities/<slug:slug>/mensen/", planmensen.mensen, name="editie-plan-mensen"),
    path("coordinatie/edities/<slug:slug>/data/", plandagen.data, name="editie-plan-data"),
    path("coordinatie/edities/<slug:slug>/termijnen/", plandagen.termijnen, name="editie-plan-termijnen"),
    path("coordinatie/edities/<slug:slug>/afwijkingen/", plandagen.afwijkingen, name="editie-plan-afwijkingen"),
    path("coordinatie/edities/<slug:slug>/publiceren/", planning.publiceren, name="editie-plan-publiceren"),
    path("coordinatie/edities/<slug:slug>/afgelasten/", planning.afgelasten, name="editie-plan-afgelasten"),
    path("coordinatie/edities/<slug:slug>/kopie/", planning.kopie, name="editie-plan-kopie"),
    path("coordinatie/edities/<slug:slug>/archiveren/", editie_einde.archiveren, name="editie-plan-archiveren"),
    path("coordinatie/edities/<slug:slug>/export/", editie_einde.export, name="editie-plan-export"),
    path(
        "coordinatie/edities/<slug:slug>/export/downloaden/",
        editie_einde.downloaden,
        name="editie-plan-export-downloaden",
    ),
]
