"""Coming in to a session with its code: as a guest under a first name, or as the member one is.

What a code opens is not said before it is right. A wrong one, an old one and one that never was get the same answer.
"""

import uuid
from typing import Any

from allauth.core.ratelimit import respond_429
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from community.actions.errors import ActionError
from community.limits import count_try
from community.models import Gastlink, User
from community.requests import once
from community.views.door import TimedRequest, public, sent
from community.views.gastlinks import guest_page
from intervisie.access.sessiegasten import sessie_of_link
from intervisie.actions.sessiegasten import Binnen, WrongCodeError, come_in_by_code, come_in_by_link, new_secret
from intervisie.actions.sessiemensen import LONGEST_NAME
from intervisie.forms.sessiegasten import GastinForm, MeedoenForm
from intervisie.models import Sessie
from intervisie.queries.sessiecode import plain_code
from intervisie.queries.sessiegasten import minutes_of
from intervisie.views.sessiedoor import cookie_name, give_guest_cookie, keep_secret, kept_private

# Tries at a code are counted under this name (settings.ACCOUNT_RATE_LIMITS).
TRIES = "sessiecode"
PATH = "/meedoen/"


@public("GET", "POST")
def meedoen(request: TimedRequest, code: str = "") -> HttpResponseBase:
    """Ask for the code of a session and a first name, and let in who types both."""
    user = request.user if isinstance(request.user, User) else None
    form = MeedoenForm(sent(request), is_member=user is not None, initial={"code": plain_code(code)})
    if request.method == "POST" and form.is_valid():
        tried = count_try(request, TRIES)
        if tried is None:
            return kept_private(respond_429(request))
        try:
            entered = _come_in(request, user, form.cleaned_data)
        except WrongCodeError as error:
            form.add_error("code", error.message)
        except ActionError as error:
            tried.take_back()
            form.add_error(None, error.message)
        else:
            tried.take_back()
            return _let_in(entered, is_by_code=True)
    return kept_private(render(request, "intervisie/sessies/meedoen.html", {"form": form}))


def genodigd(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show an invited guest what she was asked for, and ask her first name."""
    form = GastinForm(initial={"voornaam": link.name.split()[0][:LONGEST_NAME] if link.name.split() else ""})
    return _invited_page(request, link, token, form)


@guest_page("POST")
def ingaan(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Let an invited guest in."""
    form = GastinForm(request.POST)
    if form.is_valid():
        try:
            entered = come_in_by_link(gastlink=link, name=form.cleaned_data["voornaam"], now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            return _let_in(entered, is_by_code=False)
    return _invited_page(request, link, token, form)


def _come_in(request: TimedRequest, user: User | None, given: dict[str, Any]) -> Binnen:
    """Let her in once for this form. The form that is sent again lets the same person in, on a guest's own seat."""
    name = given.get("voornaam") or (user.voornaam[:LONGEST_NAME] if user is not None else "")

    def kept(sessie: Sessie) -> str:
        return request.COOKIES.get(_kept_name(sessie), "")

    with once(request, now=request.now) as form_once:
        if form_once.is_first or not form_once.result:
            entered = come_in_by_code(code=given["code"], user=user, name=name, kept=kept, now=request.now)
            form_once.result = f"{entered.deelnemer_id} {'gast' if entered.token else 'lid'}"
            return entered
        seat, _space, kind = form_once.result.partition(" ")
        if kind == "gast":
            return new_secret(deelnemer_id=uuid.UUID(seat), now=request.now)
        return come_in_by_code(code=given["code"], user=user, name=name, kept=kept, now=request.now)


def _let_in(entered: Binnen, *, is_by_code: bool) -> HttpResponseBase:
    answer = redirect("sessie-live", code=entered.sessie.code)
    if entered.token:
        give_guest_cookie(answer, entered.sessie, entered.token)
        if is_by_code:
            keep_secret(answer, entered.sessie, _kept_name(entered.sessie), entered.token, path=PATH)
    return kept_private(answer)


def _kept_name(sessie: Sessie) -> str:
    """Return under which name a browser keeps the secret for this page: two of one name would be one in an answer."""
    return f"{cookie_name(sessie.code)}_terug"


def _invited_page(request: TimedRequest, link: Gastlink, token: str, form: GastinForm) -> HttpResponse:
    rows = sessie_of_link(link, request.now).select_related("versie__werkvorm", "bijeenkomst")
    sessie: Sessie | None = rows.first()
    context = {
        "form": form, "link": link, "token": token, "sessie": sessie,
        "minutes": minutes_of(sessie) if sessie is not None else 0,
    }  # fmt: skip
    answer = render(request, "intervisie/sessies/genodigd.html", context)
    kept_private(answer)
    return answer
