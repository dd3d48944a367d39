"""`/intervisie/sessies/`: somebody's sessions, making one, and its page before and after it goes on."""

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
from community.models import Bijeenkomst, User
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, TimedRequest, done, find, sent, signed_in
from community.views.shell import Step
from intervisie.access.kaartfotos import may_photograph
from intervisie.access.sessies import Plek, leads, may_begin, may_make_sessie, may_prepare
from intervisie.actions.sessieloop import begin
from intervisie.actions.sessiemensen import join
from intervisie.actions.sessies import cancel_sessie, change_sessie, make_sessie
from intervisie.forms.sessies import SessieForm
from intervisie.models import SessieStatus
from intervisie.queries.sessiedagen import planned_days
from intervisie.queries.sessiegang import gang_of, name_of
from intervisie.queries.sessiekeuzes import gevolg_of, offered
from intervisie.queries.sessies import meetings_for, sessie_rows
from intervisie.queries.sessiestand import stand_of
from intervisie.views.live_frame import OVER
from intervisie.views.sessie_frame import before_sessie, sessie_frame, sessies_trail
from intervisie.views.sessiedoor import plek_of, session_page

PAGE, LIVE = "sessie", "sessie-live"
STATES = ("NU", "STRAKS", "GEWEEST")


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show somebody her sessions: going on, coming, and of the past thirty days."""
    rows = sessie_rows(request.user, request.now)
    parts = {state: [row for row in rows if row.state == state] for state in STATES}
    context = {"crumbs": sessies_trail(), "now_on": parts["NU"], "coming": parts["STRAKS"],
               "past": list(reversed(parts["GEWEEST"]))}  # fmt: skip
    return render(request, "intervisie/sessies/lijst.html", context)


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Let a member start a session of her own."""
    require(may_make_sessie(request.user, None, request.now))
    return _make(request, None)


@confidential_page("GET", "POST")
def nieuw_voor(request: SignedInRequest, bijeenkomst: str) -> HttpResponse:
    """Let somebody prepare a session for a meeting of a group of hers."""
    rows = visible_bijeenkomsten(request.user, request.now).select_related("kring")
    meeting = find(rows, code=bijeenkomst)
    require(may_make_sessie(request.user, meeting, request.now))
    return _make(request, meeting)


@session_page("GET")
def sessie(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Show what a session will be, is or was, and the way to it. A guest stands in the session itself."""
    if plek.is_guest:
        return redirect(LIVE, code=plek.sessie.code)
    row, stand = plek.sessie, stand_of(plek, request.now)
    gang = gang_of(row)
    people = len(gang.active) if gang.active and row.status != SessieStatus.VOORBEREIDING else row.expected
    may_change = may_prepare(request.user, row, request.now)
    context = sessie_frame(plek) | {
        "stand": stand, "schema": gang.schema, "gevolg": gevolg_of(gang.schema, people, row.subgroups),
        "may_change": may_change, "may_begin": may_begin(plek, request.now), "may_arrange": may_change or leads(plek),
        "inbrenger_name": name_of(row.inbrenger) if row.inbrenger is not None else "",
        "is_over": stand.status in OVER,
        "dagen": planned_days(row, request.now), "takes_photos": may_photograph(plek, request.now),
    }  # fmt: skip
    return render(request, "intervisie/sessies/sessie.html", context | before_sessie(request, plek))


@session_page("GET", "POST")
def bewerken(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Let who prepares a session change it; saved elsewhere meanwhile, both versions stand beside each other."""
    row, user = plek.sessie, _who_prepares(request, plek)
    own = plek.deelnemer
    form = SessieForm(sent(request), offered=offered(), sessie=row, takes_part=own is None or own.takes_part)
    context: dict[str, Any] = sessie_frame(plek, Step(_("Bewerken"))) | {"form": form, "gevolg": form.gevolg()}
    if request.method == "POST" and "bekijk" not in request.POST and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_sessie(actor=user, sessie=row, version=form.cleaned_data["version"], plan=form.plan,
                                  now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = SessieForm(offered=offered(), sessie=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De sessie is opgeslagen."))
            return redirect(PAGE, code=row.code)
    return render(request, "intervisie/sessies/bewerken.html", context)


@session_page("GET", "POST")
def vervalt(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Ask whether a session is really called off, and do so."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=plek.sessie.code)
    user = _who_prepares(request, plek)
    if request.method != "POST":
        context = sessie_frame(plek, Step(_("Gaat niet door")))
        return render(request, "intervisie/sessies/vervalt.html", context)
    if done(request, lambda: cancel_sessie(actor=user, sessie=plek.sessie, now=request.now)):  # type: ignore[arg-type]  # logged in: user is there
        messages.success(request, _("De sessie gaat niet door."))
    return redirect("sessies")


@session_page("POST")
def begint(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Let the session begin, with who is in; who begins comes in by it."""
    user = plek.user
    if user is None:
        raise Http404

    def act() -> None:
        fresh = plek
        if not plek.is_inside:
            join(user=user, sessie=plek.sessie, now=request.now)
            found = plek_of(request, plek.sessie.code)
            require(found is not None)
            fresh = found or plek
        begin(plek=fresh, now=request.now)

    done(request, act)  # type: ignore[arg-type]  # logged in: user is there
    return redirect(LIVE, code=plek.sessie.code)


def _who_prepares(request: TimedRequest, plek: Plek) -> User:
    """Return who asks, as somebody who changes the session or calls it off. Raises Http404 for everybody else."""
    if plek.user is None or not may_prepare(plek.user, plek.sessie, request.now):
        raise Http404
    return plek.user


def _make(request: SignedInRequest, meeting: Bijeenkomst | None) -> HttpResponse:
    form = SessieForm(sent(request), offered=offered(), asked=request.GET.dict())
    if request.method == "POST" and "bekijk" not in request.POST and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = make_sessie(actor=request.user, bijeenkomst=meeting, plan=form.plan, now=request.now)
                    form_once.result = made.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De sessie staat klaar."))
            return redirect(PAGE, code=form_once.result)
    context = {
        "crumbs": sessies_trail(Step(_("Nieuwe sessie"))), "form": form, "gevolg": form.gevolg(), "meeting": meeting,
        "meetings": meetings_for(request.user, request.now) if meeting is None else (),
    }  # fmt: skip
    return render(request, "intervisie/sessies/nieuw.html", context)
