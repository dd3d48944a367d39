"""Moving somebody in a proposal, with what it costs said first; and adopting a proposal.

Both judge with the private rules: through queries.matching_regels alone, and nothing of them reaches a template.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, sent
from intervisie.access.matching import may_run_matching
from intervisie.actions.indelingsvoorstellen import move_person
from intervisie.actions.overnemen import AdoptedError, PeopleChangedError, adopt_voorstel
from intervisie.actions.proefverplaatsingen import MOST_QUESTIONS, Kost, ask_costs
from intervisie.forms.indelingsvoorstellen import NOWHERE, AdoptForm, MoveForm
from intervisie.models import Indelingsvoorstel, RondeStatus
from intervisie.queries.indelingsvoorstellen import asked_today, group_of, names_of, newest_number, outside_of
from intervisie.views.indelingsvoorstellen import found_voorstel, matchable, voorstel_frame


@confidential_page("GET", "POST")
def verplaatsen(request: SignedInRequest, code: str, nummer: int, persoon: UUID) -> HttpResponse:
    """Show what it costs to put somebody in each other group; do it."""
    row, person = matchable(request, code, nummer), str(persoon)
    here = _place(row, person)
    form = MoveForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = move_person(actor=request.user, voorstel=row, person=person,
                                       to_group=form.cleaned_data["naar"], now=request.now)  # fmt: skip
                    form_once.result = str(made.number)
            return _moved(request, row, int(form_once.result))
        except ActionError as error:
            form.add_error(None, error.message)
    context = {"form": form, "naam": names_of([person])[person], "here": _group_name(row, here), "persoon": persoon,
               "most": MOST_QUESTIONS}  # fmt: skip
    try:
        costs = ask_costs(actor=request.user, voorstel=row, person=person, now=request.now)
    except ActionError as error:
        context |= {"refusal": error.message}
    else:
        context |= _choices(row, list(costs.rows))
    context["asked"] = asked_today(request.user, row.ronde, request.now)
    frame = voorstel_frame(request, row, _("Verplaatsen"))
    return render(request, "intervisie/voorstellen/verplaatsen.html", frame | context)


@confidential_page("GET", "POST")
def overnemen(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Ask for names and contactpersonen; begin the groups."""
    row = found_voorstel(request, code, nummer)
    require(may_run_matching(request.user, request.now))
    if row.ronde.status != RondeStatus.GESLOTEN and (request.method != "POST" or is_repeat(request)):
        return redirect("matching-voorstel", code, nummer)  # a second click, or it was decided about
    groups = row.division["groups"]
    names = names_of([*(id_ for group in groups for id_ in group["members"]), *row.division["unplaced"]])
    form = AdoptForm(groups, names, sent(request))
    context: dict[str, Any] = {"form": form, "buiten": outside_of(row, names), "changes": []}
    if request.method == "POST" and form.is_valid() and _adopted(request, row, form, context):
        told = _("De toernees zijn bekend.") if row.ronde.makes_toernees else _("De groepen zijn bekend.")
        messages.success(request, f"{told} {_('Iedereen krijgt bericht.')}")
        return redirect("matchronde", code)
    return render(request, "intervisie/voorstellen/overnemen.html", voorstel_frame(request, row, _("Overnemen"))
                  | context)  # fmt: skip


def _adopted(request: SignedInRequest, row: Indelingsvoorstel, form: AdoptForm, context: dict[str, Any]) -> bool:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                adopt_voorstel(actor=request.user, voorstel=row, choices=form.choices(), now=request.now)
    except PeopleChangedError as error:
        context["changes"] = error.changes
        form.add_error(None, error.message)
    except AdoptedError as error:
        context["is_over"] = True
        form.add_error(None, error.message)
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        return True
    return False


def _moved(request: SignedInRequest, row: Indelingsvoorstel, number: int) -> HttpResponse:
    messages.success(request, _("Verplaatst. Dit is nu voorstel {number}.").format(number=number))
    if newest_number(row.ronde) == number and number != row.number + 1:
        words = _("Let op: dit gaat uit van voorstel {base}. Er waren al nieuwere voorstellen.")
        messages.warning(request, words.format(base=row.number))
    return redirect("matching-voorstel", row.ronde.code, number)


def _place(row: Indelingsvoorstel, person: str) -> int | None:
    """Return where somebody sits. Raises Http404 for who is not in the proposal."""
    try:
        return group_of(row, person)
    except KeyError:
        raise Http404 from None


def _choices(row: Indelingsvoorstel, costs: list[Kost]) -> dict[str, Any]:
    """Return where somebody can go, the best first, and where not and why."""
    lines = [(_value(cost), _group_name(row, cost.to_group), cost) for cost in costs]
    possible = sorted((line for line in lines if line[2].is_allowed), key=lambda line: -line[2].quality)
    return {"possible": possible, "refused": [line for line in lines if not line[2].is_allowed]}


def _value(cost: Kost) -> str:
    return NOWHERE if cost.to_group is None else str(cost.to_group + 1)


def _group_name(row: Indelingsvoorstel, at: int | None) -> str:
    if at is None:
        return _("Geen groep")
    name: str = row.division["groups"][at]["name"]
    return name
