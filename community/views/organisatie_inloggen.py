"""Logging in through the organisation one works for, and coming back from there."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.ratelimit import respond_429
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from community.actions.koppelingen import note_use
from community.limits import count_try
from community.oidc.providers import Provider
from community.oidc.token import Identity, TokenError
from community.oidc.wire import ProviderDownError
from community.queries.koppelingen import link_of
from community.views.door import TimedRequest, public
from community.views.organisatie_ronde import (
    INVITATION,
    LOGIN,
    Arrival,
    CancelledError,
    arrive,
    depart,
    keep_proof,
    provider_or_404,
)

logger = logging.getLogger("community.accounts")
METHOD = "organisatie"
# What the page says when it does not work out; each has its own words in the template.
DOWN, REFUSED, CANCELLED, UNKNOWN, CLOSED, TAKEN = "stil", "geweigerd", "gestopt", "onbekend", "gesloten", "bezet"
STATUS = {REFUSED: 400, UNKNOWN: 403, CLOSED: 403}


@public()
def organisatie_inloggen(request: TimedRequest, sleutel: str) -> HttpResponse:
    """Send somebody to her organisation; where she wants to be afterwards goes along in her session."""
    provider = provider_or_404(sleutel)
    wanted = request.GET.get("next", "")
    about = wanted if wanted and get_adapter().is_safe_url(wanted) else ""
    return leave(request, provider, purpose=LOGIN, about=about)


@public()
def organisatie_terug(request: TimedRequest, sleutel: str) -> HttpResponse:
    """Take in who comes back: log her in, or keep what she proved for the page she left."""
    provider = provider_or_404(sleutel)
    try:
        arrival = arrive(request, provider)
    except CancelledError:
        return failed(request, provider, CANCELLED)
    except ProviderDownError:
        return _note(request, provider, DOWN, "stil")
    except TokenError as error:
        return _note(request, provider, REFUSED, error.code)
    if arrival.purpose == LOGIN:
        return _log_in(request, provider, arrival)
    if link_of(issuer=arrival.identity.issuer, subject=arrival.identity.subject) is not None:
        return failed(request, provider, TAKEN)
    keep_proof(request, arrival)
    if arrival.purpose == INVITATION:
        return redirect("uitnodiging", token=arrival.about)
    return redirect("organisatie-koppelen", sleutel=provider.key)


def leave(request: TimedRequest, provider: Provider, *, purpose: str, about: str = "") -> HttpResponse:
    """Send the browser to the organisation, or say that it does not answer."""
    if count_try(request, "organisatie") is None:
        refusal: HttpResponse = respond_429(request)
        return refusal
    try:
        return HttpResponseRedirect(depart(request, provider, purpose=purpose, about=about))
    except ProviderDownError:
        return _note(request, provider, DOWN, "stil")
    except TokenError as error:
        return _note(request, provider, DOWN, error.code)


def failed(request: TimedRequest, provider: Provider, reason: str) -> HttpResponse:
    """Say in plain words why it did not work out and what one can do instead."""
    context = {"provider": provider, "reason": reason}
    return render(request, "community/toegang/organisatie_niet.html", context, status=STATUS.get(reason, 200))


def _log_in(request: TimedRequest, provider: Provider, arrival: Arrival) -> HttpResponse:
    """Log in the member this account belongs to. An address is never looked at: only issuer and subject."""
    identity: Identity = arrival.identity
    link = link_of(issuer=identity.issuer, subject=identity.subject)
    if link is None:
        return failed(request, provider, UNKNOWN)
    if not link.user.is_active:
        return failed(request, provider, CLOSED)
    if request.user.is_authenticated and request.user.pk != link.user_id:
        logout(request)
    note_use(koppeling=link, now=request.now)
    record_authentication(request, link.user, METHOD)
    # From here on as with a password: the second step of who has one, a new session, the browser remembered.
    response: HttpResponse = perform_login(
        request, link.user, email=link.user.email, redirect_url=arrival.about or None
    )
    return response


def _note(request: TimedRequest, provider: Provider, reason: str, code: str) -> HttpResponse:
    logger.warning("oidc.%s.%s", reason, code)
    return failed(request, provider, reason)
