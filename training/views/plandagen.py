"""The days of an editie: a proposal, moving by hand, terms, and reasons for what differs from the wish."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.shell import Step
from training.actions.editiedagen import DagenError, explain_costs, set_days, set_terms
from training.forms.plandagen import AfwijkingenForm, DagenForm, DayRow, TermijnenForm, initial_of, rows_of
from training.models import EditieStatus, OnderdeelKind
from training.queries.plancontrole import controle_of, warned
from training.queries.plandata import Situation, judged, situation_of, usable
from training.queries.planverschil import moved_days, stamp_of
from training.queries.planvoorstel import after_applying, chosen_by, chosen_from, ways_out
from training.rhythm import Lock, NothingFits, propose
from training.views.plan_frame import asked_for, plan_frame, plannable

CHECK, PROPOSE, CONFIRM = "controleer", "voorstel", "bevestig"


@signed_in("GET", "POST")
def data(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the days, judge what was chosen, propose others, and save."""
    editie = plannable(request, slug)
    found = situation_of(editie, request.now)
    rows = _rows(request, found)
    context = plan_frame(request, editie, Step(_("Data"))) | {"is_concept": editie.status == EditieStatus.CONCEPT}
    if not found.days:
        return render(request, "training/planning/data.html", context | {"has_no_days": True})
    form = DagenForm(rows, sent(request), initial=_stored(found, rows))
    button = asked_for(request.POST, PROPOSE, CHECK)
    if request.method == "GET" and not any(deel.bijeenkomst_id for deel in found.delen):
        form, extra = _proposal(found, rows, found.request.locks)
        context |= extra
    elif button == PROPOSE and context["is_concept"]:
        form, extra = _proposal(found, rows, _locks(form))
        context |= extra
    elif request.method == "POST" and form.is_valid():
        answer = _judge_and_save(request, found, form, is_check=button == CHECK, context=context)
        if answer is not None:
            return answer
    elif request.method == "GET":
        context["warnings"] = warned(found, judged(found, found.stored).costs)
    return render(request, "training/planning/data.html", context | {"form": form})


def _judge_and_save(
    request: SignedInRequest, found: Situation, form: DagenForm, *, is_check: bool, context: dict[str, Any]
) -> HttpResponse | None:
    """Judge what was chosen and save it; None when the form is shown again, with what `context` then holds."""
    chosen, editie = form.chosen(), found.editie
    judgement = judged(found, chosen)
    context["warnings"] = warned(found, judgement.costs)
    if is_check:
        form.blame((breach.codes, breach.sentence) for breach in judgement.breaches)
        context["is_checked"] = not judgement.breaches
        return None
    stamp = stamp_of(form.cleaned_data["version"], sorted(chosen.items()))
    changes = moved_days(found, chosen) if editie.status == EditieStatus.GEPUBLICEERD else []
    if changes and not judgement.breaches and request.POST.get(CONFIRM) != stamp:
        context |= {"changes": changes, "stamp": stamp}
        return None
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                set_days(actor=request.user, editie=editie, version=form.cleaned_data["version"], chosen=chosen,
                         fixed=form.fixed(), now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        theirs = situation_of(error.current, request.now)
        stored = DagenForm(form.rows, initial=_stored(theirs, form.rows))
        context |= {"stale": error, "versions": both_versions(form, stored)}
    except DagenError as error:
        form.blame(error.faults)
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        messages.success(request, _("De data zijn opgeslagen."))
        return redirect("editie-plan", slug=editie.slug)
    return None


def _rows(request: SignedInRequest, found: Situation) -> list[DayRow]:
    over = [deel.onderdeel.code for deel in found.delen if found.began([deel.onderdeel.code], request.now)]
    intake = next((deel.onderdeel.code for deel in found.delen if deel.onderdeel.kind == OnderdeelKind.INTAKE), "")
    return rows_of(found.days, intake, over, found.editie)


def _stored(found: Situation, rows: Sequence[DayRow]) -> dict[str, Any]:
    fixed = [deel.onderdeel.code for deel in found.delen if deel.is_locked]
    return initial_of(rows, found.stored, fixed, found.editie.version)


def _locks(form: DagenForm) -> tuple[Lock, ...]:
    """Return the days that stand fixed in what was typed; a row that cannot be read is not fixed."""
    form.is_valid()
    readable = [
        row for row in form.rows if not {f"dag_{row.code.lower()}", f"begin_{row.code.lower()}"} & set(form.errors)
    ]
    part = DagenForm(readable, form.data, initial=form.initial)
    if not part.is_valid():
        return ()
    fixed = part.fixed()
    return tuple(Lock(code, choice.day, choice.dagdelen) for code, choice in part.chosen().items() if code in fixed)


def _proposal(
    found: Situation, rows: list[DayRow], locks: tuple[Lock, ...]
) -> tuple[DagenForm, dict[str, Any]]:  # fmt: skip
    """Return a form filled with a proposal, and what the page says about it."""
    request = after_applying(found.request, found.editie.apply_until_date)
    request = replace(request, locks=locks, dagdelen=usable(locks))
    answer = propose(request)
    fixed = [lock.code for lock in locks]
    if isinstance(answer, NothingFits):
        kept = {lock.code: chosen_by(lock) for lock in locks}
        form = DagenForm(rows, initial=initial_of(rows, found.stored | kept, fixed, found.editie.version))
        return form, {"nothing": answer, "ways": ways_out(request, answer)}
    form = DagenForm(rows, initial=initial_of(rows, chosen_from(answer), fixed, found.editie.version))
    return form, {"is_proposal": True, "warnings": warned(found, answer.costs)}


@signed_in("GET", "POST")
def termijnen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change between which days people work on the intake and each tussentijd."""
    editie = plannable(request, slug)
    delen = [deel for deel in situation_of(editie, request.now).delen if deel.from_date is not None]
    context = plan_frame(request, editie, Step(_("Termijnen")))
    form = TermijnenForm(delen, editie.version, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    set_terms(actor=request.user, editie=editie, version=form.cleaned_data["version"],
                              terms=form.terms(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            theirs = [deel for deel in situation_of(error.current, request.now).delen if deel.from_date is not None]
            stored = TermijnenForm(theirs, error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except DagenError as error:
            form.blame(error.faults)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De termijnen zijn opgeslagen."))
            return redirect("editie-plan", slug=slug)
    return render(request, "training/planning/termijnen.html", context | {"form": form, "has_terms": bool(delen)})


@signed_in("GET", "POST")
def afwijkingen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write down why a warning is accepted."""
    editie = plannable(request, slug)
    warnings = controle_of(situation_of(editie, request.now), request.now).warnings
    rules = {one.cost.sentence: one.cost.rule.value for one in warnings}
    form = AfwijkingenForm([(one.cost.sentence, one.reason) for one in warnings], sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    reasons = {sentence: (rules[sentence], reason) for sentence, reason in form.reasons().items()}
                    explain_costs(actor=request.user, editie=editie, reasons=reasons, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De redenen zijn opgeslagen."))
            return redirect("editie-plan", slug=slug)
    context = plan_frame(request, editie, Step(_("Waarschuwingen"))) | {"form": form, "warnings": warnings}
    return render(request, "training/planning/afwijkingen.html", context)
