"""`/coordinatie/terugkijken/`: when groups and samenwerkingen look back; and the talk that is asked of them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.group_lives import group_lives
from community.models import Kring, Samenwerking
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, crumbs
from community.workdays import local_date
from intervisie.access.evaluatieplanningen import (
    may_plan_evaluaties,
    plannable_kringen,
    plannable_samenwerkingen,
    visible_evaluatieplanningen,
    visible_terugblikken,
)
from intervisie.actions.evaluatieplanningen import (
    change_evaluatieplanning,
    end_evaluatieplanning,
    note_talk,
    plan_evaluatie,
)
from intervisie.forms.evaluatieplanningen import NieuwePlanningForm, PlanningForm
from intervisie.models import Evaluatieplanning
from intervisie.queries.evaluatieplanningen import ended_lines, name_of, pages_of, planning_lines, targets

LIST = "evaluatieplanningen"


@signed_in("GET")
def evaluatieplanningen(request: SignedInRequest) -> HttpResponse:
    """Show what is planned, the next first, and what is over."""
    user, now = request.user, request.now
    require(may_plan_evaluaties(user, now))
    context = {
        "crumbs": way_to(request, Crumb(_("Evaluaties"))), "lines": planning_lines(user, now),
        "ended": ended_lines(user, now),
    }  # fmt: skip
    return render(request, "intervisie/evaluatieplanningen/lijst.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Plan that a group or samenwerking looks back."""
    user, now = request.user, request.now
    require(may_plan_evaluaties(user, now))
    form = NieuwePlanningForm(
        sent(request), today=local_date(now), targets=targets(user, now), initial={"target": _asked(request)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    target = _target(request, form.cleaned_data["target"])
                    plan_evaluatie(actor=user, target=target, answers=form.answers(), now=now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Het terugkijken is gepland. Op de dag zelf krijgen zij bericht."))
            return redirect(LIST)
    trail = way_to(request, Crumb(_("Evaluaties"), LIST), Crumb(_("Plan evaluatie")))
    return render(request, "intervisie/evaluatieplanningen/nieuw.html", {"form": form, "crumbs": trail})


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose another day, form or rhythm. When somebody else saved meanwhile both versions stand beside each other."""
    user, now = request.user, request.now
    row = _planning(request, pk)
    if row.ended_at is not None:
        raise Http404
    form = PlanningForm(sent(request), today=local_date(now), planning=row)
    context: dict[str, Any] = _frame(request, row, _("Bewerken")) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    change_evaluatieplanning(actor=user, planning=row, version=form.cleaned_data["version"],
                                             answers=form.answers(), now=now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = PlanningForm(today=local_date(now), planning=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De planning is opgeslagen."))
            return redirect(LIST)
    return render(request, "intervisie/evaluatieplanningen/bewerken.html", context)


@signed_in("GET", "POST")
def beeindigen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether nobody needs to look back any more, and say so."""
    row = _planning(request, pk)
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST)
    if row.ended_at is not None:
        raise Http404
    if request.method != "POST":
        return render(request, "intervisie/evaluatieplanningen/beeindigen.html", _frame(request, row, _("Beëindigen")))
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                end_evaluatieplanning(actor=request.user, planning=row, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("De planning is beëindigd. Niemand krijgt er nog bericht over."))
    return redirect(LIST)


@signed_in("GET")
def terugblik(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who leads or keeps what is asked of them: a talk to look back."""
    rows = visible_terugblikken(request.user, request.now).select_related("planning__kring", "planning__samenwerking")
    row = find(rows, pk=pk)
    home = pages_of([row]).get(row.pk, "")
    kring, samenwerking = row.planning.kring, row.planning.samenwerking
    plan_url = home + group_lives.get(kring.kind).plan_tail if kring is not None and home else ""
    context = {
        "crumbs": crumbs(Crumb(_("Terugkijken"))), "terugblik": row, "name": name_of(row.planning),
        "plan_url": plan_url, "samenwerking": samenwerking,
    }  # fmt: skip
    return render(request, "intervisie/evaluatieplanningen/terugblik.html", context)


@signed_in("POST")
def terugblik_gedaan(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that the talk is planned."""
    row = find(visible_terugblikken(request.user, request.now), pk=pk)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            note_talk(actor=request.user, terugblik=row, now=request.now)
    messages.success(request, _("Genoteerd. Goed gesprek gewenst."))
    return redirect("mijn-omgeving")


def _planning(request: SignedInRequest, pk: uuid.UUID) -> Evaluatieplanning:
    rows = visible_evaluatieplanningen(request.user, request.now)
    return find(rows.select_related("kring", "samenwerking"), pk=pk)


def _asked(request: SignedInRequest) -> str:
    """Return what the way here chose already: a samenwerking or a group; something else chooses nothing."""
    if code := request.GET.get("samenwerking", ""):
        return f"samenwerking:{code}"
    kring = request.GET.get("kring", "")
    return f"kring:{kring}" if kring else ""


def _target(request: SignedInRequest, chosen: str) -> Kring | Samenwerking:
    kind, _colon, key = chosen.partition(":")
    if kind == "samenwerking":
        return find(plannable_samenwerkingen(request.user, request.now), code=key)
    return find(plannable_kringen(request.user, request.now), pk=key)


def _frame(request: SignedInRequest, row: Evaluatieplanning, title: str) -> dict[str, Any]:
    return {"crumbs": way_to(request, Crumb(_("Evaluaties"), LIST), Crumb(title)), "planning": row,
            "name": name_of(row)}  # fmt: skip
