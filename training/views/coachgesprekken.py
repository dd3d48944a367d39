"""One coaching talk: its page, moving, calling off, the report, a proposed moment, and whom one takes along."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.delen import is_checked
from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from training.access.coaching import (
    coached_gesprekken,
    free_coaching_slots,
    is_coach,
    may_book,
    may_hold,
    may_keep,
    own_casus,
    own_coachgesprekken,
)
from training.actions.coachgasten import share_parts, take_along, withdraw_coachgast
from training.actions.coaching import (
    cancel_coaching,
    move_coaching,
    propose_moment,
    remove_coachgesprek,
    save_verslag,
)
from training.forms.coaching import CoachgastForm, DelenForm, VerslagForm, VoorstelForm
from training.forms.gesprekken import KiesForm
from training.models import Coachgesprek, Meegenomen
from training.queries.coachgasten import guests_of
from training.queries.coaching import ASKED, COMING, moment_of, state_of
from training.views.coaching import PAGE, below, own_gesprek
from training.views.editie_frame import OpenEditie, open_editie

TALK = "editie-coachgesprek"


@confidential_page("GET")
def gesprek(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Show a talk to its participant and its coach: what it is about, when, who comes along, and the report."""
    opened = open_editie(request, slug)
    row = _readable(request, opened, gesprek_id)
    keeps = may_keep(request.user, row)
    state = state_of(row, request.now)
    context = below(opened, _("Coachgesprek")) | {
        "gesprek": row, "keeps": keeps, "holds": may_hold(request.user, row, request.now), "state": state,
        "is_coming": state == COMING, "when": moment_of(row), "guests": guests_of(row),
        "may_book": may_book(request.user, row.deelnemer, request.now),
        "coach_is_gone": state == ASKED and not is_coach(row.coach, row.deelnemer.editie, request.now),
        "has_casus": keeps and row.deelnemer.casus_id is not None,
    }  # fmt: skip
    return render(request, "training/coaching/gesprek.html", context)


