"""Before a session: saying that one brings a question in, and writing it down beforehand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.access.agenda import visible_bijeenkomsten
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Step
from intervisie.access.sessies import Plek, place_of
from intervisie.access.sessievoorbereiding import may_bring_in, may_write_voorbereiding
from intervisie.actions.sessieleiding import withdraw_inbrenger
from intervisie.actions.sessievoorbereiding import (
    bring_in,
    save_voorbereiding,
    share_voorbereiding,
    take_back_voorbereiding,
)
from intervisie.forms.sessievoorbereiding import VoorbereidingForm
from intervisie.models import Sessievoorbereiding
from intervisie.queries.sessievoorbereiding import own_voorbereiding, sessies_of_meetings, shared_voorbereidingen
from intervisie.views.sessie_frame import sessie_frame, sessies_trail

PAGE = "sessie-voorbereiden"


@confidential_page("GET", "POST")
def inbrengen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask who brings a question in at a meeting, and let somebody say that she does."""
    meeting = find(visible_bijeenkomsten(request.user, request.now).select_related("kring"), code=code)
    require(may_bring_in(request.user, meeting, request.now))
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = bring_in(actor=request.user, bijeenkomst=meeting, now=request.now)
                    form_once.result = made.code
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect("sessie-inbrengen", code=code)
        messages.success(request, _("Fijn. Jij brengt een vraag in. Schrijf haar hier alvast op."))
        return redirect(PAGE, code=form_once.result)
    rows = sessies_of_meetings([meeting.pk]).get(meeting.pk, [])
    context = {
        "crumbs": sessies_trail(Step(_("Ik breng iets in"))), "meeting": meeting, "sessies": rows,
        "is_taken": any(row.inbrenger for row in rows) and all(row.inbrenger for row in rows),
    }  # fmt: skip
    return render(request, "intervisie/sessievoorbereiding/inbrengen.html", context)


@confidential_page("GET", "POST")
def voorbereiden(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody write her question before a session; read what others shared."""
    plek, row = _open(request, code)
    form = VoorbereidingForm(sent(request), row=row)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_voorbereiding(actor=request.user, sessie=plek.sessie, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context = {"stale": error, "versions": both_versions(form, VoorbereidingForm(row=error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je vraag is bewaard."))
            return redirect(PAGE, code=code)
    context |= {
        **sessie_frame(plek, Step(_("Voorbereiden"))), "form": form, "own": row,
        "may_write": may_write_voorbereiding(request.user, plek.sessie, request.now),
        "brings_in": plek.deelnemer is not None and plek.sessie.inbrenger_id == plek.deelnemer.pk,
        "others": [one for one in shared_voorbereidingen(plek, request.now) if one.user_id != request.user.pk],
    }  # fmt: skip
    return render(request, "intervisie/sessievoorbereiding/voorbereiden.html", context)


@confidential_page("POST")
def delen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let who is in the session read the question."""
    plek, _row = _open(request, code)
    if done(request, lambda: share_voorbereiding(actor=request.user, sessie=plek.sessie, now=request.now)):
        messages.success(request, _("Wie meedoet, leest nu je vraag."))
    return redirect(PAGE, code=code)


@confidential_page("POST")
def terugnemen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let nobody else read the question any more."""
    plek, _row = _open(request, code)
    if done(request, lambda: take_back_voorbereiding(actor=request.user, sessie=plek.sessie, now=request.now)):
        messages.success(request, _("Alleen jij leest je vraag nu nog."))
    return redirect(PAGE, code=code)


@confidential_page("POST")
def niet(request: SignedInRequest, code: str) -> HttpResponse:
    """Let who brings in say that she does not after all."""
    if is_repeat(request):
        return redirect(PAGE, code=code)
    plek, _row = _open(request, code)
    require(plek.deelnemer is not None and plek.sessie.inbrenger_id == plek.deelnemer.pk)
    if done(request, lambda: withdraw_inbrenger(actor=request.user, sessie=plek.sessie, now=request.now)):
        messages.success(request, _("Jij brengt niets in. Wat je schreef, is nog van jou."))
    return redirect(PAGE, code=code)


def _open(request: SignedInRequest, code: str) -> tuple[Plek, Sessievoorbereiding | None]:
    """Return her place and what she wrote. Raises Http404 for who does not see the session, and once it began for who
    wrote nothing."""
    plek = place_of(request.user, code, request.now)
    if plek is None:
        raise Http404
    row = own_voorbereiding(request.user, plek.sessie, request.now)
    if row is None and not may_write_voorbereiding(request.user, plek.sessie, request.now):
        raise Http404
    return plek, row
