"""`/coordinatie/toernees/`: all toernees, planning one, and its visits that stand. Nothing of what is written."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Step
from intervisie.access.toerneeplanning import (
    absentable_bezoeken,
    may_plan_all,
    may_report_absence,
    movable_bezoeken,
    passed_bezoeken,
)
from intervisie.access.toernees import looked_after_toernees, may_look_after_toernees, may_plan_toernee
from intervisie.actions.toerneebezoeken import cancel_bezoek, lock_bezoek, mark_bezoek, report_absence
from intervisie.actions.toerneeinstellingen import InstellingError, change_settings
from intervisie.actions.toerneevoorstellen import ALL_TOERNEES, ask_all_plans, ask_plan, propose_repair
from intervisie.forms.toerneeplanning import InstellingenForm, OverzichtForm, VervalForm
from intervisie.models import Bezoek, Toernee, ToerneeStatus
from intervisie.queries.toernee_rooster import slot_words
from intervisie.queries.toernee_standen import standen_of
from intervisie.queries.toerneeoverzicht import narrowed, regels_of
from intervisie.queries.toerneeplanpagina import how_far, rows_of
from intervisie.queries.toerneevoorstellen import busy_werk, voorstellen_of
from intervisie.views.toernee_frame import kept_frame, kept_toernee, kept_trail, toernee_frame

PAGE, PROPOSAL = "toernee-beheer", "toernee-voorstel"
PER_PAGE = 25


@signed_in("GET")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """Show all toernees, those that ask for something first."""
    user, now = request.user, request.now
    require(may_look_after_toernees(user, now))
    form = OverzichtForm(request.GET)
    form.is_valid()
    lines = regels_of(narrowed(looked_after_toernees(user, now), form.cleaned_data), now)
    if form.cleaned_data.get("alarm"):
        lines = [line for line in lines if line.alarms]
    context = {
        "crumbs": kept_trail(), "form": form, "is_narrowed": form.is_narrowed,
        "page_obj": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "alarms": sum(bool(line.alarms) for line in lines), "all": len(lines),
        "to_plan": sum(line.toernee.status == ToerneeStatus.PLANNEN for line in lines),
    }  # fmt: skip
    return render(request, "intervisie/toerneeplanning/overzicht.html", context)


@signed_in("POST")
def alle_plannen(request: SignedInRequest) -> HttpResponse:
    """Ask the worker for proposals of all toernees that wait, and go to where one sees how far it is."""
    require(may_plan_all(request.user, request.now))
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                form_once.result = str(ask_all_plans(actor=request.user, now=request.now).pk)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect("toernees-beheer")
    return redirect("werk", werk_id=UUID(form_once.result))


@signed_in("GET")
def beheer(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the visits of one toernee, how far its people are, and its proposals."""
    toernee = kept_toernee(request, code)
    stand = standen_of([toernee])[str(toernee.pk)]
    may_plan = may_plan_toernee(request.user, toernee, request.now)
    voorstellen = voorstellen_of(toernee)
    context = {
        "stand": stand, "rows": rows_of(stand, request.now), "may_plan": may_plan, "voorstellen": voorstellen,
        "newest": voorstellen[0] if voorstellen else None, "busy": busy_werk(toernee, ALL_TOERNEES),
        "given": how_far(stand, request.now) if toernee.status == ToerneeStatus.PLANNEN else [],
    }  # fmt: skip
    return _unkept(render(request, "intervisie/toerneeplanning/beheer.html", kept_frame(toernee) | context))


