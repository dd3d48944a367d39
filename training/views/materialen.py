"""Material of trainings: the library, what belongs to an editie, one piece with its versions, and the files."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.views.bestanden import given
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.materialen import may_keep, may_keep_library, may_place_in, visible_materialen, visible_versies
from training.queries.materialen import announced, library, lines_from, materiaal_page, of_editie
from training.views.editie_frame import frame, open_editie, turned_away


@signed_in("GET")
def materialen(request: SignedInRequest) -> HttpResponse:
    """Show all material this person may open, newest version first at hand."""
    may_add = may_keep_library(request.user, request.now)
    context = {
        "crumbs": crumbs(Crumb(_("Trainingen"), "trainingen"), Crumb(_("Materialen"))),
        "lines": library(request.user, request.now), "may_add": may_add,
        "announced": announced(request.user, request.now) if may_add else [],
    }  # fmt: skip
    return render(request, "training/materialen/materialen.html", context)


@signed_in("GET")
def van_editie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the material of an editie and of its programme to its people, and to who plans it."""
    opened = open_editie(request, slug)
    may_add = may_place_in(request.user, opened.editie, request.now)
    if not may_add and (instead := turned_away(request, opened)) is not None:
        return instead
    lines = lines_from(of_editie(request.user, opened.editie, request.now))
    context = frame(opened, Step(_("Materialen"))) | {"lines": lines, "may_add": may_add}
    return render(request, "training/materialen/van_editie.html", context)


@signed_in("GET")
def materiaal(request: SignedInRequest, materiaal_id: str) -> HttpResponse:
    """Show one piece of material: its newest version, the older ones, what it was made from."""
    rows = visible_materialen(request.user, request.now).select_related("programma", "editie")
    row = find(rows, pk=materiaal_id)
    context = {
        "crumbs": crumbs(Crumb(_("Trainingen"), "trainingen"), Crumb(_("Materialen"), "materialen"), Crumb(row.title)),
        "page": materiaal_page(row, request.user, request.now),
        "may_keep": may_keep(request.user, row, request.now),
    }
    return render(request, "training/materialen/materiaal.html", context)


@signed_in("GET")
def bestand(request: SignedInRequest, materiaal_id: UUID, number: int) -> HttpResponse:
    """Give a version to be saved, never to be shown inside the site."""
    rows = visible_versies(request.user, request.now)
    return given(find(rows.filter(materiaal=materiaal_id), number=number))
