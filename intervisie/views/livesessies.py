"""The live pages of a session: what one person may know now, her question what changed, and what she presses.

Every payload is the Stand of who asks, judged at that request. A page that asks by itself names what it saw last; when
nothing changed since, the answer is empty and costs one query.
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.bewaren import is_autosave
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import READING, TimedRequest
from intervisie.access.sessies import Plek, leads
from intervisie.actions.sessieleiding import choose_inbrenger, hand_over, take_lead, take_over_when_gone
from intervisie.actions.sessieloop import close, extend, go_back, go_on, pause, resume
from intervisie.actions.sessiemensen import come_back, join, leave, note_seen
from intervisie.models import SessieStatus
from intervisie.queries.sessiecode import deelcode_of
from intervisie.queries.sessiegang import gang_of
from intervisie.queries.sessiepoll import Poll, poll
from intervisie.queries.sessiestand import stand_of
from intervisie.views.live_frame import OVER, live_context
from intervisie.views.sessie_frame import before_sessie
from intervisie.views.sessiedoor import cookie_name, nothing_new, plek_of, session_page, with_moment

PAGE = "sessie-live"


@session_page("GET", "POST")
def live(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Show a session while it goes on, and the room before it; a post lets her in who may come in."""
    sessie = plek.sessie
    if request.method == "POST":
        return _pressed(request, plek, lambda: _come_in(request, plek))
    if sessie.status == SessieStatus.KLAAR:
        return redirect("sessie-resultaat", code=sessie.code)
    if sessie.status == SessieStatus.VERVALLEN:
        return redirect("sessie", code=sessie.code)
    # What she was going to do after an earlier session comes back while this one begins.
    before = before_sessie(request, plek) if sessie.step == 0 else {}
    return render(request, "intervisie/sessies/live.html", live_context(request, plek) | before)


def stand(request: TimedRequest, code: str) -> HttpResponseBase:
    """Answer what changed since the revision `na`: nothing (204), or all that this person may know now.

    Who asks this way shows that she is there, and takes over from a leader who is not.
    """
    found = _asked(request, code)
    if found is None:
        return _whole_stand(request, code=code)
    if found.must_refresh_presence and found.deelnemer_id is not None:
        note_seen(deelnemer_id=found.deelnemer_id, now=request.now)
    if found.leader_is_gone:
        return _stand_after_taking_over(request, code=code)
    return _unchanged(request, found) or _whole_stand(request, code=code)


@session_page("GET")
def _whole_stand(request: TimedRequest, plek: Plek) -> HttpResponse:
    answer = render(request, "intervisie/sessies/_stand.html", live_context(request, plek))
    return with_moment(answer, request.now)


@session_page("GET")
def _stand_after_taking_over(request: TimedRequest, plek: Plek) -> HttpResponse:
    is_other = take_over_when_gone(plek=plek, now=request.now)
    fresh = plek_of(request, plek.sessie.code) if is_other else plek
    if fresh is None:
        raise Http404
    answer = render(request, "intervisie/sessies/_stand.html", live_context(request, fresh))
    return with_moment(answer, request.now)


