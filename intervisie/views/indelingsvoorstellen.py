"""Proposals for a round, for the coördinerend hart: asking one, its cards, locks, two side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Step
from intervisie.access.indelingsvoorstellen import may_match, visible_voorstellen
from intervisie.actions.indelingsvoorstellen import ask_proposal, lock_people
from intervisie.actions.proefverplaatsingen import MOST_QUESTIONS
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus
from intervisie.queries.indelingsvoorstellen import (
    PER_PAGE,
    busy_werk,
    changed_since,
    goal_words,
    locked_in,
    questions_of,
    shown_of,
    voorstellen_of,
    worth_words,
)
from intervisie.queries.matching_merken import merken_van
from intervisie.queries.voorstel_vergelijken import compare
from intervisie.views.ronde_frame import planned, ronde_frame

# A number of a proposal has no more digits than the database keeps.
MOST_DIGITS = 4


@signed_in("POST")
def indelen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask the worker for a proposal, and go to where one sees how far it is."""
    ronde = planned(request, code)
    basis, is_anew = _numbered(request, code, request.POST.get("basis", "")), "opnieuw" in request.POST
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                werk = ask_proposal(actor=request.user, ronde=ronde, based_on=basis, is_anew=is_anew, now=request.now)
                form_once.result = str(werk.pk)
    except ActionError as error:
        messages.error(request, error.message)
        return redirect("matching-voorstel", code, basis.number) if basis else redirect("matchronde", code)
    return redirect("werk", werk_id=UUID(form_once.result))


@signed_in("GET")
def voorstel(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Show a proposal as cards of groups; all of them at once to print."""
    row = found_voorstel(request, code, nummer)
    ronde, groups = row.ronde, row.division["groups"]
    per_page = max(PER_PAGE, len(groups)) if "alles" in request.GET else PER_PAGE
    page = Paginator(range(len(groups)), per_page).get_page(request.GET.get("page"))
    first = (page.number - 1) * per_page
    is_open = ronde.status == RondeStatus.GESLOTEN
    kaarten, buiten = shown_of(row, first, first + per_page)
    every = voorstellen_of(request.user, ronde, request.now)
    context = {
        "voorstel": row, "page_obj": page, "kaarten": kaarten, "buiten": buiten, "worth": worth_words(row),
        "goals": goal_words(row), "notes": row.division["notes"], "newest": every[0].number,
        "locked": len(locked_in(row)),
        "may_match": may_match(request.user, ronde, request.now), "is_whole": per_page >= len(groups),
        "changes": changed_since(row, merken_van(ronde, request.now)) if is_open else [],
        "busy": busy_werk(ronde) if is_open else None, "most": MOST_QUESTIONS,
        "others": [one for one in every if one.number != row.number],
    }  # fmt: skip
    return _unkept(render(request, "intervisie/voorstellen/voorstel.html", voorstel_frame(request, row) | context))


@signed_in("POST")
def vastzetten(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Lock who is ticked in the groups that were shown; that makes the next proposal."""
    row = found_voorstel(request, code, nummer)
    shown = {int(one) - 1 for one in request.POST.getlist("groep") if _is_number(one)}
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                made = lock_people(actor=request.user, voorstel=row, groups=shown,
                                   people=set(request.POST.getlist("vast")), now=request.now)  # fmt: skip
                form_once.result = str(made.number)
    except ActionError as error:
        messages.error(request, error.message)
        return redirect("matching-voorstel", code, nummer)
    messages.success(request, _("Bewaard als voorstel {number}.").format(number=form_once.result))
    page = request.POST.get("page", "")
    address = reverse("matching-voorstel", args=[code, form_once.result])
    return redirect(f"{address}?page={page}" if _is_number(page) else address)


@signed_in("GET")
def vergelijken(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Show two proposals of one round side by side."""
    row = found_voorstel(request, code, nummer)
    other = _numbered(request, code, request.GET.get("met", ""))
    if other is None or other.pk == row.pk:
        messages.info(request, _("Kies een ander voorstel om mee te vergelijken."))
        return redirect("matching-voorstel", code, nummer)
    context = voorstel_frame(request, row, _("Vergelijken")) | {"found": compare(row, other)}
    return _unkept(render(request, "intervisie/voorstellen/vergelijken.html", context))


def bij_ronde(request: SignedInRequest, ronde: Matchronde) -> dict[str, Any]:
    """Return what the page of a round shows about dividing it."""
    return {
        "may_match": may_match(request.user, ronde, request.now),
        "busy": busy_werk(ronde),
        "voorstellen": voorstellen_of(request.user, ronde, request.now),
        "vragen": questions_of(request.user, ronde, request.now),
    }


def found_voorstel(request: SignedInRequest, code: str, nummer: int) -> Indelingsvoorstel:
    """Return a proposal to a coördinator. Raises Http404 for everybody else and for what does not exist."""
    if len(str(nummer)) > MOST_DIGITS:
        raise Http404
    return find(visible_voorstellen(request.user, request.now), ronde__code=code, number=nummer)


def matchable(request: SignedInRequest, code: str, nummer: int) -> Indelingsvoorstel:
    """Return a proposal of a round that is being divided. Raises Http404 when it is decided about."""
    row = found_voorstel(request, code, nummer)
    require(may_match(request.user, row.ronde, request.now))
    return row


def voorstel_frame(request: SignedInRequest, row: Indelingsvoorstel, *steps: str) -> dict[str, Any]:
    """Return the context that every page about one proposal needs: the round, and the way back."""
    title = _("Voorstel {number}").format(number=row.number)
    frame = ronde_frame(request, row.ronde, title)
    if steps:
        frame["crumbs"] = [*frame["crumbs"][:-1], Step(title, address_of(row)), *map(Step, steps)]
    return frame | {"voorstel": row}


def address_of(row: Indelingsvoorstel) -> str:
    """Return where a proposal is shown."""
    return reverse("matching-voorstel", args=[row.ronde.code, row.number])


def _numbered(request: SignedInRequest, code: str, text: str) -> Indelingsvoorstel | None:
    """Return the proposal of this number; None for no number and for a proposal that is not there."""
    if not _is_number(text):
        return None
    return visible_voorstellen(request.user, request.now).filter(ronde__code=code, number=int(text)).first()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS and int(text) > 0


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
