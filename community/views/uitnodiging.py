"""The page behind the link of an invitation: opening it shows, the button makes the account."""

import uuid

from allauth.account.utils import perform_login
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.toegang import choosable_by_invited
from community.actions.errors import ActionError
from community.actions.toegang import UsedInvitationError, accept_invitation, renew_expired_invitation
from community.forms.uitnodigingen import WelcomeForm
from community.limits import count_try
from community.links import BrokenLinkError, sign, unsign
from community.models import Uitnodiging, User
from community.oidc.providers import name_of_issuer, providers
from community.queries.uitnodigingen import EXPIRED, OPEN, USED, by_link, state_of
from community.requests import once
from community.views.door import TimedRequest, public
from community.views.organisatie_inloggen import leave
from community.views.organisatie_ronde import INVITATION, forget_proof, proof_for, provider_or_404

LINK = "uitnodiging"
NEWER, BROKEN = "nieuwer", "onbekend"


@public("GET", "POST")
def uitnodiging(request: TimedRequest, token: str) -> HttpResponse:
    """Show who invites to what, and make the account of who fills in her name."""
    row, issue = _behind(token)
    state = _state(row, issue, request)
    if row is None or state != OPEN:
        status = 404 if state == BROKEN else 200
        return render(request, "community/toegang/uitnodiging_dicht.html",
                      {"row": row, "state": state, "token": token}, status=status)  # fmt: skip
    if request.user.is_authenticated:
        return render(request, "community/toegang/uitnodiging_ingelogd.html", {"row": row})
    identity = proof_for(request, INVITATION, token)
    form = WelcomeForm(row, choosable_by_invited().order_by("search_text"), request.POST or None, identity=identity)
    if request.method == "POST" and count_try(request, "uitnodiging") is None:
        return respond_429(request)
    if request.method == "POST" and form.is_valid():
        return _accept(request, row, issue, form)
    return _page(request, row, form)


@public()
def uitnodiging_organisatie(request: TimedRequest, token: str, sleutel: str) -> HttpResponse:
    """Send an invited person to her organisation; back on the page of her invitation she finishes."""
    provider = provider_or_404(sleutel)
    row, issue = _behind(token)
    if row is None or _state(row, issue, request) != OPEN or request.user.is_authenticated:
        return redirect("uitnodiging", token=token)
    return leave(request, provider, purpose=INVITATION, about=token)


@public("POST")
def uitnodiging_opnieuw(request: TimedRequest, token: str) -> HttpResponse:
    """Send an expired invitation again, to the invited address only; the answer is always the same."""
    row, _issue = _behind(token)
    if count_try(request, "uitnodiging_opnieuw", key=str(row.pk) if row else "onbekend") is None:
        return respond_429(request)
    with once(request, now=request.now) as form_once:
        if form_once.is_first and row is not None:
            renew_expired_invitation(uitnodiging_id=row.pk, now=request.now)
    return redirect("uitnodiging-verstuurd")


@public()
def uitnodiging_verstuurd(request: TimedRequest) -> HttpResponse:
    """Say where to look for the new invitation."""
    return render(request, "community/toegang/uitnodiging_verstuurd.html")


def _accept(request: TimedRequest, row: Uitnodiging, issue: int, form: WelcomeForm) -> HttpResponse:
    user: User | None = None
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                user = accept_invitation(uitnodiging_id=row.pk, issue=issue, entry=form.entry(), now=request.now)
    except UsedInvitationError:
        user = None
    except ActionError as error:
        form.add_error(None, error.message)
        return _page(request, row, form)
    if user is None:
        messages.info(request, _("Je account staat klaar. Log in met je e-mailadres."))
        return redirect("account_login")
    forget_proof(request)
    messages.success(request, _("Welkom. Je account staat klaar. Vul nu je profiel in, dan vinden collega's je."))
    response: HttpResponse = perform_login(request, user, email=user.email)
    return response


def _page(request: TimedRequest, row: Uitnodiging, form: WelcomeForm) -> HttpResponse:
    identity = form.identity
    context = {
        "row": row, "form": form, "providers": [] if identity else providers(),
        "organisatie": name_of_issuer(identity.issuer) if identity else "", "token": sign(LINK, row.pk, row.issue),
    }  # fmt: skip
    return render(request, "community/toegang/uitnodiging.html", context)


def _behind(token: str) -> tuple[Uitnodiging | None, int]:
    """Return the invitation of a link and the number of the mail it came in."""
    try:
        pk, issue = unsign(LINK, token)
        return by_link(uuid.UUID(pk)), int(issue)
    except (BrokenLinkError, ValueError):
        return None, 0


def _state(row: Uitnodiging | None, issue: int, request: TimedRequest) -> str:
    if row is None:
        return BROKEN
    state = state_of(row, request.now)
    if state in {OPEN, EXPIRED} and row.issue != issue:
        return NEWER
    return state if state in {OPEN, EXPIRED, USED} else BROKEN