@session_page("GET")
def beamer(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Show the session on a big screen, for who leads it: never what somebody wrote. With `na` as `stand`."""
    require(leads(plek) and not _is_over(plek))
    found = _asked(request, plek.sessie.code)
    if found is not None and found.deelnemer_id is not None:
        note_seen(deelnemer_id=found.deelnemer_id, now=request.now)
    if found is not None and (answer := _unchanged(request, found)) is not None:
        return answer
    context = live_context(request, plek)
    context |= {"deelcode": deelcode_of(plek.sessie), "stand_url": reverse("sessie-beamer", args=[plek.sessie.code])}
    page = "beamer" if found is None else "_beamer"
    return with_moment(render(request, f"intervisie/sessies/{page}.html", context), request.now)


@session_page("POST")
def verder(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Go to the next turn or step."""
    return _pressed(request, plek, lambda: go_on(plek=plek, position=_place(request), now=request.now))


@session_page("POST")
def terug(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Go back one turn or step."""
    return _pressed(request, plek, lambda: go_back(plek=plek, position=_place(request), now=request.now))


@session_page("POST")
def pauze(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Let the clock stand still, or go on."""
    act = resume if request.POST.get("doen") == "verder" else pause
    return _pressed(request, plek, lambda: act(plek=plek, position=_place(request), now=request.now))


@session_page("POST")
def minuut(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Give the moment a minute more."""
    return _pressed(request, plek, lambda: extend(plek=plek, position=_place(request), now=request.now))


@session_page("POST")
def begeleiding(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Hand the lead to somebody who is there; without a name: take it back."""
    if not leads(plek):
        return _pressed(request, plek, lambda: take_lead(plek=plek, now=request.now))
    return _pressed(request, plek, lambda: hand_over(plek=plek, deelnemer_id=_chosen(request, plek), now=request.now))


@session_page("POST")
def inbrenger(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Choose whose question it is."""
    return _pressed(
        request, plek, lambda: choose_inbrenger(plek=plek, deelnemer_id=_chosen(request, plek), now=request.now)
    )


@session_page("GET", "POST")
def afsluiten(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Ask whether the session is really over, with who still owes whom; and close it."""
    if _is_over(plek):
        return redirect(PAGE, code=plek.sessie.code)
    if request.method == "POST":
        return _pressed(request, plek, lambda: close(plek=plek, now=request.now))
    require(leads(plek) and plek.is_live)
    context = {"stand": stand_of(plek, request.now), "is_guest": plek.is_guest}
    return render(request, "intervisie/sessies/afsluiten.html", context)


@session_page("GET", "POST")
def verlaten(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Ask whether she really leaves; who leads hands that on."""
    if _is_over(plek) or not plek.is_inside:
        return redirect(PAGE, code=plek.sessie.code)
    if request.method == "POST":
        return _pressed(request, plek, lambda: leave(plek=plek, now=request.now), said=_("Je hebt de sessie verlaten."))
    context = {"stand": stand_of(plek, request.now), "is_guest": plek.is_guest}
    return render(request, "intervisie/sessies/verlaten.html", context)


def _is_over(plek: Plek) -> bool:
    return plek.sessie.status in OVER


def _come_in(request: TimedRequest, plek: Plek) -> object:
    if plek.is_guest:
        come_back(plek=plek, now=request.now)
        return None
    return join(user=request.user, sessie=plek.sessie, now=request.now)  # type: ignore[arg-type]  # no guest: has an account


def _pressed(request: TimedRequest, plek: Plek, act: Callable[[], object], *, said: str = "") -> HttpResponse:
    """Act once, and answer: the page itself reads a sentence when it could not be, a form goes back to the page."""
    sentence, status = said, 200
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act()
    except ActionError as error:
        sentence, status = error.message, 422
    if is_autosave(request):
        return JsonResponse({"melding": sentence}, status=status)
    if sentence:
        messages.add_message(request, messages.SUCCESS if status == 200 else messages.WARNING, sentence)
    return redirect(PAGE, code=plek.sessie.code)


def _place(request: TimedRequest) -> str:
    return request.POST.get("plek", "")


def _chosen(request: TimedRequest, plek: Plek) -> uuid.UUID:
    """Return whom the form names, of the people of this session. Raises ActionError when it names nobody."""
    name = request.POST.get("deelnemer", "")
    if name not in {str(one.pk) for one in gang_of(plek.sessie).people if one.removed_at is None}:
        raise ActionError(_("Kies eerst iemand."))
    return uuid.UUID(name)


def _asked(request: TimedRequest, code: str) -> Poll | None:
    """Return what the one cheap question tells, for who may ask it; None leads to the whole answer or a refusal."""
    if request.method not in READING or "na" not in request.GET:
        return None
    found = poll(request.user, code, request.now) if request.user.is_authenticated else None
    secret = request.COOKIES.get(cookie_name(code), "")
    # Who has an account elsewhere may be a guest here.
    return found or (poll(secret, code, request.now) if secret else None)


def _unchanged(request: TimedRequest, found: Poll) -> HttpResponse | None:
    """Return the empty answer when she saw all of it, else None."""
    if request.GET.get("na", "") != str(found.revision):
        return None
    return nothing_new(request.now)
