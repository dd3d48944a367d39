"""Forming a toernee by hand, and who is in it: for the coördinerend hart, which reads nothing of what is written."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Step
from intervisie.access.toernees import (
    begeleiders_to_change,
    deelnemers_to_change,
    may_change_people,
    may_look_after_toernees,
)
from intervisie.actions.toerneemensen import add_begeleider, appoint_contactpersoon, remove_member
from intervisie.actions.toernees import form_toernee
from intervisie.actions.toerneetoetreding import ask_about_replacing
from intervisie.actions.toerneevervanging import (
    excuse_from_visit,
    excuse_late_steps,
    needs_samenwerking,
    replace_deelnemer,
    visits_to_excuse,
)
from intervisie.forms.groepen import WieForm
from intervisie.forms.toernees import ToerneeForm, VervangForm, VrijstelForm
from intervisie.models import Toernee, Toerneedeelnemer
from intervisie.queries.toerneebanden import notes_between
from intervisie.queries.toerneepagina import people_of_toernee
from intervisie.queries.toernees import lidmaatschap_of
from intervisie.views.toernee_frame import kept_frame, kept_toernee, kept_trail

PEOPLE = "toernee-mensen"


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Form a toernee by hand; what cannot be is said at its field, and nothing typed is lost."""
    require(may_look_after_toernees(request.user, request.now))
    form = ToerneeForm(request.now, sent(request))
    context: dict[str, Any] = {"form": form, "crumbs": [*kept_trail(True), Step(_("Nieuwe toernee"))]}
    if request.method == "POST" and form.is_valid():
        notes = notes_between(form.plan().people, request.now)
        seen = blake2b("|".join(notes).encode(), digest_size=8).hexdigest()
        if notes and request.POST.get("gezien", "") != seen:
            context |= {"notes": notes, "seen": seen}
            return render(request, "intervisie/toernees/nieuw.html", context)
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = form_toernee(actor=request.user, plan=form.plan(), now=request.now)
                    form_once.result = made.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De toernee is gemaakt. Iedereen krijgt bericht en geeft aan wanneer het kan."))
            return redirect(PEOPLE, code=form_once.result)
    return render(request, "intervisie/toernees/nieuw.html", context)


@signed_in("GET")
def mensen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who is in a toernee, what each shows and who agreed."""
    toernee = kept_toernee(request, code)
    people = people_of_toernee(toernee, request.now)
    context = {
        "people": sorted((one for one in people if one.row), key=lambda one: one.row.position if one.row else 0),
        "begeleiders": list(begeleiders_to_change(request.user, toernee, request.now).select_related("user")),
        "may_change": may_change_people(request.user, toernee, request.now),
    }
    return render(request, "intervisie/toernees/mensen.html", kept_frame(toernee, Step(_("Deelnemers"))) | context)


@signed_in("GET", "POST")
def vervangen(request: SignedInRequest, code: str, deelnemer_id: UUID) -> HttpResponse:
    """Let another member come in the place of a deelnemer."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee, row = _deelnemer(request, code, deelnemer_id)
    needs = needs_samenwerking(toernee, row, request.now)
    form = VervangForm(request.now, sent(request), needs_shown=needs)
    context: dict[str, Any] = {"form": form, "person": row.user, "needs": needs}
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["wie"]
        who: dict[str, Any] = {
            "actor": request.user, "toernee": toernee, "deelnemer": row, "user": user,
            "shown": form.shown if needs else None, "now": request.now,
        }  # fmt: skip
        if _asked(request, form, who, context) and _acted(request, form, lambda: replace_deelnemer(**who)):
            words = _("{new} komt in de plaats van {old}. Iedereen krijgt bericht.")
            messages.success(request, words.format(new=user.naam, old=row.user.naam))
            return redirect(PEOPLE, code=code)
    frame = _frame(toernee, _("Vervangen"))
    return render(request, "intervisie/toernees/vervangen.html", frame | context)


