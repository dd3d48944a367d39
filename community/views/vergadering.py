"""What came out of a meeting of a Kring: decisions and the report; and all of it on one page of the group."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.vergadering import may_write_outcome, visible_besluiten
from community.actions.besluiten import BesluitError, add_besluit, change_besluit, remove_besluit, save_verslag
from community.actions.errors import ActionError, StaleSaveError
from community.forms.vergadering import BesluitForm, VerslagForm, ZoekForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Besluit, Bijeenkomst
from community.notation import saved_at
from community.queries.vergadering import (
    acties_of_kring,
    agendapunten_of,
    besluiten_of_kring,
    shown,
    verslag_of,
)
from community.requests import is_repeat, once
from community.views.agenda_frame import address, open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.leergroep_frame import frame, open_group, turned_away
from community.workdays import local_date

PER_PAGE = 20
MOST_ACTIES = 100


@signed_in("GET", "POST")
def besluit_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down what was decided."""
    meeting = _written_by(request, code)
    day = min(local_date(meeting.starts_at), local_date(request.now))
    form = BesluitForm(list(agendapunten_of(meeting)), sent(request), decided_date=day)
    context = _context(request, meeting, form, _("Besluit toevoegen"))
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/besluit.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                add_besluit(actor=request.user, bijeenkomst=meeting, now=request.now, **_answers(form))
    except ActionError as error:
        _tell(form, error)
        return render(request, "community/vergadering/besluit.html", context)
    messages.success(request, _("Het besluit is opgeslagen."))
    return redirect(f"{address(meeting)}#besluiten")


@signed_in("GET", "POST")
def besluit_bewerken(request: SignedInRequest, code: str, besluit_id: Any) -> HttpResponse:
    """Change a decision. When somebody else saved meanwhile both versions stand beside each other."""
    meeting = _written_by(request, code)
    besluit = _besluit(request, meeting, besluit_id)
    punten = list(agendapunten_of(meeting))
    form = BesluitForm(punten, sent(request), besluit=besluit)
    context = _context(request, meeting, form, _("Besluit bewerken")) | {"besluit": besluit}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/besluit.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                change_besluit(actor=request.user, besluit=besluit, version=form.cleaned_data["version"],
                               now=request.now, **_answers(form))  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        context |= {"stale": error, "versions": both_versions(form, BesluitForm(punten, besluit=error.current))}
    except ActionError as error:
        _tell(form, error)
    else:
        messages.success(request, _("Het besluit is opgeslagen."))
        return redirect(f"{address(meeting)}#besluiten")
    return render(request, "community/vergadering/besluit.html", context)


@signed_in("GET", "POST")
def besluit_verwijderen(request: SignedInRequest, code: str, besluit_id: Any) -> HttpResponse:
    """Ask whether a decision must go, and take it away."""
    meeting = _written_by(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(f"{address(meeting)}#besluiten")
    besluit = _besluit(request, meeting, besluit_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_besluit(actor=request.user, besluit=besluit, now=request.now)
        messages.success(request, _("Het besluit is weg."))
        return redirect(f"{address(meeting)}#besluiten")
    context = _context(request, meeting, None, _("Besluit weghalen")) | {"besluit": besluit}
    return render(request, "community/vergadering/besluit_verwijderen.html", context)


@signed_in("GET", "POST")
def verslag(request: SignedInRequest, code: str) -> HttpResponse:
    """Write the report. It says when it was saved last; both versions are shown when somebody else saved meanwhile."""
    meeting = _written_by(request, code)
    stored = verslag_of(meeting)
    form = VerslagForm(sent(request), verslag=stored)
    context = _context(request, meeting, form, _("Verslag")) | {"verslag": stored}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/vergadering/verslag.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                save_verslag(actor=request.user, bijeenkomst=meeting, version=form.cleaned_data["version"],
                             text=form.cleaned_data["text"], now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        context |= {"stale": error, "verslag": error.current,
                    "versions": both_versions(form, VerslagForm(verslag=error.current))}  # fmt: skip
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        messages.success(request, f"{saved_at(request.now)}.")
        return redirect("verslag", code=meeting.code)
    return render(request, "community/vergadering/verslag.html", context)


@signed_in()
def besluiten_en_acties(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a group decided and agreed to do, the newest first, and look for words in it."""
    group = open_group(request, slug)
    turned = turned_away(request, group, may_see=group.rights.may_read)
    if turned:
        return turned
    kring, user, now = group.leergroep.kring, request.user, request.now
    search = ZoekForm(request.GET, use_required_attribute=False)
    text, is_closed = search.words(), request.GET.get("acties") == "klaar"
    acties = list(acties_of_kring(kring, text, user, now, is_closed=is_closed)[: MOST_ACTIES + 1])
    besluiten = besluiten_of_kring(kring, text, user, now)
    context = {
        **frame(group, "leergroep-besluiten"), "search": search, "text": text, "is_closed_list": is_closed,
        "rows": shown(acties[:MOST_ACTIES], user, now), "is_cut": len(acties) > MOST_ACTIES,
        "besluiten": Paginator(besluiten, PER_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "community/vergadering/besluiten_en_acties.html", context)


def _written_by(request: SignedInRequest, code: str) -> Bijeenkomst:
    meeting = open_bijeenkomst(request, code)
    require(may_write_outcome(request.user, meeting, request.now))
    return meeting


def _besluit(request: SignedInRequest, meeting: Bijeenkomst, besluit_id: Any) -> Besluit:
    rows = visible_besluiten(request.user, request.now).filter(bijeenkomst=meeting)
    return find(rows.select_related("bijeenkomst__kring"), pk=besluit_id)


def _context(request: SignedInRequest, meeting: Bijeenkomst, form: Any, step: str) -> dict[str, Any]:
    return {"crumbs": trail_of(request, meeting, meeting.title, step), "meeting": meeting, "form": form, "step": step}


def _answers(form: BesluitForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"text": given["text"], "decided_date": given["decided_date"], "agendapunt_id": given["agendapunt"]}


def _tell(form: BesluitForm, error: ActionError) -> None:
    form.add_error(error.field if isinstance(error, BesluitError) else None, error.message)
