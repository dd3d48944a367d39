"""Intervisie for members: what is theirs, and registering for a round. What is private opens for herself alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.queries.people import opgaven
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, crumbs
from intervisie.access.groepen import visible_groepen
from intervisie.access.matching import (
    directed_samenwerkingen,
    is_open,
    may_register,
    may_run_matching,
    open_rondes,
    own_aanmeldingen,
    visible_rondes,
)
from intervisie.access.toernees import showable_samenwerkingen, visible_toernees
from intervisie.actions.matchaanmeldingen import decline_ronde, save_aanmelding, withdraw_aanmelding
from intervisie.forms.matchaanmeldingen import AanmeldForm, Choices, stored
from intervisie.models import Matchronde
from intervisie.queries.groepen import own_groep_lines
from intervisie.queries.matchaanmeldingen import (
    EigenRonde,
    Priveregels,
    last_aanmelding,
    own_ronde,
    own_rondes,
    priveregels_of,
)
from intervisie.queries.matchnamen import names_of, people_typed
from intervisie.queries.toernees import own_toernee_lines


@signed_in("GET")
def intervisie(request: SignedInRequest) -> HttpResponse:
    """Show the groups of this person, the rounds she can register for, and what she registered for."""
    rondes = own_rondes(request.user, request.now)
    context = {
        "crumbs": crumbs(Crumb(_("Intervisie en visitatie"))),
        "groepen": own_groep_lines(visible_groepen(request.user, request.now), request.now),
        "toernees": own_toernee_lines(visible_toernees(request.user, request.now), request.now),
        "open": [line for line in rondes if line.is_open and not line.is_registered],
        "registered": [line for line in rondes if line.is_registered],
        "may_run": may_run_matching(request.user, request.now),
    }
    return render(request, "intervisie/aanmelden/intervisie.html", context)


@signed_in("GET")
def aanmelden(request: SignedInRequest) -> HttpResponse:
    """Lead to the round that is open; when there are more or none, to the page that says so."""
    rondes = list(open_rondes(request.user, request.now)[:2])
    if len(rondes) == 1:
        return redirect("matchaanmelding", code=rondes[0].code)
    return redirect("intervisie")


@confidential_page("GET", "POST")
def aanmelding(request: SignedInRequest, code: str) -> HttpResponse:
    """Register for a round, or change it; once it is closed, show what one asked."""
    ronde = find(visible_rondes(request.user, request.now), code=code)
    own = own_ronde(request.user, ronde, request.now)
    context: dict[str, Any] = {"ronde": ronde, "own": own, "crumbs": _trail(ronde)}
    if not may_register(request.user, ronde, request.now):
        return render(request, "intervisie/aanmelden/gesloten.html", context)
    known = own.aanmelding if own.is_registered else last_aanmelding(request.user, request.now)
    prive = priveregels_of(request.user, known, request.now) if known else Priveregels()
    choices = _choices(request, ronde, prive)
    if request.method != "POST":
        form = AanmeldForm(ronde, choices, initial=_beginning(request, own, known, prive))
        return render(request, "intervisie/aanmelden/aanmelding.html", context | {"form": form})
    form = AanmeldForm(ronde, choices, sent(request))
    if form.is_valid() and _saved(request, ronde, form, context):
        known_later = _("Je bent aangemeld. Je hoort wie er in je groep zitten zodra dat bekend is.")
        toernee_later = _("Je bent aangemeld. Je hoort wie er in je toernee zitten zodra dat bekend is.")
        messages.success(request, toernee_later if ronde.makes_toernees else known_later)
        return redirect("intervisie")
    return render(request, "intervisie/aanmelden/aanmelding.html", context | {"form": form})


@signed_in("POST")
def nu_niet(request: SignedInRequest, code: str) -> HttpResponse:
    """Note that she does not want to this time."""
    ronde = find(visible_rondes(request.user, request.now), code=code)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                decline_ronde(actor=request.user, ronde=ronde, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Genoteerd. Je krijgt geen herinnering voor deze ronde."))
    return redirect("intervisie")


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a registration back."""
    # Her registration is looked for first: without one a round that is there asks as little as one that never was.
    row = find(own_aanmeldingen(request.user, request.now).select_related("ronde"), ronde__code=code)
    ronde = row.ronde
    own = EigenRonde(ronde, row, is_open(ronde, request.now))
    if not own.may_withdraw:
        if not is_repeat(request):
            messages.info(request, _("Er is geen aanmelding die je nu kunt intrekken."))
        return redirect("intervisie")
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    withdraw_aanmelding(actor=request.user, aanmelding=row, now=request.now)
        except ActionError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("Je aanmelding is ingetrokken."))
        return redirect("intervisie")
    context = {"ronde": ronde, "crumbs": [*_trail(ronde)[:-1], Crumb(_("Intrekken"))]}
    return render(request, "intervisie/aanmelden/intrekken.html", context)


def _saved(request: SignedInRequest, ronde: Matchronde, form: AanmeldForm, context: dict[str, Any]) -> bool:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                save_aanmelding(actor=request.user, ronde=ronde, version=form.cleaned_data["version"],
                                answers=form.answers(), now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        current = own_ronde(request.user, ronde, request.now).aanmelding
        prive = priveregels_of(request.user, current, request.now)
        theirs = AanmeldForm(ronde, _choices(request, ronde, prive), initial=_stored(request, current, prive))
        context |= {"stale": error, "versions": both_versions(form, theirs)}
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        return True
    return False


def _choices(request: SignedInRequest, ronde: Matchronde, prive: Priveregels) -> Choices:
    """Return what she chooses from. Whom she named in private before may be named again, found or not."""
    user, now = request.user, request.now
    before = (*prive.niet_met, *prive.lijn)
    return Choices(
        user=user, opgaven=opgaven(), samenwerkingen=directed_samenwerkingen(user, now).order_by("name", "pk"),
        find=lambda lines: people_typed(user, lines, now, also=before),
        shown=showable_samenwerkingen(user, now).order_by("name", "pk") if ronde.makes_toernees else (),
    )  # fmt: skip


def _beginning(request: SignedInRequest, own: EigenRonde, known: Any, prive: Priveregels) -> dict[str, Any]:
    """Return what the form begins with: what stands or what she asked last time, else what is known of her."""
    version = {"version": own.aanmelding.version if own.aanmelding else 0}
    if known is None:
        directed = directed_samenwerkingen(request.user, request.now)
        return {"samenwerkingen": [str(pk) for pk in directed.values_list("pk", flat=True)], **version}
    return _stored(request, known, prive) | version


def _stored(request: SignedInRequest, row: Any, prive: Priveregels) -> dict[str, Any]:
    people = {"wants": row.want_ids, "niet_met": prive.niet_met, "lijn": prive.lijn}
    return stored(row, names_of(request.user, people, request.now, also=(*prive.niet_met, *prive.lijn)))


def _trail(ronde: Matchronde) -> list[Crumb]:
    return crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(ronde.name))
