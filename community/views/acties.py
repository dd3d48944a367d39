"""Actions of a group: agreed, done, not done after all, given to somebody else, dropped."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
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
from community.actions.acties import ActieError, add_actie, change_actie, drop_actie, finish_actie, reopen_actie
from community.actions.errors import ActionError, StaleSaveError
from community.forms.vergadering import ActieForm, VervallenForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Actie, Bijeenkomst
from community.queries.vergadering import names_of
from community.requests import once
from community.views.agenda_frame import address, open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, find, sent, signed_in


@signed_in("GET", "POST")
def actie_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Agree on an action in this meeting."""
    meeting = open_bijeenkomst(request, code)
    require(may_write_outcome(request.user, meeting, request.now))
    form = ActieForm(_names(request, meeting), sent(request))
    context = _context(request, meeting, form, _("Actie toevoegen"))
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/actie.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                add_actie(actor=request.user, bijeenkomst=meeting, now=request.now, **_answers(form))
    except ActionError as error:
        _tell(form, error)
        return render(request, "community/vergadering/actie.html", context)
    messages.success(request, _("De actie is opgeslagen."))
    return redirect(f"{address(meeting)}#acties")


@signed_in("GET", "POST")
def actie_bewerken(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Give an action another owner, date or text."""
    actie = _actie(request, actie_id)
    require(may_manage_actie(request.user, actie, request.now))
    meeting = actie.bijeenkomst
    names = _names(request, meeting)
    form = ActieForm(names, sent(request), actie=actie)
    context = _context(request, meeting, form, _("Actie bewerken")) | {"actie": actie}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/actie.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                change_actie(actor=request.user, actie=actie, version=form.cleaned_data["version"], now=request.now,
                             **_answers(form))  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        context |= {"stale": error, "versions": both_versions(form, ActieForm(names, actie=error.current))}
    except ActionError as error:
        _tell(form, error)
    else:
        messages.success(request, _("De actie is opgeslagen."))
        return redirect(f"{address(meeting)}#acties")
    return render(request, "community/vergadering/actie.html", context)


@signed_in("GET", "POST")
def actie_vervallen(request: SignedInRequest, actie_id: Any) -> HttpResponse:
    """Ask why an action is dropped, and drop it."""
    actie = _actie(request, actie_id)
    require(may_manage_actie(request.user, actie, request.now))
    form = VervallenForm(sent(request), use_required_attribute=False)
    context = _context(request, actie.bijeenkomst, form, _("Actie laten vervallen")) | {"actie": actie}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/actie_vervallen.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                drop_actie(actor=request.user, actie=actie, reason=form.cleaned_data["reason"], now=request.now)
    except ActionError as error:
        form.add_error(None, error.message)
        return render(request, "community/vergadering/actie_vervallen.html", context)
    messages.success(request, _("De actie is vervallen. Niemand krijgt er nog een herinnering over."))
    return redirect(f"{address(actie.bijeenkomst)}#acties")


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
    return pages.get(came_from, f"{address(actie.bijeenkomst)}#acties")


def _actie(request: SignedInRequest, actie_id: Any) -> Actie:
    rows = visible_acties(request.user, request.now)
    return find(rows.select_related("kring__leergroep", "bijeenkomst__kring", "owner"), pk=actie_id)


def _names(request: SignedInRequest, meeting: Bijeenkomst) -> dict[str, str]:
    return names_of(list(possible_owners(meeting.kring, request.now))) if meeting.kring else {}


def _context(request: SignedInRequest, meeting: Bijeenkomst, form: Any, step: str) -> dict[str, Any]:
    return {"crumbs": trail_of(request, meeting, meeting.title, step), "meeting": meeting, "form": form, "step": step}


def _answers(form: ActieForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"text": given["text"], "owner_id": given["owner"], "due_date": given["due_date"]}


def _tell(form: ActieForm, error: ActionError) -> None:
    form.add_error(error.field if isinstance(error, ActieError) else None, error.message)