@confidential_page("GET", "POST")
def verzetten(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Move one's own talk to another free time, or choose one for what one asked."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    if request.method == "POST" and is_repeat(request):
        return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    if not _may_change(request, row):
        raise Http404
    free = free_coaching_slots(request.user, opened.editie, request.now).order_by("starts_at", "pk")
    form = KiesForm(sent(request), free=free)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    move_coaching(actor=request.user, gesprek=row, slot_id=form.cleaned_data["moment"],
                                  now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Je gesprek staat op het nieuwe moment. Iedereen die erbij is, krijgt bericht.")
            )
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    context = below(opened, _("Moment kiezen")) | {
        "form": form, "gesprek": row, "when": moment_of(row), "has_free": bool(form.fields["moment"].choices),  # type: ignore[attr-defined]  # of a ChoiceField
    }  # fmt: skip
    return render(request, "training/coaching/verzetten.html", context)


@confidential_page("GET", "POST")
def afzeggen(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Ask whether one's own talk really is called off, and call it off."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    if not _may_change(request, row):
        raise Http404
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    cancel_coaching(actor=request.user, gesprek=row, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Afgezegd. Wie erbij zou zijn, krijgt bericht."))
        return redirect(PAGE, slug=slug)
    context = below(opened, _("Afzeggen")) | {"gesprek": row, "when": moment_of(row), "guests": guests_of(row)}
    return render(request, "training/coaching/afzeggen.html", context)


@confidential_page("GET", "POST")
def verslag(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Write what one takes from a talk; when it was saved elsewhere meanwhile both texts stand beside each other."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    form = VerslagForm(sent(request), text=row.report, version=row.version)
    context = below(opened, _("Verslag")) | {"form": form, "gesprek": row}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_verslag(actor=request.user, gesprek=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = VerslagForm(text=error.current.report, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        else:
            messages.success(request, _("Je verslag is opgeslagen. Alleen jij en je coach lezen het."))
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    return render(request, "training/coaching/verslag.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Ask whether question and report really go, and remove them."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    opened, row = own_gesprek(request, slug, gesprek_id)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    remove_coachgesprek(actor=request.user, gesprek=row, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
        messages.success(request, _("Je vraag en je verslag zijn weg."))
        return redirect("editie", slug=slug)
    return render(request, "training/coaching/verwijderen.html", below(opened, _("Verwijderen")) | {"gesprek": row})


@confidential_page("GET", "POST")
def voorstel(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Let a coach give a participant who waits a moment."""
    opened = open_editie(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    row = find(coached_gesprekken(request.user, opened.editie, request.now).filter(slot__isnull=True), pk=gesprek_id)
    form = VoorstelForm(request.now, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    propose_moment(actor=request.user, gesprek=row, aanbod=form.aanbod(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Het gesprek staat. Jullie krijgen allebei een mail."))
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    return render(request, "training/coaching/voorstel.html", below(opened, _("Moment kiezen")) | {
        "form": form, "gesprek": row,
    })  # fmt: skip


@confidential_page("GET", "POST")
def gast(request: SignedInRequest, slug: str, gesprek_id: UUID) -> HttpResponse:
    """Take a colleague along to a talk that is to come."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    if state_of(row, request.now) != COMING:
        raise Http404
    form = CoachgastForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    take_along(actor=request.user, gesprek=row, gast=form.gast(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(name)s krijgt een uitnodiging.") % {"name": form.cleaned_data["naam"]})
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    return render(request, "training/coaching/gast.html", below(opened, _("Collega meenemen")) | {
        "form": form, "gesprek": row,
    })  # fmt: skip


@confidential_page("GET", "POST")
def gast_delen(request: SignedInRequest, slug: str, gesprek_id: UUID, gast_id: UUID) -> HttpResponse:
    """Choose which parts of one's casus a guest reads."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    guest = _guest(row, gast_id)
    casus = own_casus(request.user, row.deelnemer, request.now)
    if casus is None:
        raise Http404
    form = DelenForm(sent(request), parts=guest.parts)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    share_parts(actor=request.user, meegenomen=guest, casus=casus,
                                parts=form.cleaned_data["onderdelen"], now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je collega ziet vanaf nu wat je koos."))
            return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    context = below(opened, guest.gastlink.name) | {
        "form": form, "gesprek": row, "guest": guest, "casus": casus, "is_checked": is_checked(casus),
    }  # fmt: skip
    return render(request, "training/coaching/gast_delen.html", context)


@confidential_page("GET", "POST")
def gast_intrekken(request: SignedInRequest, slug: str, gesprek_id: UUID, gast_id: UUID) -> HttpResponse:
    """Ask whether a guest really does not come, and end her link."""
    opened, row = own_gesprek(request, slug, gesprek_id)
    if request.method == "POST" and is_repeat(request):
        return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    guest = _guest(row, gast_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                withdraw_coachgast(actor=request.user, meegenomen=guest, now=request.now)
        messages.success(request, _("De uitnodiging is ingetrokken. Je collega krijgt bericht."))
        return redirect(TALK, slug=slug, gesprek_id=gesprek_id)
    context: dict[str, Any] = below(opened, _("Uitnodiging intrekken")) | {"gesprek": row, "guest": guest}
    return render(request, "training/coaching/gast_intrekken.html", context)


def _readable(request: SignedInRequest, opened: OpenEditie, gesprek_id: UUID) -> Coachgesprek:
    """Return a talk for its participant or its coach. Raises Http404 for everybody else."""
    own = own_coachgesprekken(request.user, opened.editie).filter(pk=gesprek_id).first()
    if own is not None:
        return own
    return find(coached_gesprekken(request.user, opened.editie, request.now), pk=gesprek_id)


def _guest(row: Coachgesprek, gast_id: UUID) -> Meegenomen:
    """Return somebody who is taken along to this talk. Raises Http404 for anybody else."""
    found = next((guest for guest in guests_of(row) if guest.pk == gast_id), None)
    if found is None:
        raise Http404
    found.coachgesprek = row
    return found


def _may_change(request: SignedInRequest, row: Coachgesprek) -> bool:
    """Whether she may still move or call off this talk: not off, and not begun."""
    if row.cancelled_at is not None or not may_book(request.user, row.deelnemer, request.now):
        return False
    return row.slot is None or row.slot.starts_at > request.now
