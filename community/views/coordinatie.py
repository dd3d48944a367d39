"""The cockpit of the coördinerend hart: what needs a hand today, and the way to every process."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community import access
from community.access.coordinatie import may_open_coordinatie
from community.cards.coordinatie import Tile, address, beheer_tiles, signals
from community.filters.coordinatie import LET_OP, LeergroepenForm
from community.queries.coordinatie import groups_in_view
from community.views.blocks import blocks_of
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs


@signed_in()
def coordinatie(request: SignedInRequest) -> HttpResponse:
    """Show what waits, with counts and links, and the processes of the network."""
    user, now = request.user, request.now
    access.require(may_open_coordinatie(user, now))
    return render(
        request,
        "community/coordinatie/coordinatie.html",
        {
            "crumbs": crumbs(Crumb(_("Coördinatie"))),
            "signals": signals(user, now),
            "blocks": blocks_of(user, now, "COORDINATIE")["COORDINATIE"],
            "tiles": _tiles(),
        },
    )


@signed_in()
def leergroepen(request: SignedInRequest) -> HttpResponse:
    """List all leergroepen with what asks attention: no trekker, silent, somebody waits."""
    access.require(may_open_coordinatie(request.user, request.now))
    form = LeergroepenForm(request.GET)
    chosen = form.cleaned_data["let_op"] if form.is_valid() else ""
    groups = [group for group in groups_in_view(request.now) if not chosen or chosen in group.alarms]
    return render(
        request,
        "community/coordinatie/leergroepen.html",
        {
            "crumbs": way_to(request, Crumb(_("Leergroepen"))),
            "form": form,
            "is_filtered": bool(request.GET.get("let_op")),
            "groups": groups if form.is_valid() else [],
            "alarm_words": LET_OP,
        },
    )


def way_to(request: SignedInRequest, *steps: Crumb) -> list[Crumb]:
    """Return the way back to a page under Coördinatie; a beheerder has no cockpit to pass."""
    if may_open_coordinatie(request.user, request.now):
        return crumbs(Crumb(_("Coördinatie"), "coordinatie"), *steps)
    return crumbs(*steps)


def _tiles() -> list[Tile]:
    """Return the ways to every process; one of a module that is not here has none."""
    tiles = [
        Tile(_("Leergroepen"), _("Wie trekt ze, wanneer komen ze weer bij elkaar"), address("coordinatie-leergroepen"),
             "group"),
        Tile(_("Leden"), _("Zoeken in de ledengids"), address("leden"), "people"),
        Tile(_("Aanmeldingen"), _("Wie lid wil worden"), address("aanmeldingen"), "person"),
        Tile(_("Aanvragen"), _("Wie iets uit ons aanbod wil"), address("aanvragen"), "mail"),
        Tile(_("Uitnodigingen"), _("Wie is uitgenodigd en wie nog niet binnen is"), address("uitnodigingen"), "mail"),
        Tile(_("Edities"), _("Trainingen plannen en publiceren"), address("edities-plan"), "calendar"),
        Tile(_("Praktijkboeken"), _("Wie meedoet, hoeveel er is ingeleverd en wanneer het sluit"),
             address("praktijkboeken-plan"), "book"),
        Tile(_("Intervisie"), _("Rondes, aanmeldingen en groepen"), address("matchrondes"), "group"),
        Tile(_("Bemiddeling"), _("Wie erom vraagt en wie bemiddelt"), address("bemiddeling-beheer"), "people"),
        Tile(_("Samenwerkingen"), _("Welke er zijn en welke iets nodig hebben"), address("coordinatie-samenwerkingen"),
             "list"),
        Tile(_("Partners"), _("Tot wanneer partnerschappen lopen en wat er is toegezegd"), address("partners-beheer"),
             "people"),
        Tile(_("Evaluaties"), _("Wanneer groepen en samenwerkingen terugkijken"), address("evaluatieplanningen"),
             "calendar"),
        Tile(_("Aanwezigheid"), _("Wie er was, als bestand voor een rapportage"), address("aanwezigheid"), "list"),
        Tile(_("Netwerkrapport"), _("Hoe het hele netwerk meedoet, per kwartaal"), address("netwerkrapporten"), "list"),
        *beheer_tiles(),
    ]  # fmt: skip
    return [tile for tile in tiles if tile.url != address()]
