"""Addresses of toernees: for who is in them, and forming them and changing their people for the coördinerend hart."""

from django.urls import URLPattern, path

from intervisie.views import toernee_einde, toerneemensen, toernees

TOERNEE = "toernees/<slug:code>/"
KEPT = "coordinatie/toernees/<slug:code>/"
PERSON = f"{KEPT}mensen/<uuid:deelnemer_id>/"

urlpatterns: list[URLPattern] = [
    path("toernees/", toernees.lijst, name="toernees"),
    path(TOERNEE, toernees.toernee, name="toernee"),
    path(f"{TOERNEE}stoppen/", toernees.stoppen, name="toernee-stoppen"),
    path(f"{TOERNEE}contactpersoon/", toernees.contactpersoon, name="toernee-contactpersoon"),
    path(f"{TOERNEE}gesprekken/nieuw/", toernees.gesprek_nieuw, name="toernee-gesprek-nieuw"),
    path("coordinatie/toernees/nieuw/", toerneemensen.nieuw, name="toernee-nieuw"),
    path(f"{KEPT}mensen/", toerneemensen.mensen, name="toernee-mensen"),
    path(f"{PERSON}vervangen/", toerneemensen.vervangen, name="toernee-vervangen"),
    path(f"{PERSON}vrijstellen/", toerneemensen.vrijstellen, name="toernee-vrijstellen"),
    path(f"{PERSON}contactpersoon/", toerneemensen.contactpersoon, name="toernee-mens-contactpersoon"),
    path(f"{PERSON}verwijderen/", toerneemensen.verwijderen, name="toernee-mens-verwijderen"),
    path(f"{KEPT}begeleiders/nieuw/", toerneemensen.begeleider_nieuw, name="toernee-begeleider-nieuw"),
    path(f"{KEPT}begeleiders/<uuid:lidmaatschap_id>/verwijderen/", toerneemensen.begeleider_verwijderen,
         name="toernee-begeleider-verwijderen"),
    path(f"{KEPT}afronden/", toernee_einde.afronden, name="toernee-afronden"),
    path(f"{KEPT}afblazen/", toernee_einde.afblazen, name="toernee-afblazen"),
]  # fmt: skip
