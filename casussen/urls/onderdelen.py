"""Addresses of the parts of a casus that are lists: parties, goals, dilemmas, timeline, phases and files."""

from django.urls import URLPattern, path

from casussen.views import casusbestanden, dilemmas, doelen, fasen, onderdelen, partijen, tijdlijn

# Kind of row, the folder of its list in the address, and whether people put the list in order themselves.
LISTS = (
    ("partij", "partijen", True), ("doel", "doelen", True), ("belang", "doelen/belangen", True),
    ("dilemma", "dilemmas", True), ("moment", "tijdlijn", False),
)  # fmt: skip


def _rows(kind: str, folder: str, is_ordered: bool) -> list[URLPattern]:
    """Return the addresses of one kind of row."""
    given = {"kind": kind}
    base = f"casussen/<str:code>/{folder}"
    found = [
        path(f"{base}/nieuw/", onderdelen.nieuw, given, name=f"casus-{kind}-nieuw"),
        path(f"{base}/<uuid:row_id>/", onderdelen.bewerken, given, name=f"casus-{kind}"),
        path(f"{base}/<uuid:row_id>/verwijderen/", onderdelen.verwijderen, given, name=f"casus-{kind}-verwijderen"),
    ]
    if is_ordered:
        move = f"{base}/<uuid:row_id>/verplaatsen/"
        found.append(path(move, onderdelen.verplaatsen, given, name=f"casus-{kind}-verplaatsen"))
    return found


urlpatterns = [
    path("casussen/<str:code>/partijen/", partijen.partijen, name="casus-partijen"),
    path("casussen/<str:code>/partijen/uit-format/", partijen.uit_format, name="casus-partijen-uit-format"),
    path("casussen/<str:code>/doelen/", doelen.doelen, name="casus-doelen"),
    path("casussen/<str:code>/doelen/afweging/", doelen.afweging, name="casus-afweging"),
    path("casussen/<str:code>/dilemmas/", dilemmas.dilemmas, name="casus-dilemmas"),
    path("casussen/<str:code>/tijdlijn/", tijdlijn.tijdlijn, name="casus-tijdlijn"),
    path("casussen/<str:code>/fasen/", fasen.fasen, name="casus-fasen"),
    path("casussen/<str:code>/fasen/huidige/", fasen.huidige, name="casus-fase-huidige"),
    path("casussen/<str:code>/fasen/<int:number>/", fasen.fase, name="casus-fase"),
    path("casussen/<str:code>/fasen/producten/<slug:soort>/", fasen.product, name="casus-product"),
    path("casussen/<str:code>/documenten/", casusbestanden.bestanden, name="casus-bestanden"),
    path("casussen/<str:code>/documenten/<uuid:row_id>/", casusbestanden.bestand, name="casus-bestand"),
    path(
        "casussen/<str:code>/documenten/<uuid:row_id>/verwijderen/", casusbestanden.verwijderen,
        name="casus-bestand-verwijderen",
    ),
    *(found for one in LISTS for found in _rows(*one)),
]  # fmt: skip