@signed_in("GET", "POST")
def vrijstellen(request: SignedInRequest, code: str, deelnemer_id: UUID) -> HttpResponse:
    """Excuse somebody from a visit, or from what she should have done before; she stays in the toernee."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee, row = _deelnemer(request, code, deelnemer_id)
    form = VrijstelForm(visits_to_excuse(toernee, row), sent(request))

    def act() -> None:
        who: dict[str, Any] = {"actor": request.user, "toernee": toernee, "deelnemer": row, "now": request.now}
        if form.visit is not None:
            excuse_from_visit(bezoek=form.visit, **who)
        else:
            excuse_late_steps(**who)

    if request.method == "POST" and form.is_valid() and _acted(request, form, act):
        messages.success(request, _("{naam} is vrijgesteld. Niemand wacht er nog op.").format(naam=row.user.naam))
        return redirect(PEOPLE, code=code)
    context = {"form": form, "person": row.user}
    return render(request, "intervisie/toernees/vrijstellen.html", _frame(toernee, _("Vrijstellen")) | context)


@signed_in("GET", "POST")
def contactpersoon(request: SignedInRequest, code: str, deelnemer_id: UUID) -> HttpResponse:
    """Make a deelnemer the contactpersoon."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee, row = _deelnemer(request, code, deelnemer_id)
    if request.method != "POST":
        context = {"person": row.user} | _frame(toernee, _("Contactpersoon"))
        return render(request, "intervisie/toernees/mens_contactpersoon.html", context)

    def act() -> None:
        appoint_contactpersoon(actor=request.user, toernee=toernee, deelnemer=row, now=request.now)

    if done(request, act):
        messages.success(request, _("{naam} is nu contactpersoon.").format(naam=row.user.naam))
    return redirect(PEOPLE, code=code)


@signed_in("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, deelnemer_id: UUID) -> HttpResponse:
    """Ask whether somebody really goes out without a replacement, and take her out."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee, row = _deelnemer(request, code, deelnemer_id)
    if request.method != "POST":
        context = {"person": row.user, "is_begeleider": False} | _frame(toernee, _("Uit de toernee halen"))
        return render(request, "intervisie/toernees/verwijderen.html", context)
    place = lidmaatschap_of(toernee, row.user)
    if place and done(
        request, lambda: remove_member(actor=request.user, toernee=toernee, lidmaatschap=place, now=request.now)
    ):
        messages.success(request, _("{naam} zit niet meer in de toernee.").format(naam=row.user.naam))
    return redirect(PEOPLE, code=code)


@signed_in("GET", "POST")
def begeleider_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody guide the toernee."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee = _changeable(request, code)
    form = WieForm(sent(request))

    def act() -> None:
        add_begeleider(actor=request.user, toernee=toernee, user=form.cleaned_data["wie"], now=request.now)

    if request.method == "POST" and form.is_valid() and _acted(request, form, act):
        messages.success(request, _("{naam} begeleidt nu de toernee.").format(naam=form.cleaned_data["wie"].naam))
        return redirect(PEOPLE, code=code)
    frame = _frame(toernee, _("Begeleider toevoegen"))
    return render(request, "intervisie/toernees/begeleider.html", frame | {"form": form})


@signed_in("GET", "POST")
def begeleider_verwijderen(request: SignedInRequest, code: str, lidmaatschap_id: UUID) -> HttpResponse:
    """Ask whether a begeleider really stops, and take her out."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PEOPLE, code=code)
    toernee = _changeable(request, code)
    rows = begeleiders_to_change(request.user, toernee, request.now).select_related("user")
    row = find(rows, pk=lidmaatschap_id)
    if request.method != "POST":
        context = {"person": row.user, "is_begeleider": True} | _frame(toernee, _("Uit de toernee halen"))
        return render(request, "intervisie/toernees/verwijderen.html", context)
    if done(request, lambda: remove_member(actor=request.user, toernee=toernee, lidmaatschap=row, now=request.now)):
        messages.success(request, _("{naam} begeleidt de toernee niet meer.").format(naam=row.user.naam))
    return redirect(PEOPLE, code=code)


def _asked(request: SignedInRequest, form: Form, who: dict[str, Any], context: dict[str, Any]) -> bool:
    """Say what speaks against somebody first; whether that was seen, or there is nothing."""
    try:
        notes = ask_about_replacing(**who)
    except ActionError as error:
        form.add_error("wie", error.message)
        return False
    if notes and request.POST.get("gezien", "") != str(who["user"].pk):
        context |= {"notes": notes, "seen": who["user"].pk}
        return False
    return True


def _acted(request: SignedInRequest, form: Form, act: Callable[[], object]) -> bool:
    """Act once for this form; say at its first field why it could not be done."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act()
    except ActionError as error:
        form.add_error(next(iter(form.fields)), error.message)
        return False
    return True


def _frame(toernee: Toernee, title: str) -> dict[str, Any]:
    return kept_frame(toernee, Step(_("Deelnemers"), reverse(PEOPLE, args=[toernee.code])), Step(title))


def _changeable(request: SignedInRequest, code: str) -> Toernee:
    toernee = kept_toernee(request, code)
    require(may_change_people(request.user, toernee, request.now))
    return toernee


def _deelnemer(request: SignedInRequest, code: str, deelnemer_id: UUID) -> tuple[Toernee, Toerneedeelnemer]:
    toernee = _changeable(request, code)
    rows = deelnemers_to_change(request.user, toernee, request.now).select_related("user")
    return toernee, find(rows, pk=deelnemer_id)
