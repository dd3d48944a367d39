"""Proposals for the visits of a toernee, for the coördinerend hart: reading, locking, shifting by hand, fixing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Step
from community.workdays import local_date
from intervisie.access.toerneeplanning import visible_toerneevoorstellen
from intervisie.access.toernees import may_plan_toernee
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import VeranderdError, lock_visits, shift_visit
from intervisie.forms.toerneeplanning import VerschuifForm
from intervisie.models import Toernee, Toerneevoorstel
from intervisie.queries.toernee_invoer import Invoer, invoer_of
from intervisie.queries.toerneeplanpagina import (
    broken_in,
    differences,
    plan_to_shift,
    rows_in,
    shifts_of,
    worth_of,
)
from intervisie.queries.toerneevoorstellen import changed_since, newest_number
from intervisie.views.toernee_frame import kept_frame, kept_toernee

PAGE, PROPOSAL = "toernee-beheer", "toernee-voorstel"
# A number of a proposal has no more digits than the database keeps.
MOST_DIGITS = 4


@signed_in("GET")
def voorstel(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Show a proposal: its visits, what it changes, what it breaks, who changed since; or why nothing fits."""
    row = _found(request, code, nummer)
    may_plan = may_plan_toernee(request.user, row.toernee, request.now) and row.adopted_at is None
    invoer = _invoer(row, request)
    context = {
        "voorstel": row, "rows": rows_in(row, invoer), "worth": worth_of(row), "may_plan": may_plan,
        "verschil": differences(row, invoer), "newest": newest_number(row.toernee),
        "changes": changed_since(row, invoer, request.now) if may_plan else [],
        "broken": broken_in(row, invoer) if may_plan else [],
        "begeleider": invoer.naam(row.plan["begeleider"]) if row.plan["begeleider"] else "",
        "stands": bool(invoer.standen[str(row.toernee_id)].bezoeken),
    }  # fmt: skip
    title = _("Voorstel {number}").format(number=row.number)
    return _unkept(render(request, "intervisie/toerneeplanning/voorstel.html",
                          kept_frame(row.toernee, Step(title)) | context))  # fmt: skip


@signed_in("POST")
def vastzetten(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Lock the visits that are ticked; that makes the next proposal."""
    row = _plannable(request, code, nummer)
    hosts = {text for text in request.POST.getlist("vast") if len(text) <= 40}
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                made = lock_visits(actor=request.user, voorstel=row, hosts=hosts, now=request.now)
                form_once.result = str(made.number)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect(PROPOSAL, code=code, nummer=nummer)
    messages.success(request, _("Bewaard als voorstel {number}.").format(number=form_once.result))
    return redirect(PROPOSAL, code=code, nummer=int(form_once.result))


@signed_in("POST")
def vastleggen(request: SignedInRequest, code: str, nummer: int) -> HttpResponse:
    """Fix the visits as this proposal has them; everybody hears it."""
    row = _found(request, code, nummer)
    require(may_plan_toernee(request.user, row.toernee, request.now))
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                adopt_toerneevoorstel(actor=request.user, voorstel=row, now=request.now)
    except VeranderdError as error:
        messages.warning(request, " ".join([error.message, *error.changes]))
        return redirect(PROPOSAL, code=code, nummer=nummer)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect(PROPOSAL, code=code, nummer=nummer)
    messages.success(
        request, _("De bezoeken zijn vastgelegd. Iedereen krijgt bericht, met een bestand voor de agenda.")
    )
    return redirect(PAGE, code=code)


@signed_in("GET", "POST")
def verschuiven(request: SignedInRequest, code: str, nummer: int, host: UUID) -> HttpResponse:
    """Show what another dagdeel for one visit of a proposal costs or breaks, and put it there."""
    row = _plannable(request, code, nummer)
    return _shift(request, row.toernee, row, str(host))


@signed_in("GET", "POST")
def bezoek_verschuiven(request: SignedInRequest, code: str, host: UUID) -> HttpResponse:
    """The same for a visit that stands: that makes a proposal."""
    toernee = kept_toernee(request, code)
    require(may_plan_toernee(request.user, toernee, request.now))
    return _shift(request, toernee, None, str(host))


def _shift(request: SignedInRequest, toernee: Toernee, row: Toerneevoorstel | None, host: str) -> HttpResponse:
    invoer = _invoer(row, request) if row else invoer_of([toernee], request.now, with_history=False)
    plan = plan_to_shift(invoer, toernee, row)
    here = plan.slot_of(host)
    if here is None:
        raise Http404
    fitting, breaking = shifts_of(invoer, toernee, plan, host, local_date(request.now))
    form = VerschuifForm(fitting, breaking, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = shift_visit(actor=request.user, toernee=toernee, voorstel=row, host=host, slot=form.slot,
                                       now=request.now)  # fmt: skip
                    form_once.result = str(made.number)
        except VeranderdError as error:
            form.add_error(None, " ".join([error.message, *error.changes]))
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Bewaard als voorstel {number}. Er is nog niets vastgelegd.").format(
                number=form_once.result))  # fmt: skip
            return redirect(PROPOSAL, code=toernee.code, nummer=int(form_once.result))
    context: dict[str, Any] = {
        "form": form, "name": invoer.naam(host), "when": invoer.rooster.words(here), "voorstel": row,
        "fitting": len(fitting), "breaking": len(breaking),
    }  # fmt: skip
    frame = kept_frame(toernee, Step(_("Bezoek verschuiven")))
    return _unkept(render(request, "intervisie/toerneeplanning/verschuiven.html", frame | context))


def _invoer(row: Toerneevoorstel, request: SignedInRequest) -> Invoer:
    locks = {str(row.toernee_id): row.locks}
    return invoer_of([row.toernee], request.now, locks=locks, with_history=False)


def _found(request: SignedInRequest, code: str, nummer: int) -> Toerneevoorstel:
    """Return a proposal to a coördinator. Raises Http404 for everybody else and for what does not exist."""
    if len(str(nummer)) > MOST_DIGITS:
        raise Http404
    return find(visible_toerneevoorstellen(request.user, request.now), toernee__code=code, number=nummer)


def _plannable(request: SignedInRequest, code: str, nummer: int) -> Toerneevoorstel:
    """Return a proposal that can still be changed. Raises Http404 when it was fixed or its toernee ended."""
    row = _found(request, code, nummer)
    require(may_plan_toernee(request.user, row.toernee, request.now) and row.adopted_at is None)
    return row


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
