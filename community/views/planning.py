"""Planning a meeting: new, changed, made known, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.agenda import may_change, may_plan, may_plan_for
from community.actions.agenda import (
    PlanningError,
    cancel_bijeenkomst,
    change_bijeenkomst,
    plan_bijeenkomst,
    publish_bijeenkomst,
)
from community.actions.errors import ActionError, StaleSaveError
from community.forms.agenda import AfzeggenForm, BijeenkomstForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Bijeenkomst, BijeenkomstStatus
from community.queries.agenda import planning_notes
from community.requests import once
from community.views.agenda_frame import open_bijeenkomst, trail, trail_of
from community.views.door import SignedInRequest, signed_in
from community.views.leergroep_frame import frame, open_group
from community.views.shell import Step

CONCEPT = "concept"


class DoubtError(Exception):
    """Something speaks against these days. `notes` say what; `seen` names the days they are about."""

    def __init__(self, notes: list[str], seen: str) -> None:
        super().__init__(seen)
        self.notes = notes
        self.seen = seen


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Let a coördinator plan a meeting of the community."""
    require(may_plan(request.user, request.now))
    form = BijeenkomstForm(request.user, request.now, request.POST or None)
    context = {"crumbs": trail(request, Step(_("Nieuwe bijeenkomst"))), "form": form}
    return plan_page(request, form, context)


@signed_in("GET", "POST")
def nieuw_voor_groep(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let who leads a group plan its meeting."""
    group = open_group(request, slug)
    kring = group.leergroep.kring
    require(may_plan_for(request.user, kring, request.now))
    form = BijeenkomstForm(request.user, request.now, request.POST or None, kring=kring)
    context = {**frame(group, "leergroep-bijeenkomsten", Step(_("Nieuwe bijeenkomst"))), "form": form, "kring": kring}
    return plan_page(request, form, context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change a meeting. When somebody else saved meanwhile both versions stand beside each other."""
    meeting = open_bijeenkomst(request, code)
    require(may_change(request.user, meeting, request.now))
    form = BijeenkomstForm(request.user, request.now, request.POST or None, bijeenkomst=meeting)
    context = {"crumbs": trail_of(request, meeting, meeting.title, _("Bewerken")), "form": form, "meeting": meeting}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/agenda/bewerken.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                ask_when_in_doubt(request, form)
                _save(request, meeting, form)
    except DoubtError as doubt:
        context |= {"notes": doubt.notes, "seen": doubt.seen}
    except StaleSaveError as error:
        take_stored_version(form, error)
        stored = BijeenkomstForm(request.user, request.now, bijeenkomst=error.current)
        context |= {"stale": error, "versions": both_versions(form, stored)}
    except ActionError as error:
        _tell(form, error)
    else:
        messages.success(request, _("De bijeenkomst is opgeslagen."))
        return redirect("bijeenkomst", code=code)
    return render(request, "community/agenda/bewerken.html", context)


@signed_in("GET", "POST")
def afzeggen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask why a meeting does not go on, and tell everyone; a concept is thrown away."""
    meeting = open_bijeenkomst(request, code)
    require(may_change(request.user, meeting, request.now))
    is_concept = meeting.status == BijeenkomstStatus.CONCEPT
    form = None if is_concept else AfzeggenForm(request.POST or None, use_required_attribute=False)
    context = {
        "crumbs": trail_of(request, meeting, meeting.title, _("Afzeggen")), "form": form, "meeting": meeting,
        "is_concept": is_concept,
    }  # fmt: skip
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    reason = form.cleaned_data["reason"] if form else ""
                    cancel_bijeenkomst(actor=request.user, bijeenkomst=meeting, reason=reason, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Het concept is weg.") if is_concept else _("De bijeenkomst is afgezegd."))
        return redirect("agenda") if is_concept else redirect("bijeenkomst", code=code)
    return render(request, "community/agenda/afzeggen.html", context)


def plan_page(request: SignedInRequest, form: BijeenkomstForm, context: dict[str, Any]) -> HttpResponse:
    """Show the form, warn of bad days, and plan the meeting."""
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/agenda/nieuw.html", context)
    is_concept = CONCEPT in request.POST
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                ask_when_in_doubt(request, form)
                made = plan_bijeenkomst(
                    actor=request.user, opzet=form.opzet(), kring=form.chosen_kring(), is_concept=is_concept,
                    now=request.now,
                )  # fmt: skip
                form_once.result = made.code
    except DoubtError as doubt:
        return render(request, "community/agenda/nieuw.html", {**context, "notes": doubt.notes, "seen": doubt.seen})
    except ActionError as error:
        _tell(form, error)
        return render(request, "community/agenda/nieuw.html", context)
    messages.success(
        request, _("Het concept is opgeslagen. Alleen jij en je collega's zien het.") if is_concept
        else _("De bijeenkomst staat in de agenda."),
    )  # fmt: skip
    return redirect("bijeenkomst", code=form_once.result)


def _save(request: SignedInRequest, meeting: Bijeenkomst, form: BijeenkomstForm) -> None:
    """Store the changes; a concept is made known unless it stays one."""
    changed = change_bijeenkomst(
        actor=request.user, bijeenkomst=meeting, version=form.cleaned_data["version"], opzet=form.opzet(),
        now=request.now,
    )  # fmt: skip
    if changed.status == BijeenkomstStatus.CONCEPT and CONCEPT not in request.POST:
        publish_bijeenkomst(actor=request.user, bijeenkomst=changed, now=request.now)


def ask_when_in_doubt(request: SignedInRequest, form: BijeenkomstForm) -> None:
    """Raise DoubtError when something speaks against these days that the planner did not see yet.

    Only what was shown for the same days counts as seen. Ask within `once`: a form that is sent twice must not be
    warned of the meeting that its first copy planned.
    """
    opzet, meeting = form.opzet(), form.bijeenkomst
    seen = f"{opzet.starts_at:%Y%m%d%H%M}-{opzet.ends_at:%Y%m%d%H%M}"
    is_same_moment = meeting is not None and (meeting.starts_at, meeting.ends_at) == (opzet.starts_at, opzet.ends_at)
    if is_same_moment or request.POST.get("toch") == seen:
        return
    notes = planning_notes(opzet.starts_at, opzet.ends_at, request.user, request.now, but_not=meeting)
    if notes:
        raise DoubtError(notes, seen)


def _tell(form: BijeenkomstForm, error: ActionError) -> None:
    """Show a refusal at the question it is about, or above the form."""
    field = error.field if isinstance(error, PlanningError) and error.field in form.fields else None
    form.add_error(field, error.message)
