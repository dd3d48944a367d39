"""Addresses of what a group has on its agenda and what came out of its meetings."""

from django.urls import URLPattern, path

from community.views import acties, agendapunten, vergadering

MEETING = "agenda/<str:code>/"
ACTIE = "acties/<uuid:actie_id>/"
BESLUIT = f"{MEETING}besluiten/<uuid:besluit_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{MEETING}agendapunten/", agendapunten.agendapunten, name="agendapunten"),
    path(f"{MEETING}agendapunten/afdrukken/", agendapunten.agendapunten_afdrukken, name="agendapunten-afdrukken"),
    path(f"{MEETING}besluiten/nieuw/", vergadering.besluit_nieuw, name="besluit-nieuw"),
    path(f"{BESLUIT}bewerken/", vergadering.besluit_bewerken, name="besluit-bewerken"),
    path(f"{BESLUIT}verwijderen/", vergadering.besluit_verwijderen, name="besluit-verwijderen"),
    path(f"{MEETING}verslag/", vergadering.verslag, name="verslag"),
    path(f"{MEETING}acties/nieuw/", acties.actie_nieuw, name="actie-nieuw"),
    path(f"{ACTIE}bewerken/", acties.actie_bewerken, name="actie-bewerken"),
    path(f"{ACTIE}klaar/", acties.actie_klaar, name="actie-klaar"),
    path(f"{ACTIE}heropenen/", acties.actie_heropenen, name="actie-heropenen"),
    path(f"{ACTIE}vervallen/", acties.actie_vervallen, name="actie-vervallen"),
    path("leergroepen/<slug:slug>/besluiten-en-acties/", vergadering.besluiten_en_acties, name="leergroep-besluiten"),
]
