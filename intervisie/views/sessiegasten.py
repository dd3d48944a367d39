"""The page on which who leads lets guests in: code and QR to show or print, invitations by mail, and the door."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.access import require
from community.actions.errors import ActionError
from community.models import User
from community.requests import once
from community.views.door import TimedRequest, find, sent
from community.views.shell import Step
from intervisie.access.sessiegasten import hosts, invitations_of, may_invite
from intervisie.access.sessies import Plek
from intervisie.actions.sessiegasten import (
    invite_guest,
    open_door,
    renew_code,
    shut_door,
    shut_guest_out,
    withdraw_guest,
)
from intervisie.forms.sessiegasten import GenodigdeForm
from intervisie.queries.sessiegasten import guests_page
from intervisie.views.sessie_frame import sessie_frame
from intervisie.views.sessiedoor import session_page

PAGE = "sessie-gasten"
# What the button about the door does, and what is said then.
DOOR: dict[str, tuple[Callable[..., None], Any]] = {
    "open": (open_door, gettext_lazy("Gasten kunnen nu meedoen met de code.")),
    "dicht": (shut_door, gettext_lazy("De code werkt niet meer. Wie al binnen is, doet gewoon mee.")),
    "nieuw": (renew_code, gettext_lazy("Er is een nieuwe code. De oude werkt niet meer.")),
}


@session_page("GET", "POST")
def gasten(request: TimedRequest, plek: Plek) -> HttpResponseBase:
    """Show the code and who was invited; send an invitation by mail."""
    actor = _user(request)
    require(hosts(plek, actor, request.now))
    form = GenodigdeForm(sent(request))
    if request.method == "POST":
        require(may_invite(plek, actor, request.now))
    if request.method == "POST" and actor is not None and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    invite_guest(plek=plek, actor=actor, name=given["naam"], email=given["email"], now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("We hebben %(name)s gemaild hoe meedoen werkt.") % {"name": given["naam"]})
            return redirect(PAGE, code=plek.sessie.code)
    return _page(request, plek, actor, form)


@session_page("POST")
def deur(request: TimedRequest, plek: Plek) -> HttpResponseBase:
    """Open the door for guests, shut it, or give another code."""
    actor = _user(request)
    require(hosts(plek, actor, request.now))
    found = DOOR.get(request.POST.get("stand", ""))
    if found is not None:
        act, words = found
        _do(request, lambda: act(plek=plek, actor=actor, now=request.now), str(words))
    return redirect(PAGE, code=plek.sessie.code)


@session_page("POST")
def intrekken(request: TimedRequest, plek: Plek, link_id: uuid.UUID) -> HttpResponseBase:
    """End an invitation."""
    actor = _user(request)
    require(may_invite(plek, actor, request.now))
    link = find(invitations_of(plek.sessie, request.now), pk=link_id)
    if actor is not None:
        _do(request, lambda: withdraw_guest(plek=plek, actor=actor, gastlink=link, now=request.now),
            _("De uitnodiging werkt niet meer."))  # fmt: skip
    return redirect(PAGE, code=plek.sessie.code)


@session_page("POST")
def eruit(request: TimedRequest, plek: Plek, deelnemer_id: uuid.UUID) -> HttpResponseBase:
    """Shut a guest out; the code becomes another one."""
    actor = _user(request)
    require(hosts(plek, actor, request.now))
    _do(request, lambda: shut_guest_out(plek=plek, actor=actor, deelnemer_id=deelnemer_id, now=request.now),
        _("Deze gast doet niet meer mee. De sessie heeft een nieuwe code."))  # fmt: skip
    return redirect(PAGE, code=plek.sessie.code)


def _user(request: TimedRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _do(request: TimedRequest, act: Callable[[], None], words: str) -> None:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act()
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, words)


def _page(request: TimedRequest, plek: Plek, actor: User | None, form: GenodigdeForm) -> HttpResponse:
    context: dict[str, Any] = {"page": guests_page(plek, actor, request.now), "form": form}
    return render(request, "intervisie/sessies/gasten.html", context | sessie_frame(plek, Step(_("Gasten"))))
