"""Actions of a group: agreed, done, not done after all, given to somebody else, dropped."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.vergadering import (
    may_finish,
    may_manage_actie,
    may_write_outcome,
    possible_owners,
    visible_acties,
)
from community.actions.acties import add_actie, change_actie, drop_actie, finish_actie, reopen_actie
from community.actions.errors import ActionError
from community.forms.vergadering import ActieForm, VervallenForm
from community.models import Actie, Bijeenkomst
from community.queries.vergadering import names_of
from community.requests import once
from community.views.agenda_frame import address, open_bijeenkomst
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.vergadering_frame import Sheet, handle


@signed_in("GET", "POST")
def actie_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Agree on an action in this meeting."""
    meeting = open_bijeenkomst(request, code)
    require(may_write_outcome(request.user, meeting, request.now))
    form = ActieForm(_names(request, meeting), sent(request))
    return handle(request, _sheet(meeting, form, _("Actie toevoegen")), lambda given: add_actie(
        actor=request.user, bijeenkomst=meeting, now=request.now, **_actie_of(given)
    ))  # fmt: skip


@signed_in("GET", "POST")
def actie_bewerken(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Give an action another owner, date or text."""
    actie = _actie(request, actie_id)
    require(may_manage_actie(request.user, actie, request.now))
    names = _names(request, actie.bijeenkomst)
    sheet = _sheet(actie.bijeenkomst, ActieForm(names, sent(request), actie=actie), _("Actie bewerken"))
    return handle(
        request, sheet,
        lambda given: change_actie(
            actor=request.user, actie=actie, version=given["version"], now=request.now, **_actie_of(given)
        ),
        stored=lambda current: ActieForm(names, actie=current),
    )  # fmt: skip


@signed_in("GET", "POST")
def actie_vervallen(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Ask why an action is dropped, and drop it."""
    actie = _actie(request, actie_id)
    require(may_manage_actie(request.user, actie, request.now))
    form = VervallenForm(sent(request), use_required_attribute=False)
    sheet = Sheet(
        actie.bijeenkomst, form, _("Actie laten vervallen"), "community/vergadering/actie_vervallen.html",
        done=_("De actie is vervallen. Niemand krijgt er nog een herinnering over."), next_url=_place_of(actie),
    )  # fmt: skip
    return handle(
        request, sheet,
        lambda given: drop_actie(actor=request.user, actie=actie, reason=given["reason"], now=request.now),
        actie=actie,
    )  # fmt: skip


@signed_in("GET", "POST")
def actie_klaar(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Say that an action is done, and go back to where that was said. Looking changes nothing."""
    return _tick(request, actie_id, finish_actie, _("De actie staat op klaar."))


@signed_in("GET", "POST")
def actie_heropenen(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Say that an action is not done after all."""
    return _tick(request, actie_id, reopen_actie, _("De actie staat weer open."))


def _tick(request: SignedInRequest, actie_id: Any, change: Any, done: str) -> HttpResponse:
    actie = _actie(request, actie_id)
    require(may_finish(request.user, actie, request.now))
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change(actor=request.user, actie=actie, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, done)
    return redirect(_back(request, actie))


def _back(request: SignedInRequest, actie: Actie) -> str:
    """Return the page that showed the button: Mijn omgeving, the list of the group, another meeting, or its own."""
    came_from = request.POST.get("terug", "")
    pages = {"mijn": reverse("mijn-omgeving"), "taken": reverse("taken")}
    if came_from == "groep":
        return reverse("leergroep-besluiten", args=[actie.kring.leergroep.slug])
    return pages.get(came_from, _place_of(actie))


def _place_of(actie: Actie) -> str:
    return f"{address(actie.bijeenkomst)}#acties"


def _actie(request: SignedInRequest, actie_id: Any) -> Actie:
    rows = visible_acties(request.user, request.now)
    return find(rows.select_related("kring__leergroep", "bijeenkomst__kring", "owner"), pk=actie_id)


def _names(request: SignedInRequest, meeting: Bijeenkomst) -> dict[str, str]:
    return names_of(list(possible_owners(meeting.kring, request.now))) if meeting.kring else {}


def _sheet(meeting: Bijeenkomst, form: ActieForm, step: str) -> Sheet:
    return Sheet(meeting, form, step, "community/vergadering/actie.html", done=_("De actie is opgeslagen."),
                 next_url=f"{address(meeting)}#acties")  # fmt: skip


def _actie_of(given: dict[str, Any]) -> dict[str, Any]:
    return {"text": given["text"], "owner_id": given["owner"], "due_date": given["due_date"]}
