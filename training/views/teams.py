"""Teams for who takes part: all of an editie, the page of one, and planning a talk of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.agenda import may_plan_for
from community.actions.agenda import PlanningError
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.planning import DoubtError, ask_when_in_doubt
from community.views.shell import Step
from training.access.teams import known_teams, may_divide, place_in_team
from training.actions.teamgesprekken import plan_teamgesprek
from training.forms.teams import TeamgesprekForm
from training.models import Editiedeel, Team
from training.queries.teams import guides_of, team_lines, team_page, tussentijd_of
from training.views.editie_frame import OpenEditie, frame, open_editie, turned_away

PAGE = "editie-team"


@signed_in("GET")
def teams(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who is in which team; one's own first."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    lines = team_lines(known_teams(request.user, opened.editie, request.now), request.user, request.now)
    context = {
        "own": [line for line in lines if line.is_own], "others": [line for line in lines if not line.is_own],
        "may_divide": may_divide(request.user, opened.editie, request.now),
    }  # fmt: skip
    return render(request, "training/teams/teams.html", frame(opened, Step(_("Teams"))) | context)


@signed_in("GET")
def team(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show a team to its people: who, when they talk, what they agreed; to its captain and trainers who is ready."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    row = find(known_teams(request.user, opened.editie, request.now).select_related("editie", "kring"), number=number)
    standing = place_in_team(request.user, row, request.now)
    if not standing.is_member:
        raise Http404
    if not standing.may_read:
        messages.info(request, _("Lees eerst de afspraken van je team en geef akkoord."))
        return redirect("kring-afspraken", kring_id=row.kring_id)
    page = team_page(row, standing, request.user, request.now)
    context = {"page": page, "kring_text": str(row.kring_id),
               "may_plan": may_plan_for(request.user, row.kring, request.now),
               "may_divide": may_divide(request.user, opened.editie, request.now)}  # fmt: skip
    return render(request, "training/teams/team.html", _frame(opened, row) | context)


@signed_in("GET", "POST")
def gesprek(request: SignedInRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Let the captain plan a talk of her team in a tussentijd."""
    opened, row, deel = _to_plan(request, slug, number, code)
    form = TeamgesprekForm(request.user, request.now, sent(request), team=row, deel=deel,
                           met=request.GET.get("met", ""))  # fmt: skip
    context = _frame(opened, row, Step(_("Gesprek plannen"))) | {"form": form, "deel": deel}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    ask_when_in_doubt(request, form)
                    spared = [] if form.is_with_trainers else guides_of(row, request.now)
                    plan_teamgesprek(actor=request.user, team=row, opzet=form.opzet(), but_not=spared, now=request.now)
        except DoubtError as doubt:
            context |= {"notes": doubt.notes, "seen": doubt.seen}
        except ActionError as error:
            field = error.field if isinstance(error, PlanningError) and error.field in form.fields else None
            form.add_error(field, error.message)
        else:
            messages.success(request, _("Het gesprek staat in de agenda. Wie erbij hoort, krijgt een uitnodiging."))
            return redirect(PAGE, slug=slug, number=number)
    return render(request, "training/teams/gesprek.html", context)


def _to_plan(
    request: SignedInRequest, slug: str, number: int, code: str
) -> tuple[OpenEditie, Team, Editiedeel]:  # fmt: skip
    """Return the team and the tussentijd for its captain. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    rows = known_teams(request.user, opened.editie, request.now).select_related("editie", "kring")
    row = find(rows, number=number)
    require(may_plan_for(request.user, row.kring, request.now))
    deel = tussentijd_of(row, code)
    if deel is None or not (deel.onderdeel.has_own_teamgesprek or deel.onderdeel.has_trainer_teamgesprek):
        raise Http404
    return opened, row, deel


def _frame(opened: OpenEditie, row: Team, *steps: Step) -> dict[str, Any]:
    slug = opened.editie.slug
    name = _("Team %(number)s") % {"number": row.number}
    own = Step(name, reverse(PAGE, args=[slug, row.number]) if steps else "")
    return frame(opened, Step(_("Teams"), reverse("editie-teams", args=[slug])), own, *steps) | {"team": row}
