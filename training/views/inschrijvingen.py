"""Applying for an editie, and what somebody does about her own application or participation."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Step
from training.access.inschrijvingen import own_inschrijvingen
from training.actions.deelnemers import stop_deelnemer
from training.actions.inschrijvingen import apply_for_editie, ask_opdrachtgever_again, withdraw_inschrijving
from training.actions.toelating import answer_offer
from training.forms.inschrijvingen import AanmeldForm, OpdrachtgeverForm, PlekForm, StopForm
from training.queries.inschrijvingen import OwnPlace, own_place
from training.views.editie_frame import OpenEditie, frame, open_editie


@signed_in("GET", "POST")
def aanmelden(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask to take part in an editie."""
    opened, own = _own(request, slug)
    if own.row is not None and not own.may_apply:
        return redirect("editie-aanmelding", slug=slug)
    if not own.may_apply:
        context = frame(opened, Step(_("Aanmelden"))) | {"own": own}
        return render(request, "training/inschrijvingen/gesloten.html", context)
    form = AanmeldForm(sent(request))
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            apply_for_editie(actor=request.user, editie=opened.editie, aanvraag=form.aanvraag(), now=request.now)

        if done(request, act, form):
            return redirect("editie-aanmelding", slug=slug)
    context = frame(opened, Step(_("Aanmelden"))) | {"own": own, "form": form}
    return render(request, "training/inschrijvingen/aanmelden.html", context)


@signed_in("GET")
def aanmelding(request: SignedInRequest, slug: str) -> HttpResponse:
    """Confirm an application and show how it stands."""
    opened, own = _applied(request, slug)
    context = frame(opened, Step(_("Je aanmelding"))) | {"own": own}
    return render(request, "training/inschrijvingen/aanmelding.html", context)


@signed_in("GET", "POST")
def intrekken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take an application back, or leave the waiting list."""
    opened, own = _applied(request, slug)
    row = own.row
    if row is None or not own.is_waiting:
        return redirect("editie-aanmelding", slug=slug)
    if request.method != "POST":
        return render(
            request, "training/inschrijvingen/intrekken.html", frame(opened, Step(_("Intrekken"))) | {"own": own}
        )
    if done(request, lambda: withdraw_inschrijving(actor=request.user, inschrijving=row, now=request.now)):
        messages.success(request, _("Je aanmelding is ingetrokken."))
    return redirect("editie", slug=slug)


@signed_in("GET", "POST")
def opdrachtgever(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the opdrachtgever once more, or another one."""
    opened, own = _applied(request, slug)
    row = own.row
    if row is None or (not own.may_ask_opdrachtgever and not is_repeat(request)):
        return redirect("editie-aanmelding", slug=slug)
    known = {"opdrachtgever_name": row.opdrachtgever_name, "opdrachtgever_email": row.opdrachtgever_email}
    form = OpdrachtgeverForm(sent(request), initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            ask_opdrachtgever_again(
                actor=request.user, inschrijving=row, name=given["opdrachtgever_name"],
                email=given["opdrachtgever_email"], now=request.now,
            )  # fmt: skip

        if done(request, act, form):
            messages.success(request, _("Je opdrachtgever krijgt een nieuwe mail. De vorige link werkt niet meer."))
            return redirect("editie-aanmelding", slug=slug)
    context = frame(opened, Step(_("Opdrachtgever"))) | {"own": own, "form": form}
    return render(request, "training/inschrijvingen/opdrachtgever.html", context)


@signed_in("GET", "POST")
def plek(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the place that came free, or let it go to the next."""
    opened, own = _applied(request, slug)
    row = own.row
    if row is None or not own.is_offered:
        if not is_repeat(request):
            messages.info(request, _("Er is nu geen plek waarop je kunt reageren."))
        return redirect("editie-aanmelding", slug=slug)
    form = PlekForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _answered(request, slug, own, form)
    context = frame(opened, Step(_("Plek vrij"))) | {"own": own, "form": form}
    return render(request, "training/inschrijvingen/plek.html", context)


@signed_in("GET", "POST")
def stoppen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Stop with an editie one takes part in."""
    opened, own = _applied(request, slug)
    deelnemer = own.deelnemer
    if deelnemer is None:
        raise Http404
    if not own.may_stop:
        return redirect("editie-aanmelding", slug=slug)
    form = StopForm(sent(request), asks_reason=False)
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            stop_deelnemer(actor=request.user, deelnemer=deelnemer, reason=form.cleaned_data["reden"], now=request.now)

        if done(request, act, form):
            messages.success(request, _("Je bent gestopt met {name}.").format(name=opened.editie.name))
            return redirect("editie", slug=slug)
    context = frame(opened, Step(_("Stoppen"))) | {"own": own, "form": form}
    return render(request, "training/inschrijvingen/stoppen.html", context)


def done(request: SignedInRequest, act: Callable[[], object], form: Form | None = None) -> bool:
    """Act once for this form; say at the form, or in a message, why it could not be done."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act()
    except ActionError as error:
        if form is None:
            messages.warning(request, error.message)
        else:
            form.add_error(None, error.message)
        return False
    return True


def _answered(request: SignedInRequest, slug: str, own: OwnPlace, form: PlekForm) -> HttpResponse:
    row = own.row
    if row is None:
        raise Http404
    if not form.is_taken:
        if done(request, lambda: withdraw_inschrijving(actor=request.user, inschrijving=row, now=request.now)):
            messages.success(request, _("Je hebt de plek laten gaan. Dank voor je antwoord."))
        return redirect("editie", slug=slug)
    if done(request, lambda: answer_offer(actor=request.user, inschrijving=row, now=request.now)):
        messages.success(request, _("Je doet mee. Je krijgt een mail met alle dagen."))
    return redirect("editie", slug=slug)


def _own(request: SignedInRequest, slug: str) -> tuple[OpenEditie, OwnPlace]:
    opened = open_editie(request, slug)
    return opened, own_place(opened.editie, request.user, request.now)


def _applied(request: SignedInRequest, slug: str) -> tuple[OpenEditie, OwnPlace]:
    """Return an editie for which this person applied. Raises Http404 for who did not.

    Her application is looked for first: without one an editie that is there asks as little as one that never was.
    """
    find(own_inschrijvingen(request.user, request.now), editie__slug=slug)
    return _own(request, slug)
