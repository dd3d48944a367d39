"""Coaching: a participant chooses a time or leaves a question; a coach offers times and sees who comes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.notation import date_long, time_range
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step
from training.access.coaching import (
    coaches_of,
    free_coaching_slots,
    is_coach,
    offered_coaching_slots,
    own_coachgesprekken,
)
from training.access.intake import own_deelnemer
from training.actions.coaching import ask_coaching, book_coaching, offer_coaching, withdraw_coaching
from training.forms.coaching import BoekForm, VraagForm
from training.forms.gesprekken import TijdenForm
from training.forms.intake import RedenForm
from training.models import Coachgesprek, Deelnemer
from training.queries.coachgasten import where_of
from training.queries.coaching import coach_lines, free_times, offered_times, own_lines
from training.views.editie_frame import OpenEditie, frame, open_editie, turned_away

PAGE = "editie-coaching"


@confidential_page("GET")
def coaching(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant her talks and the free times, a coach who comes and what is asked of her."""
    opened = open_editie(request, slug)
    coaches = is_coach(request.user, opened.editie, request.now)
    own = own_lines(opened.editie, request.user, request.now)
    if not coaches and not own and (instead := turned_away(request, opened)) is not None:
        return instead
    deelnemer = own_deelnemer(request.user, opened.editie, request.now)
    context: dict[str, Any] = {"own": own, "deelnemer": deelnemer, "coaches": coaches}
    if deelnemer is not None:
        context["free"] = free_times(opened.editie, request.user, request.now)
    if coaches:
        context |= {"lines": coach_lines(opened.editie, request.user, request.now),
                    "times": offered_times(opened.editie, request.user, request.now)}  # fmt: skip
    return render(request, "training/coaching/coaching.html", frame(opened, Step(_("Coaching"))) | context)


@confidential_page("GET", "POST")
def boeken(request: SignedInRequest, slug: str, slot_id: UUID) -> HttpResponse:
    """Ask what it is about and whom she takes along, and book the time."""
    opened, deelnemer = own_place(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)  # a second click: the time is hers by now
    slot = free_coaching_slots(request.user, opened.editie, request.now).filter(pk=slot_id).first()
    if slot is None:
        return _gone(request, opened)
    form = BoekForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    book_coaching(actor=request.user, deelnemer=deelnemer, slot_id=slot.pk, boeking=form.boeking(),
                                  now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _confirmed(slot, form.boeking().gast))
            return redirect(PAGE, slug=slug)
    context = below(opened, _("Boeken")) | {"form": form, "slot": slot, "where": where_of(slot)}
    return render(request, "training/coaching/boeken.html", context)


def _gone(request: SignedInRequest, opened: OpenEditie) -> HttpResponse:
    """Say that a time is not free any more. What she typed goes along to the next free time, or to her question."""
    slug = opened.editie.slug
    if request.method != "POST":
        messages.warning(request, _("Dit moment is niet meer vrij. Kies een ander moment."))
        return redirect(PAGE, slug=slug)
    rows = free_coaching_slots(request.user, opened.editie, request.now)
    other = rows.order_by("starts_at", "pk").first()
    if other is not None:
        form = BoekForm(request.POST)
        form.add_error(None, _("Dit moment is niet meer vrij. Hieronder staat het eerste moment dat nog kan."))
        context = {"form": form, "slot": other, "where": where_of(other),
                   "action": reverse("editie-coaching-boeken", args=[slug, other.pk])}  # fmt: skip
        return render(request, "training/coaching/boeken.html", below(opened, _("Boeken")) | context)
    question = VraagForm(coaches_of(opened.editie, request.now), request.POST)
    question.add_error(None, _("Dit moment is niet meer vrij en er is geen ander. Laat je vraag achter."))
    context = {"form": question, "action": reverse("editie-coaching-vraag", args=[slug])}
    return render(request, "training/coaching/vraag.html", below(opened, _("Vraag achterlaten")) | context)


@confidential_page("GET", "POST")
def vraag(request: SignedInRequest, slug: str) -> HttpResponse:
    """Leave a question when no time is free."""
    opened, deelnemer = own_place(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    form = VraagForm(coaches_of(opened.editie, request.now), sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    ask_coaching(actor=request.user, deelnemer=deelnemer, coach=form.chosen_coach(),
                                 question=form.cleaned_data["question"], now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je vraag is bewaard. Je coach stelt een moment voor."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/coaching/vraag.html", below(opened, _("Vraag achterlaten")) | {"form": form})


@confidential_page("GET", "POST")
def tijden(request: SignedInRequest, slug: str) -> HttpResponse:
    """Offer times for coaching."""
    opened = _coached(request, slug)
    form = TijdenForm(request.now, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    offer_coaching(actor=request.user, editie=opened.editie, aanbod=form.aanbod(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je tijden staan klaar. Deelnemers kunnen nu boeken."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/coaching/tijden.html", below(opened, _("Tijden toevoegen")) | {"form": form})


@confidential_page("GET", "POST")
def tijd_intrekken(request: SignedInRequest, slug: str, slot_id: UUID) -> HttpResponse:
    """Ask whether a time really goes, with the talk in it, and take it back."""
    opened = _coached(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    rows = offered_coaching_slots(request.user, opened.editie, request.now).select_related("host", "booked_by", "kring")
    slot = find(rows.filter(starts_at__gt=request.now), pk=slot_id)
    form = RedenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    reason = form.cleaned_data["reason"]
                    withdraw_coaching(actor=request.user, slot=slot, reason=reason, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Dit moment is ingetrokken."))
        return redirect(PAGE, slug=slug)
    context = below(opened, _("Moment intrekken")) | {"slot": slot, "form": form}
    return render(request, "training/coaching/intrekken.html", context)


def own_place(request: SignedInRequest, slug: str) -> tuple[OpenEditie, Deelnemer]:
    """Return the editie and the person as its participant. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    own = own_deelnemer(request.user, opened.editie, request.now)
    if own is None:
        raise Http404
    own.editie = opened.editie
    return opened, own


def own_gesprek(request: SignedInRequest, slug: str, gesprek_id: UUID) -> tuple[OpenEditie, Coachgesprek]:
    """Return a talk of this person as participant, also after she stopped. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    return opened, find(own_coachgesprekken(request.user, opened.editie), pk=gesprek_id)


def below(opened: OpenEditie, *titles: str) -> dict[str, Any]:
    """Return the context of a page below the one of coaching."""
    above = Step(_("Coaching"), reverse(PAGE, args=[opened.editie.slug]))
    return frame(opened, above, *(Step(title) for title in titles))


def _coached(request: SignedInRequest, slug: str) -> OpenEditie:
    """Return the editie for who coaches in it. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    if not is_coach(request.user, opened.editie, request.now):
        raise Http404
    return opened


def _confirmed(slot: Any, gast: Any) -> str:
    """Return what was booked: when, where, and what the colleague gets and does not see."""
    where = where_of(slot)
    parts = [date_long(slot.starts_at), time_range(slot.starts_at, slot.ends_at), where.lower() if where == "Online"
             else where]  # fmt: skip
    said = _("Je gesprek staat: {when}.").format(when=", ".join(part for part in parts if part))
    if gast is None:
        return said
    also = _("{name} krijgt ook een uitnodiging. {name} ziet je praktijkboek niet.").format(name=gast.name.split()[0])
    return f"{said} {also}"
