"""Addresses of groups of intervisie: for who is in them, and for the coördinerend hart."""

from django.urls import URLPattern, path

from intervisie.views import groepen, groepsbeheer, groepsevaluatie, groepsnotities

GROUP = "intervisie/groepen/<slug:code>/"
KEPT = "coordinatie/intervisiegroepen/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("intervisie/notities/", groepsnotities.eigen, name="mijn-groepsnotities"),
    path(GROUP, groepen.groep, name="intervisiegroep"),
    path(f"{GROUP}verlaten/", groepen.verlaten, name="intervisiegroep-verlaten"),
    path(f"{GROUP}contactpersoon/", groepen.contactpersoon, name="intervisiegroep-contactpersoon"),
    path(f"{GROUP}bijeenkomsten/nieuw/", groepen.bijeenkomst_nieuw, name="intervisiegroep-bijeenkomst-nieuw"),
    path(f"{GROUP}notities/nieuw/", groepsnotities.nieuw, name="groepsnotitie-nieuw"),
    path(f"{GROUP}notities/<uuid:notitie_id>/bewerken/", groepsnotities.bewerken, name="groepsnotitie-bewerken"),
    path(f"{GROUP}notities/<uuid:notitie_id>/verwijderen/", groepsnotities.verwijderen,
         name="groepsnotitie-verwijderen"),
    path(f"{GROUP}evaluatie/", groepsevaluatie.evaluatie, name="intervisiegroep-evaluatie"),
    path(f"{GROUP}evaluaties/<uuid:evaluatie_id>/", groepsevaluatie.uitkomst,
         name="intervisiegroep-evaluatie-uitkomst"),
    path("coordinatie/intervisiegroepen/", groepsbeheer.lijst, name="intervisiegroepen"),
    path(KEPT, groepsbeheer.beheer, name="intervisiegroep-beheer"),
    path(f"{KEPT}mensen/nieuw/", groepsbeheer.mens_nieuw, name="intervisiegroep-mens-nieuw"),
    path(f"{KEPT}mensen/<uuid:lidmaatschap_id>/verwijderen/", groepsbeheer.mens_verwijderen,
         name="intervisiegroep-mens-verwijderen"),
    path(f"{KEPT}mensen/<uuid:lidmaatschap_id>/contactpersoon/", groepsbeheer.mens_contactpersoon,
         name="intervisiegroep-mens-contactpersoon"),
    path(f"{KEPT}afsluiten/", groepsbeheer.afsluiten, name="intervisiegroep-afsluiten"),
]  # fmt: skip
