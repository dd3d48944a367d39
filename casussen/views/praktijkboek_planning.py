"""Planning praktijkboeken for a coördinator: names, dates, people and numbers. Never a title or a text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import (
    is_closed,
    is_there,
    may_change_people,
    may_create_praktijkboek,
    may_plan_praktijkboek,
    planned_praktijkboeken,
    readers_of,
)
from casussen.actions.praktijkboeken import (
    add_person,
    change_praktijkboek,
    create_praktijkboek,
    remove_person,
    set_person_role,
)
from casussen.forms.praktijkboeken import NieuwPraktijkboekForm, PersoonForm, PraktijkboekForm, RolForm
from casussen.models import Praktijkboek
from casussen.queries.praktijkboeken import gone_on, handed_in, people_of_boek, planning, status_of
from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.models import KringRol, Lidmaatschap
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, Step, crumbs
from community.workdays import local_date


@confidential_page("GET")
def planlijst(request: SignedInRequest) -> HttpResponse:
    """List every praktijkboek with status, dates and numbers."""
    require(may_create_praktijkboek(request.user, request.now))
    context = {"crumbs": _trail(Crumb(_("Praktijkboeken"))), "boeken": planning(request.user, request.now)}
    return render(request, "casussen/praktijkboeken/plan/lijst.html", context)


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Begin a praktijkboek: its name, dates and rules; people come after."""
    require(may_create_praktijkboek(request.user, request.now))
    form = NieuwPraktijkboekForm(local_date(request.now), sent(request))
    if request.method == "POST" and form.is_valid():
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                made = create_praktijkboek(
                    actor=request.user, answers=form.answers(), rules=form.cleaned_data["rules"], now=request.now
                )
                form_once.result = made.code
        messages.success(request, _("Het praktijkboek staat klaar. Voeg nu de mensen toe."))
        return redirect("praktijkboek-plan", code=form_once.result)
    trail = _trail(Crumb(_("Praktijkboeken"), "praktijkboeken-plan"), Crumb(_("Nieuw praktijkboek")))
    return render(request, "casussen/praktijkboeken/plan/nieuw.html", {"crumbs": trail, "form": form})


@confidential_page("GET")
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one praktijkboek to plan: status, dates, how many casussen, and who is in it."""
    boek = _planned(request, code)
    people = people_of_boek(boek, request.now) if is_there(boek, request.now) else []
    context = _frame(request, boek) | {
        "people": people,
        "number": handed_in(boek),
        "has_begeleider": any(person.lid.role == KringRol.TREKKER for person in people),
        "may_plan": may_plan_praktijkboek(request.user, boek, request.now),
        "may_change_people": may_change_people(request.user, boek, request.now),
        "is_closed": is_closed(boek, request.now),
    }
    return render(request, "casussen/praktijkboeken/plan/plan.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change name and dates. When somebody else saved meanwhile both versions stand beside each other."""
    boek = _plannable(request, code)
    today = local_date(request.now)
    form = PraktijkboekForm(today, sent(request), boek=boek)
    context = _frame(request, boek, Step(_("Bewerken"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_praktijkboek(
                        actor=request.user, boek=boek, version=form.cleaned_data["version"], answers=form.answers(),
                        now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            theirs = PraktijkboekForm(today, boek=error.current)
            context |= {"stale": error, "versions": both_versions(form, theirs)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("praktijkboek-plan", code=code)
    return render(request, "casussen/praktijkboeken/plan/bewerken.html", context)


@confidential_page("GET", "POST")
def persoon_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody in."""
    boek = _peopled(request, code)
    form = PersoonForm(sent(request), use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["persoon"]
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    role = KringRol(form.cleaned_data["rol"])
                    add_person(actor=request.user, boek=boek, user=person, role=role, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(name)s doet mee en krijgt bericht.") % {"name": person.naam})
            return redirect("praktijkboek-plan", code=code)
    context = _frame(request, boek, Step(_("Iemand toevoegen"))) | {"form": form}
    return render(request, "casussen/praktijkboeken/plan/persoon.html", context)


@confidential_page("GET", "POST")
def rol(request: SignedInRequest, code: str, lidmaatschap_id: str) -> HttpResponse:
    """Make somebody begeleider or participant."""
    boek = _peopled(request, code)
    lid = _lid(request, boek, lidmaatschap_id)
    form = RolForm(sent(request), initial={"rol": lid.role}, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    role = KringRol(form.cleaned_data["rol"])
                    set_person_role(actor=request.user, boek=boek, lid=lid, role=role, now=request.now)
        except ActionError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("De rol is opgeslagen."))
        return redirect("praktijkboek-plan", code=code)
    context = _frame(request, boek, Step(_("Rol"))) | {"form": form, "lid": lid}
    return render(request, "casussen/praktijkboeken/plan/rol.html", context)


@confidential_page("GET", "POST")
def persoon_verwijderen(request: SignedInRequest, code: str, lidmaatschap_id: str) -> HttpResponse:
    """Ask whether somebody really goes out, and take her out."""
    if request.method == "POST" and is_repeat(request):
        return redirect("praktijkboek-plan", code=code)  # a second click: she is out already
    boek = _peopled(request, code)
    lid = _lid(request, boek, lidmaatschap_id)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    remove_person(actor=request.user, boek=boek, lid=lid, now=request.now)
        except ActionError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("%(name)s ziet dit praktijkboek niet meer.") % {"name": lid.user.naam})
        return redirect("praktijkboek-plan", code=code)
    context = _frame(request, boek, Step(_("Eruit halen"))) | {"lid": lid}
    return render(request, "casussen/praktijkboeken/plan/persoon_verwijderen.html", context)


def _planned(request: SignedInRequest, code: str) -> Praktijkboek:
    rows = planned_praktijkboeken(request.user, request.now).select_related("kring__newest_afspraken")
    return find(rows, code=code)


def _plannable(request: SignedInRequest, code: str) -> Praktijkboek:
    """Return the praktijkboek to change. Raises Http404 when it was destroyed, and for who does not plan."""
    boek = _planned(request, code)
    require(may_plan_praktijkboek(request.user, boek, request.now))
    return boek


def _peopled(request: SignedInRequest, code: str) -> Praktijkboek:
    """Return the praktijkboek to let people in and out of. Raises Http404 for one whose people come from an editie."""
    boek = _planned(request, code)
    require(may_change_people(request.user, boek, request.now))
    return boek


def _lid(request: SignedInRequest, boek: Praktijkboek, lidmaatschap_id: str) -> Lidmaatschap:
    return find(readers_of(boek, request.now), pk=lidmaatschap_id)


def _frame(request: SignedInRequest, boek: Praktijkboek, *steps: Step) -> dict[str, Any]:
    own_step = Step(boek.kring.name, reverse("praktijkboek-plan", kwargs={"code": boek.code}) if steps else "")
    return {
        "boek": boek,
        "status": status_of(boek, request.now).label,
        "is_gone": not is_there(boek, request.now),
        "gone_on": gone_on(boek),
        "crumbs": [*_trail(Crumb(_("Praktijkboeken"), "praktijkboeken-plan")), own_step, *steps],
    }


def _trail(*steps: Crumb) -> list[Any]:
    return crumbs(Crumb(_("Coördinatie"), "coordinatie"), *steps)
