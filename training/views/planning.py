"""Planning edities: the list, a new one, its name and period, publishing, calling off and copying."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.shell import Crumb, Step
from community.workdays import local_date
from training.access.edities import may_archive_editie, may_export_editie, may_plan_edities
from training.actions.edities import cancel_editie, change_editie, copy_editie, create_editie
from training.actions.publiceren import NotReadyError, publish_editie
from training.forms.planning import AfgelastenForm, EditieForm, NieuweEditieForm, PublicerenForm
from training.models import Editie, EditieStatus
from training.queries.plancontrole import controle_of, who_hears
from training.queries.plandata import situation_of
from training.queries.planning import plan_page, planlijst
from training.queries.programmas import offered_versions
from training.views.plan_frame import plan_frame, plannable, planned, trail

# What a copy begins with: as long as the one before, from a month from now on.
LATER = timedelta(days=28)


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """List every editie with its days, people and what asks attention."""
    require(may_plan_edities(request.user, request.now))
    context = {"crumbs": trail(Crumb(_("Edities"))), "lines": planlijst(request.user, request.now)}
    return render(request, "training/planning/lijst.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Begin an editie: programme, name, area and period."""
    require(may_plan_edities(request.user, request.now))
    form = NieuweEditieForm(offered_versions(), local_date(request.now), sent(request))
    context = {"crumbs": trail(Crumb(_("Edities"), "edities-plan"), Crumb(_("Nieuwe editie"))), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    versie = form.cleaned_data["programmaversie"]
                    made = create_editie(
                        actor=request.user, programmaversie=versie, answers=form.answers(), now=request.now
                    )
                    form_once.result = made.slug
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Het concept is opgeslagen. Alleen coördinatoren zien het."))
            return redirect("editie-plan-mensen", slug=form_once.result)
    return render(request, "training/planning/nieuw.html", context)


@signed_in("GET")
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one editie to its planner: the steps, the days, the people and what is missing."""
    editie = planned(request, slug)
    context = plan_frame(request, editie) | {
        "page": plan_page(editie, request.now), "may_archive": may_archive_editie(request.user, editie, request.now),
        "may_export": may_export_editie(request.user, editie, request.now),
    }  # fmt: skip
    return render(request, "training/planning/plan.html", context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change name, area and period. When somebody else saved meanwhile both versions stand beside each other."""
    editie, today = plannable(request, slug), local_date(request.now)
    form = EditieForm(today, sent(request), editie=editie)
    context = plan_frame(request, editie, Step(_("Naam, gebied en periode"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_editie(actor=request.user, editie=editie, version=form.cleaned_data["version"],
                                  answers=form.answers(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, EditieForm(today, editie=error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("editie-plan", slug=slug)
    return render(request, "training/planning/bewerken.html", context)


@signed_in("GET", "POST")
def publiceren(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is missing and exactly who gets which message, and publish."""
    if request.method == "POST" and is_repeat(request):
        return redirect("editie-plan", slug=slug)  # a second click: it is published already
    editie = plannable(request, slug)
    if editie.status != EditieStatus.CONCEPT:
        messages.info(request, _("Deze editie staat al online."))
        return redirect("editie-plan", slug=slug)
    form = PublicerenForm(editie, sent(request))
    if request.method == "POST" and form.is_valid() and _publish(request, editie, form):
        messages.success(request, _("De editie staat online. Wie het aangaat, krijgt bericht."))
        return redirect("editie-plan", slug=slug)
    found = situation_of(editie, request.now)
    context = plan_frame(request, editie, Step(_("Publiceren"))) | {
        "form": form, "check": controle_of(found, request.now), "told": who_hears(editie, found.trainers),
        "found": found,
    }  # fmt: skip
    return render(request, "training/planning/publiceren.html", context)


def _publish(request: SignedInRequest, editie: Editie, form: PublicerenForm) -> bool:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                publish_editie(actor=request.user, editie=editie, version=form.cleaned_data["version"],
                               rules=form.cleaned_data["rules"], now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        form.add_error(None, _("Iemand anders heeft deze editie net veranderd. Kijk het na en publiceer dan."))
    except NotReadyError as error:
        for sentence in error.faults:
            form.add_error(None, sentence)
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        return True
    return False


@signed_in("GET", "POST")
def afgelasten(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask why an editie does not go on and tell everybody; a concept is thrown away."""
    if request.method == "POST" and is_repeat(request):
        return redirect("edities-plan")  # a second click: it is gone already
    editie = plannable(request, slug)
    is_concept = editie.status == EditieStatus.CONCEPT
    form = None if is_concept else AfgelastenForm(sent(request), use_required_attribute=False)
    title = _("Concept weggooien") if is_concept else _("Editie gaat niet door")
    context: dict[str, Any] = plan_frame(request, editie, Step(title)) | {"form": form, "is_concept": is_concept}
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    reason = form.cleaned_data["reason"] if form else ""
                    cancel_editie(actor=request.user, editie=editie, reason=reason, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request,
                _("Het concept is weg.") if is_concept else _("De editie gaat niet door. Iedereen krijgt mail."),
            )
        return redirect("edities-plan")
    return render(request, "training/planning/afgelasten.html", context)


@signed_in("GET", "POST")
def kopie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin an editie like this one: the same programme, place and coaches, dates anew."""
    editie, today = planned(request, slug), local_date(request.now)
    first = max(today, editie.until_date) + LATER
    initial = {
        "name": _("%(name)s, kopie") % {"name": editie.name[:100]}, "provincie": editie.provincie,
        "regio": editie.regio, "from_date": first, "until_date": first + (editie.until_date - editie.from_date),
        "version": 0,
    }  # fmt: skip
    form = EditieForm(today, sent(request), initial=initial)
    context = plan_frame(request, editie, Step(_("Kopiëren"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = copy_editie(actor=request.user, editie=editie, answers=form.answers(), now=request.now)
                    form_once.result = made.slug
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De kopie is een concept. Kies nu de trainers."))
            return redirect("editie-plan-mensen", slug=form_once.result)
    return render(request, "training/planning/kopie.html", context)
