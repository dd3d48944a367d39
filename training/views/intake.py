"""The intake: a participant chooses, moves and calls off her talk; a trainer offers times and closes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import NOT_STORED
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step
from training.access.intake import (
    free_intake_slots,
    led_deelnemers,
    may_offer_intake,
    offered_intake_slots,
    own_notities,
)
from training.access.vakmanschap import shared_scans
from training.actions.intake import (
    cancel_intake,
    choose_intake,
    finish_intake,
    move_intake,
    offer_intake,
    save_leerdoelen,
    save_notitie,
    withdraw_intake,
)
from training.forms.gesprekken import KiesForm, TijdenForm
from training.forms.intake import LeerdoelenForm, NotitieForm, RedenForm
from training.models import Deelnemer, OnderdeelKind
from training.queries.delen import deel_page
from training.queries.intake import casus_choices, intake_lines, learning_goals, own_intake, slot_lines
from training.views.editie_frame import OpenEditie, frame, open_editie, open_own, part_blocks, turned_away

PAGE = "editie-intake"


@confidential_page("GET", "POST")
def intake(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the intake: to a participant her talk or the free times, to a trainer who talks when."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    page = deel_page(opened.editie, OnderdeelKind.INTAKE, "", request.user, request.now)
    if page is None:
        raise Http404
    context: dict[str, Any] = {
        "page": page, "is_trainer": opened.is_trainer, "blocks": part_blocks(request, opened, page),
    }  # fmt: skip
    if opened.is_trainer:
        context |= {"lines": intake_lines(opened.editie, request.user, request.now),
                    "slots": slot_lines(opened.editie, request.user, request.now)}  # fmt: skip
    if page.deelnemer is not None:
        done = _participant(request, opened, page.deelnemer, context)
        if done is not None:
            return done
    return render(request, "training/intake/intake.html", frame(opened, Step(page.line.title)) | context)


def _participant(
    request: SignedInRequest, opened: OpenEditie, deelnemer: Deelnemer, context: dict[str, Any]
) -> HttpResponse | None:
    """Fill in what a participant sees, and book what she chose; return where she goes then."""
    own = own_intake(deelnemer, request.now)
    free = free_intake_slots(request.user, opened.editie, request.now).order_by("starts_at", "pk")
    casussen = None if deelnemer.casus_id else casus_choices(request.user, request.now)
    form = KiesForm(sent(request), free=free, casussen=casussen)
    context |= {"own": own, "form": form, "has_free": bool(form.fields["moment"].choices),  # type: ignore[attr-defined]  # of a ChoiceField
                "deelnemer": deelnemer, "goals": learning_goals(deelnemer)[0]}  # fmt: skip
    if request.method != "POST":
        return None
    if is_repeat(request):
        return redirect(PAGE, slug=opened.editie.slug)  # a second click: the time is hers by now
    if own is not None:  # an older window: there is no form beside her talk in which to say it
        messages.warning(request, _("Je hebt al een intakegesprek gepland. Verzet dat gesprek als je niet kunt."))
        return redirect(PAGE, slug=opened.editie.slug)
    if not form.is_valid():
        return None
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                choose_intake(
                    actor=request.user, deelnemer=deelnemer, slot_id=form.cleaned_data["moment"],
                    casus_code=form.casus_code(), now=request.now,
                )  # fmt: skip
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, _("Je intakegesprek staat vast. Jij en je trainer krijgen een mail."))
    return redirect(PAGE, slug=opened.editie.slug)


@confidential_page("GET", "POST")
def verzetten(request: SignedInRequest, slug: str) -> HttpResponse:
    """Move one's own talk to another free time."""
    opened, deelnemer = open_own(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    own = own_intake(deelnemer, request.now)
    if own is None or own.is_over:
        raise Http404
    free = free_intake_slots(request.user, opened.editie, request.now).order_by("starts_at", "pk")
    form = KiesForm(sent(request), free=free)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    move_intake(actor=request.user, deelnemer=deelnemer, slot_id=form.cleaned_data["moment"],
                                now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je intakegesprek is verzet. Jij en je trainer krijgen een mail."))
            return redirect(PAGE, slug=slug)
    context = _frame(opened, _("Verzetten")) | {"form": form, "own": own, "has_free": bool(free)}
    return render(request, "training/intake/verzetten.html", context)


@confidential_page("GET", "POST")
def afzeggen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask whether one's own talk really is called off, and call it off."""
    opened, deelnemer = open_own(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    own = own_intake(deelnemer, request.now)
    if own is None or own.is_over:
        raise Http404
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    cancel_intake(actor=request.user, deelnemer=deelnemer, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Je intakegesprek is afgezegd. Kies een nieuw moment."))
        return redirect(PAGE, slug=slug)
    return render(request, "training/intake/afzeggen.html", _frame(opened, _("Afzeggen")) | {"own": own})


@confidential_page("GET", "POST")
def leerdoelen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write what one wants to learn; when it was saved elsewhere meanwhile both texts stand beside each other."""
    opened, deelnemer = open_own(request, slug)
    text, version = learning_goals(deelnemer)
    form = LeerdoelenForm(sent(request), text=text, version=version)
    context = _frame(opened, _("Leerdoelen")) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_leerdoelen(actor=request.user, deelnemer=deelnemer, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = LeerdoelenForm(text=error.current.learning_goals, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        else:
            messages.success(request, _("Je leerdoelen zijn opgeslagen."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/intake/leerdoelen.html", context)


@confidential_page("GET", "POST")
def tijden(request: SignedInRequest, slug: str) -> HttpResponse:
    """Offer times for intake talks."""
    opened = _led(request, slug)
    form = TijdenForm(request.now, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    offer_intake(actor=request.user, editie=opened.editie, aanbod=form.aanbod(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je tijden staan klaar. Deelnemers kunnen nu kiezen."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/intake/tijden.html", _frame(opened, _("Tijden toevoegen")) | {"form": form})


@confidential_page("GET", "POST")
def tijd_intrekken(request: SignedInRequest, slug: str, slot_id: str) -> HttpResponse:
    """Ask whether a time really goes, with the talk in it, and take it back."""
    opened = _led(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    rows = offered_intake_slots(request.user, opened.editie, request.now).filter(host=request.user)
    slot = find(rows.filter(starts_at__gt=request.now), pk=slot_id)
    form = RedenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    withdraw_intake(actor=request.user, slot=slot, reason=form.cleaned_data["reason"], now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Dit moment is ingetrokken."))
        return redirect(PAGE, slug=slug)
    context = _frame(opened, _("Moment intrekken")) | {"slot": slot, "form": form}
    return render(request, "training/intake/intrekken.html", context)


@confidential_page("GET", "POST")
def deelnemer(request: SignedInRequest, slug: str, deelnemer_id: str) -> HttpResponse:
    """Show a trainer one participant: her learning goals, and the trainer's own note."""
    opened = _led(request, slug)
    row = find(led_deelnemers(request.user, opened.editie, request.now).select_related("editie"), pk=deelnemer_id)
    note = own_notities(request.user, row, request.now).first()
    form = NotitieForm(sent(request), text=note.text if note else "", version=note.version if note else NOT_STORED)
    context = _frame(opened, row.user.naam) | {
        "deelnemer": row, "form": form, "goals": learning_goals(row)[0], "own": own_intake(row, request.now),
        "has_shared_scan": shared_scans(request.user, row, request.now).exists(),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_notitie(actor=request.user, deelnemer=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = NotitieForm(text=error.current.text, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        else:
            messages.success(request, _("Je notitie is opgeslagen. Alleen jij leest hem."))
            return redirect("editie-intake-deelnemer", slug=slug, deelnemer_id=row.pk)
    return render(request, "training/intake/deelnemer.html", context)


@confidential_page("POST")
def gereed(request: SignedInRequest, slug: str, deelnemer_id: str) -> HttpResponse:
    """Say that the intake of a participant was held: she is ready for dagdeel 1."""
    opened = _led(request, slug)
    row = find(led_deelnemers(request.user, opened.editie, request.now).select_related("editie"), pk=deelnemer_id)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                finish_intake(actor=request.user, deelnemer=row, version=row.version, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(name)s is gereed voor dagdeel 1.") % {"name": row.user.naam})
    return redirect(PAGE, slug=slug)


def _led(request: SignedInRequest, slug: str) -> OpenEditie:
    """Return the editie for who leads it. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    if not may_offer_intake(request.user, opened.editie, request.now):
        raise Http404
    return opened


def _frame(opened: OpenEditie, title: str) -> dict[str, Any]:
    return frame(opened, Step(_("Intake"), reverse(PAGE, args=[opened.editie.slug])), Step(title))