@signed_in("POST")
def plannen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask the worker for a proposal, and go to where one sees how far it is."""
    toernee = _plannable(request, code)
    number = request.POST.get("basis", "")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 4
    base = next((one for one in voorstellen_of(toernee) if is_number and one.number == int(number)), None)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                werk = ask_plan(actor=request.user, toernee=toernee, based_on=base, now=request.now)
                form_once.result = str(werk.pk)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect(PAGE, code=code)
    return redirect("werk", werk_id=UUID(form_once.result))


@signed_in("GET", "POST")
def instellingen(request: SignedInRequest, code: str) -> HttpResponse:
    """Change when visits may be. When somebody else saved meanwhile both versions stand beside each other."""
    toernee = _plannable(request, code)
    guides = list(toernee.begeleiders.order_by("sort_key", "pk"))
    form = InstellingenForm(toernee, guides, sent(request))
    context: dict[str, Any] = kept_frame(toernee, Step(_("Instellingen"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_settings(actor=request.user, toernee=toernee, version=form.cleaned_data["version"],
                                    settings=form.settings(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = InstellingenForm(error.current, list(error.current.begeleiders.order_by("sort_key", "pk")))
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except InstellingError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De instellingen zijn opgeslagen. Maak zo nodig een nieuw voorstel."))
            return redirect(PAGE, code=code)
    return render(request, "intervisie/toerneeplanning/instellingen.html", context)


@signed_in("POST")
def herstellen(request: SignedInRequest, code: str) -> HttpResponse:
    """Look for the plan that moves the fewest people: for one visit another moment, or for all what changed."""
    toernee = _plannable(request, code)
    chosen = _text(request.POST.get("bezoek", ""))
    rows = movable_bezoeken(request.user, toernee, request.now)
    hosts = [str(find(rows, code=chosen).host_id)] if chosen else []
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                made = propose_repair(actor=request.user, toernee=toernee, hosts=hosts, now=request.now)
                form_once.result = str(made.number)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect(PAGE, code=code)
    return redirect(PROPOSAL, code=code, nummer=int(form_once.result))


@signed_in("POST")
def bezoek_vastzetten(request: SignedInRequest, code: str, bezoek: str) -> HttpResponse:
    """Let a visit stay where it is when others move, or let it go."""
    toernee = _plannable(request, code)
    row = _bezoek(request, toernee, bezoek, movable_bezoeken)
    is_locked = request.POST.get("vast") == "1"
    if done(request, lambda: lock_bezoek(actor=request.user, bezoek=row, is_locked=is_locked, now=request.now)):
        messages.success(request, _("Het bezoek staat vast.") if is_locked else _("Het bezoek staat niet meer vast."))
    return redirect(PAGE, code=code)


@signed_in("POST")
def bezoek_geweest(request: SignedInRequest, code: str, bezoek: str) -> HttpResponse:
    """Write that a visit took place, or did not."""
    toernee = _plannable(request, code)
    if is_repeat(request):
        return redirect(PAGE, code=code)
    row = _bezoek(request, toernee, bezoek, passed_bezoeken)
    took_place = request.POST.get("geweest") != "nee"
    if done(request, lambda: mark_bezoek(actor=request.user, bezoek=row, took_place=took_place, now=request.now)):
        words = _("Het bezoek is geweest.") if took_place else _("Het bezoek is niet geweest. Zoek een nieuwe dag.")
        messages.success(request, words)
    return redirect(PAGE, code=code)


@signed_in("GET", "POST")
def bezoek_vervallen(request: SignedInRequest, code: str, bezoek: str) -> HttpResponse:
    """Ask why a visit does not go on, and call it off."""
    toernee = _plannable(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    row = _bezoek(request, toernee, bezoek, movable_bezoeken)
    form = VervalForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(request, lambda: cancel_bezoek(actor=request.user, bezoek=row, reason=reason, now=request.now)):
            messages.success(request, _("Het bezoek gaat niet door. Iedereen krijgt bericht."))
        return redirect(PAGE, code=code)
    context = {"form": form, "bezoek": row, "when": slot_words(row.date, row.half)}
    frame = kept_frame(toernee, Step(_("Bezoek laten vervallen")))
    return render(request, "intervisie/toerneeplanning/vervallen.html", frame | context)


@signed_in("GET", "POST")
def kan_niet(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody say that she cannot come to a visit; the hart looks for another day."""
    rows = absentable_bezoeken(request.user, request.now)
    row = find(rows.select_related("toernee__kring", "bijeenkomst", "host__user"), code=code)
    require(may_report_absence(request.user, row, request.now))
    if request.method == "POST":
        if done(request, lambda: report_absence(actor=request.user, bezoek=row, now=request.now)):
            messages.success(request, _("Doorgegeven. Het coördinerend hart zoekt een oplossing en laat het je weten."))
        return redirect("toernee", code=row.toernee.code)
    context = {"bezoek": row, "when": slot_words(row.date, row.half)}
    frame = toernee_frame(row.toernee, Step(_("Ik kan niet op deze dag")))
    return render(request, "intervisie/toerneeplanning/kan_niet.html", frame | context)


def _plannable(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee to plan. Raises Http404 when it ended."""
    toernee = kept_toernee(request, code)
    require(may_plan_toernee(request.user, toernee, request.now))
    return toernee


def _bezoek(request: SignedInRequest, toernee: Toernee, code: str, rule: Callable[..., Any]) -> Bezoek:
    rows = rule(request.user, toernee, request.now).select_related("toernee__kring", "bijeenkomst", "host__user")
    found: Bezoek = find(rows, code=code)
    return found


def _text(value: str) -> str:
    return value[:20]


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
