"""Dividing an editie in teams: a proposal, moved by hand, made known, and changed afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.edities import may_plan_edities
from training.access.teams import divided_edities, may_divide
from training.actions.teamindeling import PeopleChangedError, propose_division, publish_teams, save_division
from training.actions.teams import change_teams
from training.forms.teamindeling import DivisionForm, drawn
from training.models import Editie, Teamvoorstel
from training.queries.teamindeling import (
    Division,
    Mensen,
    changed_since,
    has_teams,
    mensen_of,
    proposed,
    published,
    team_rows,
    unplaced,
    voorstel_of,
)
from training.views.plan_frame import plan_frame

PAGE = "editie-teams-plan"
# Of a version: more does not fit in the database.
MOST_DIGITS = 9
# The button that lets go of who was put somewhere by hand.
ANEW = "opnieuw"


@signed_in("GET", "POST")
def teams(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the proposal, or the teams that are known, with a choice of team for each person; store what was chosen."""
    editie = _divided_by(request, slug)
    mensen = mensen_of(editie, request.now)
    voorstel = voorstel_of(editie)
    is_known = voorstel is None and has_teams(editie)
    division = _division(editie, mensen, voorstel, request)
    rest = unplaced(division, mensen) if is_known else []
    form = DivisionForm(mensen, division, sent(request), unplaced=rest)
    context: dict[str, Any] = {"mensen": mensen, "voorstel": voorstel, "is_known": is_known, "form": form}
    if request.method == "POST":
        if is_repeat(request):
            return redirect(PAGE, slug=slug)
        if form.is_valid():
            answer = _save(request, editie, form, context, is_known=is_known)
            if answer is not None:
                return answer
    context |= {
        "teams": drawn(form, team_rows(division, mensen)),
        "rest": [(person, form.place_of(person.id)) for person in rest],
        "changes": changed_since(voorstel, mensen) if voorstel else [],
    }  # fmt: skip
    return render(request, "training/teams/indeling.html", _frame(request, editie) | context)


@signed_in("POST")
def voorstel(request: SignedInRequest, slug: str) -> HttpResponse:
    """Make a proposal, or another one that keeps who was put somewhere by hand."""
    editie = _divided_by(request, slug)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                propose_division(actor=request.user, editie=editie, version=_version(request), now=request.now,
                                 is_anew=ANEW in request.POST)  # fmt: skip
    except StaleSaveError:
        messages.warning(request, _("Iemand anders maakte net een voorstel. Dat zie je hier."))
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Het voorstel staat klaar. Nog niemand ziet het."))
    return redirect(PAGE, slug=slug)


@signed_in("POST")
def bekendmaken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Make the teams known to their people."""
    editie = _divided_by(request, slug)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                publish_teams(actor=request.user, editie=editie, version=_version(request), now=request.now)
    except PeopleChangedError as error:
        messages.warning(request, f"{error.message} {' '.join(error.changes)}")
    except StaleSaveError:
        messages.warning(request, _("Iemand anders veranderde net de teams. Kijk eerst wat er nu staat."))
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("De teams zijn bekend. Alle deelnemers krijgen bericht."))
    return redirect(PAGE, slug=slug)


def _save(
    request: SignedInRequest, editie: Editie, form: DivisionForm, context: dict[str, Any], *, is_known: bool
) -> HttpResponse | None:
    """Store what was chosen. When somebody saved meanwhile, or it cannot be, the page keeps what was chosen."""
    given: dict[str, Any] = {"actor": request.user, "editie": editie, "placing": form.placing(),
                             "captains": form.captains(), "now": request.now}  # fmt: skip
    stamp = form.cleaned_data["version"]
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                if is_known:
                    change_teams(stamp=stamp, **given)
                else:
                    save_division(version=_number(stamp), **given)
    except StaleSaveError:
        context["is_stale"] = True
        fresh: Any = request.POST.copy()
        fresh["version"] = form.division.stamp  # the next save goes on from what is stored now
        form.data = fresh
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        done = _("De teams zijn veranderd. Wie het aangaat, krijgt bericht.") if is_known else _("Opgeslagen.")
        messages.success(request, done)
        return redirect(PAGE, slug=editie.slug)
    return None


def _division(editie: Editie, mensen: Mensen, voorstel: Teamvoorstel | None, request: SignedInRequest) -> Division:
    return proposed(voorstel, mensen) if voorstel else published(editie, mensen, request.now)


def _divided_by(request: SignedInRequest, slug: str) -> Editie:
    """Return an editie that this person divides. Raises Http404 for everybody else."""
    editie = find(divided_edities(request.user, request.now).select_related("kring"), slug=slug)
    require(may_divide(request.user, editie, request.now))
    return editie


def _version(request: SignedInRequest) -> int:
    return _number(request.POST.get("version", ""))


def _number(text: str) -> int:
    """Return a version that was sent; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _frame(request: SignedInRequest, editie: Editie) -> dict[str, Any]:
    """Return the way back: for a planner through Coördinatie, for a trainer through the editie."""
    if may_plan_edities(request.user, request.now):
        return plan_frame(request, editie, Step(_("Teams")))
    way = [*crumbs(Crumb(_("Trainingen"), "trainingen")), Step(editie.name, reverse("editie", args=[editie.slug])),
           Step(_("Teams verdelen"))]  # fmt: skip
    return {"editie": editie, "crumbs": way}
