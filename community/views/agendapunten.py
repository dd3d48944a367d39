"""The agenda of a meeting of a Kring: written on one form, printed on one sheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.vergadering import may_read_vergadering, may_set_agenda, possible_owners
from community.actions.agendapunten import StaleAgendaError, save_agendapunten
from community.actions.errors import ActionError
from community.forms.agendapunten import (
    Agendalijst,
    both_agendas,
    is_button,
    judged_list,
    moved_list,
    stored_list,
)
from community.models import Bijeenkomst
from community.queries.vergadering import agendapunten_of, names_of, tijd_of, vergadering_of
from community.requests import once
from community.views.agenda_frame import open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, signed_in


@signed_in("GET", "POST")
def agendapunten(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the points with buttons to move, add and remove; store them all at once."""
    meeting = open_bijeenkomst(request, code)
    require(may_set_agenda(request.user, meeting, request.now))
    stored = list(agendapunten_of(meeting))
    names = _names(request, meeting, stored)
    if request.method != "POST":
        return _page(request, meeting, stored_list(stored, names, meeting.points_version))
    button = is_button(request.POST)
    if button:
        version = judged_list(request.POST, names, meeting.points_version).version
        return _page(request, meeting, moved_list(request.POST, names, version, button), is_moved=True)
    return _save(request, meeting, judged_list(request.POST, names, meeting.points_version), names)


@signed_in()
def agendapunten_afdrukken(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the agenda for paper, with the actions that came back."""
    meeting = open_bijeenkomst(request, code)
    require(may_read_vergadering(request.user, meeting, request.now))
    context = {
        "crumbs": trail_of(request, meeting, meeting.title, _("Agenda afdrukken")), "meeting": meeting,
        "vergadering": vergadering_of(meeting, request.user, request.now),
    }  # fmt: skip
    return render(request, "community/vergadering/agenda_afdrukken.html", context)


def _save(request: SignedInRequest, meeting: Bijeenkomst, lijst: Agendalijst, names: dict[str, str]) -> HttpResponse:
    if lijst.errors:
        return _page(request, meeting, lijst)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                save_agendapunten(
                    actor=request.user, bijeenkomst=meeting, version=lijst.version, punten=lijst.punten,
                    now=request.now,
                )  # fmt: skip
    except StaleAgendaError as error:
        lijst.version = error.version
        return _page(request, meeting, lijst, stale=error, versions=both_agendas(lijst.punten, error.punten, names))
    except ActionError as error:
        lijst.errors.append(error.message)
        return _page(request, meeting, lijst)
    messages.success(request, _("De agenda is opgeslagen."))
    return redirect("bijeenkomst", code=meeting.code)


def _names(request: SignedInRequest, meeting: Bijeenkomst, stored: Any) -> dict[str, str]:
    """Return who can bring in a point: the members, and who stands on the agenda already."""
    members = list(possible_owners(meeting.kring, request.now)) if meeting.kring else []
    return names_of([*members, *(row.bringer for row in stored if row.bringer)])


def _page(request: SignedInRequest, meeting: Bijeenkomst, lijst: Agendalijst, **more: Any) -> HttpResponse:
    context = {
        "crumbs": trail_of(request, meeting, meeting.title, _("Agenda maken")), "meeting": meeting, "lijst": lijst,
        "tijd": tijd_of(lijst.minutes, meeting), **more,
    }  # fmt: skip
    return render(request, "community/vergadering/agendapunten.html", context)
