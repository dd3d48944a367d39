"""Running a date poll: a new one, other dates, fixing the date, closing it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.datumprikker import askable_kringen, may_run
from community.actions.datumprikker import (
    TOO_MANY,
    VraagError,
    change_datumprikker,
    close_datumprikker,
    fix_date,
    open_datumprikker,
)
from community.actions.errors import ActionError, StaleSaveError
from community.forms.datumprikker import (
    MomentFormSet,
    VraagForm,
    moment_rows,
    refuse_unsound,
    when_of,
    with_more_rows,
)
from community.forms.versions import both_versions, take_stored_version
from community.models import Datumprikker, DatumprikkerStatus
from community.queries.datumprikker import Outcome, Tally, note_doubts, opties_of, outcome_of
from community.requests import once
from community.views.agenda_frame import trail
from community.views.datumprikker import address, open_prikker, trail_of
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Step

MORE = "meer"


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Let who leads a group ask its members for their dates."""
    require(askable_kringen(request.user, request.now).exists())
    data = _sent(request)
    form = VraagForm(request.user, request.now, data, groep=request.GET.get("groep", ""))
    rows = moment_rows(data)
    context = {"crumbs": _trail_of_new(request), "form": form, "rows": rows}
    if _is_complete(request, form, rows, context):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = open_datumprikker(
                        actor=request.user, kring=form.chosen_kring(), vraag=form.vraag(), moments=rows.moments(),
                        now=request.now,
                    )  # fmt: skip
                    form_once.result = made.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De datumprikker staat klaar. Iedereen in de groep krijgt een mail."))
            return redirect("datumprikker", code=form_once.result)
    return render(request, "community/datumprikker/nieuw.html", context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change the dates to choose from. When somebody else saved meanwhile both versions stand beside each other."""
    prikker = _run_by(request, code)
    data, opties = _sent(request), list(opties_of(prikker))
    form = VraagForm(request.user, request.now, data, prikker=prikker)
    rows = moment_rows(data, opties=opties)
    context = {"crumbs": trail_of(request, prikker, _("Bewerken")), "form": form, "rows": rows, "prikker": prikker}
    if _is_complete(request, form, rows, context):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_datumprikker(
                        actor=request.user, prikker=prikker, version=form.cleaned_data["version"], vraag=form.vraag(),
                        moments=rows.moments(), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = VraagForm(request.user, request.now, prikker=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored), "now_there": list(opties_of(prikker))}
        except ActionError as error:
            _tell(form, context, error)
        else:
            messages.success(request, _("Opgeslagen. Wie iets moet doen krijgt een mail."))
            return redirect("datumprikker", code=code)
    return render(request, "community/datumprikker/bewerken.html", context)


@signed_in("GET", "POST")
def vaststellen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask which date it becomes, with what speaks for and against each; it becomes a meeting of the group."""
    prikker = _run_by(request, code)
    error_sentence = ""
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    chosen = _chosen(request.POST.get("optie", ""))
                    meeting = fix_date(actor=request.user, prikker=prikker, optie_id=chosen, now=request.now)
                    form_once.result = meeting.code
        except ActionError as error:
            error_sentence = error.message
        else:
            messages.success(request, _("De datum staat vast. Iedereen in de groep krijgt de uitnodiging."))
            return redirect("bijeenkomst", code=form_once.result)
    elif prikker.status != DatumprikkerStatus.OPEN:
        return redirect("datumprikker", code=code)
    outcome = outcome_of(prikker, request.user, request.now)
    note_doubts(outcome.tallies, request.user, request.now)
    context = {
        "crumbs": trail_of(request, prikker, _("Datum vaststellen")), "prikker": prikker, "error": error_sentence,
        "outcome": outcome, "choices": _choices(request, outcome), "back_url": address("datumprikker", prikker),
    }  # fmt: skip
    return render(request, "community/datumprikker/vaststellen.html", context)


@signed_in("GET", "POST")
def sluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Close a date poll without a date, after asking."""
    prikker = _run_by(request, code)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    close_datumprikker(actor=request.user, prikker=prikker, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("De datumprikker is gesloten. Iedereen in de groep krijgt een mail."))
        return redirect("datumprikker", code=code)
    if prikker.status != DatumprikkerStatus.OPEN:
        return redirect("datumprikker", code=code)
    context = {"crumbs": trail_of(request, prikker, _("Sluiten")), "prikker": prikker}
    return render(request, "community/datumprikker/sluiten.html", context)


def _run_by(request: SignedInRequest, code: str) -> Datumprikker:
    """Return the date poll when this person runs it. Raises Http404 otherwise."""
    prikker = open_prikker(request, code)
    if not may_run(request.user, prikker, request.now):
        raise Http404
    return prikker


def _sent(request: SignedInRequest) -> Any:
    """Return what was sent, with a few empty rows more when that was asked; None when the page is only looked at."""
    if request.method != "POST":
        return None
    return with_more_rows(request.POST) if MORE in request.POST else request.POST


def _is_complete(request: SignedInRequest, form: VraagForm, rows: MomentFormSet, context: dict[str, Any]) -> bool:
    """Whether everything is filled in and can be right; what is wrong is told in the context and at the fields."""
    if request.method != "POST":
        return False
    is_whole = all([form.is_valid(), rows.is_valid()])
    if MORE in request.POST:
        # More rows is no answer yet: nothing is called wrong.
        for part in (form, *rows.forms):
            part.errors.clear()
        context["is_longer"] = True
        return False
    if not rows.management_form.is_valid():
        context["wrong"] = [_("Deze pagina is te oud. Kopieer je tekst, open de pagina opnieuw en plak hem terug.")]
    elif rows.non_form_errors():
        context["wrong"] = [TOO_MANY]
    if is_whole:
        context["wrong"] = refuse_unsound(form, rows, request.now)
        return not context["wrong"] and not form.errors
    return False


def _tell(form: VraagForm, context: dict[str, Any], error: ActionError) -> None:
    """Show a refusal above the dates when it is about them, else above the form."""
    if isinstance(error, VraagError):
        context["wrong"] = [error.message]
    else:
        form.add_error(None, error.message)


def _chosen(text: str) -> uuid.UUID:
    """Return the id that was chosen. Raises ActionError when nothing was."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise ActionError(_("Kies een datum.")) from error


def _choices(request: SignedInRequest, outcome: Outcome) -> list[dict[str, Any]]:
    """Return the coming moments as choices; checked is what was chosen, else what suits best."""
    asked = request.POST.get("optie") or request.GET.get("optie", "")
    known = {str(row.optie.pk) for row in outcome.tallies}
    return [
        {
            "value": str(row.optie.pk),
            "label": when_of(row.optie),
            "hint": _hint(row),
            "is_checked": str(row.optie.pk) == asked if asked in known else row.suits,
        }
        for row in outcome.tallies
        if row.optie.starts_at > request.now
    ]


def _hint(row: Tally) -> str:
    counts = _("{kan} kan, {liever} liever niet, {niet} kan niet, {open} nog open.").format(
        kan=len(row.kan), liever=len(row.liever_niet), niet=len(row.kan_niet), open=len(row.open)
    )
    return " ".join([_("Past het best."), counts, *row.notes] if row.suits else [counts, *row.notes])


def _trail_of_new(request: SignedInRequest) -> list[Any]:
    return trail(request, Step(_("Datumprikkers"), address("datumprikkers")), Step(_("Nieuwe datumprikker")))
