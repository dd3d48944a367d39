"""Addresses of praktijkboeken: planning them, and reading in them."""

from django.urls import path

from casussen.views import opnamen, praktijkboek_planning, praktijkboeken

PLAN = "coordinatie/praktijkboeken/"
urlpatterns = [
    path(PLAN, praktijkboek_planning.planlijst, name="praktijkboeken-plan"),
    path(f"{PLAN}nieuw/", praktijkboek_planning.nieuw, name="praktijkboek-nieuw"),
    path(f"{PLAN}<str:code>/", praktijkboek_planning.plan, name="praktijkboek-plan"),
    path(f"{PLAN}<str:code>/bewerken/", praktijkboek_planning.bewerken, name="praktijkboek-bewerken"),
    path(f"{PLAN}<str:code>/mensen/nieuw/", praktijkboek_planning.persoon_nieuw, name="praktijkboek-persoon-nieuw"),
    path(
        f"{PLAN}<str:code>/mensen/<uuid:lidmaatschap_id>/rol/", praktijkboek_planning.rol,
        name="praktijkboek-persoon-rol",
    ),
    path(
        f"{PLAN}<str:code>/mensen/<uuid:lidmaatschap_id>/verwijderen/", praktijkboek_planning.persoon_verwijderen,
        name="praktijkboek-persoon-verwijderen",
    ),
    path("praktijkboeken/", praktijkboeken.overzicht, name="praktijkboeken"),
    path("praktijkboeken/<str:code>/", praktijkboeken.praktijkboek, name="praktijkboek"),
    path("praktijkboeken/<str:code>/inleveren/", opnamen.inleveren, name="praktijkboek-inleveren"),
    path("praktijkboeken/<str:code>/volgorde/", praktijkboeken.volgorde, name="praktijkboek-volgorde"),
    path("praktijkboeken/<str:code>/vaststellen/", praktijkboeken.vaststellen, name="praktijkboek-vaststellen"),
    path("praktijkboeken/<str:code>/sluiten/", praktijkboeken.sluiten, name="praktijkboek-sluiten"),
    path("praktijkboeken/<str:code>/vernietigen/", praktijkboeken.vernietigen, name="praktijkboek-vernietigen"),
]  # fmt: skip
# After every other address below a praktijkboek: the code of a casus fits all of them.
last_urlpatterns = [
    path("praktijkboeken/<str:code>/<str:opname_code>/", opnamen.lezen, name="praktijkboek-casus"),
    path("praktijkboeken/<str:code>/<str:opname_code>/inzage/", opnamen.inzage, name="praktijkboek-inzage"),
    path("praktijkboeken/<str:code>/<str:opname_code>/terugnemen/", opnamen.terugnemen, name="praktijkboek-terugnemen"),
]
