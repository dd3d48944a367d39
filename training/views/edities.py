"""The trainings somebody is in and can apply for, and the page of one editie."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.coaching import is_coach
from training.access.edities import may_plan_edities
from training.access.inschrijvingen import may_read_inschrijvingen
from training.queries.delen import deel_page, page_of
from training.queries.edities import editie_page, open_lines, own_lines
from training.queries.inschrijvingen import own_place, waiting_of
from training.views.editie_frame import frame, open_editie, part_blocks, turned_away


@signed_in("GET")
def trainingen(request: SignedInRequest) -> HttpResponse:
    """Show the edities of this person, those she asked to take part in, and those that are open for application."""
    context = {
        "crumbs": crumbs(Crumb(_("Trainingen"))),
        "own": own_lines(request.user, request.now),
        "applied": waiting_of(request.user, request.now),
        "open": open_lines(request.user, request.now),
        "may_plan": may_plan_edities(request.user, request.now),
    }
    return render(request, "training/edities/trainingen.html", context)


@signed_in("GET")
def editie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show an editie: to who takes part her way through it, to others when and where it is."""
    opened = open_editie(request, slug)
    page = editie_page(opened.editie, request.user, request.now)
    part = page_of(page.current, page.lines, page.own) if page.current and opened.standing.may_read else None
    context = frame(opened) | {
        "page": page,
        "part": part,
        "blocks": part_blocks(request, opened, part) if part else [],
        "own": own_place(opened.editie, request.user, request.now),
        # A coach who is no trainer is not in the Kring: this is her way in.
        "coaches_here": not opened.standing.may_read and is_coach(request.user, opened.editie, request.now),
        "may_read_applications": may_read_inschrijvingen(request.user, opened.editie, request.now),
    }
    return render(request, "training/edities/editie.html", context)


@signed_in("GET")
def deel(request: SignedInRequest, slug: str, kind: str, code: str = "") -> HttpResponse:
    """Show one part of an editie: why, what to do, when and where, what to prepare and with which instruments."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    page = deel_page(opened.editie, kind, code, request.user, request.now)
    if page is None:
        raise Http404
    context = frame(opened, Step(page.line.title)) | {"page": page, "blocks": part_blocks(request, opened, page)}
    return render(request, "training/edities/deel.html", context)
