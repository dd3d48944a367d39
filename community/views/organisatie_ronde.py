"""The way to the server of an organisation and back: what is kept in the session meanwhile, and for how long.

The session is sealed. A departure is good for one return, in the same browser, within ten minutes.
"""

import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from community.oidc import client
from community.oidc.providers import Provider, provider_with
from community.oidc.token import Identity, TokenError
from community.views.door import TimedRequest

DEPARTED, PROVED = "organisatie_vertrek", "organisatie_bewezen"
LIFE = timedelta(minutes=10)
MOST = 5  # departures of one browser that may be underway, in as many tabs
LONGEST = 2048  # characters of what comes back; the codes of Entra ID are about 1,200

LOGIN, INVITATION, LINK = "inloggen", "uitnodiging", "koppelen"


@dataclass(frozen=True)
class Arrival:
    """Somebody who came back, proved, and what she left for: `purpose`, with the token or path that belongs to it."""

    identity: Identity
    purpose: str
    about: str


def provider_or_404(key: str) -> Provider:
    """Return the organisation with this key. Raises Http404 when the settings do not name it."""
    provider = provider_with(key)
    if provider is None:
        raise Http404
    return provider


def depart(request: TimedRequest, provider: Provider, *, purpose: str, about: str = "") -> str:
    """Remember why this browser leaves, and return where it goes. Raises ProviderDownError or TokenError."""
    going = client.depart(provider, redirect_uri=_return_address(provider))
    kept = [row for row in _departures(request) if _is_fresh(request, row)][-(MOST - 1) :]
    row = {
        "state": going.state, "nonce": going.nonce, "verifier": going.verifier, "provider": provider.key,
        "purpose": purpose, "about": about, "at": request.now.timestamp(), "user": _who(request),
    }  # fmt: skip
    request.session[DEPARTED] = [*kept, row]
    return going.url


def arrive(request: TimedRequest, provider: Provider) -> Arrival:
    """Return who came back. Raises TokenError when this browser did not leave for it, or nothing is proved;
    ProviderDownError when the server does not answer; CancelledError when the person stopped there.
    """
    row = _take_departure(request, provider)
    if _given(request, "iss") not in ("", provider.issuer):
        raise TokenError("issuer")
    error, code = _given(request, "error"), _given(request, "code")
    if error in ("access_denied", "login_required", "interaction_required", "consent_required"):
        raise CancelledError
    if error or not code:
        raise TokenError("geen_code")
    identity = client.arrive(provider, code=code, nonce=row["nonce"], verifier=row["verifier"],
                             redirect_uri=_return_address(provider))  # fmt: skip
    return Arrival(identity, row["purpose"], row["about"])


class CancelledError(Exception):
    """The person stopped at her organisation, or was not let in there."""


def keep_proof(request: TimedRequest, arrival: Arrival) -> None:
    """Keep what was proved until the person presses the button that uses it."""
    request.session[PROVED] = {
        "identity": asdict(arrival.identity), "purpose": arrival.purpose, "about": arrival.about,
        "at": request.now.timestamp(), "user": _who(request),
    }  # fmt: skip


def proof_for(request: TimedRequest, purpose: str, about: str) -> Identity | None:
    """Return what this browser proved a moment ago for this purpose, or None."""
    row = request.session.get(PROVED)
    if not isinstance(row, dict) or (row["purpose"], row["about"]) != (purpose, about):
        return None
    return Identity(**row["identity"]) if _is_fresh(request, row) and row["user"] == _who(request) else None


def forget_proof(request: HttpRequest) -> None:
    """Forget what was proved: it was used."""
    request.session.pop(PROVED, None)


def _take_departure(request: TimedRequest, provider: Provider) -> dict[str, Any]:
    """Return the departure this return belongs to, and forget it. Raises TokenError."""
    state = _given(request, "state").encode()
    rows = _departures(request)
    found = [row for row in rows if hmac.compare_digest(row["state"].encode(), state)]
    if not found:
        raise TokenError("state")
    request.session[DEPARTED] = [row for row in rows if row not in found]
    row = found[0]
    if not _is_fresh(request, row) or row["provider"] != provider.key or row["user"] != _who(request):
        raise TokenError("state")
    return row


def _departures(request: HttpRequest) -> list[dict[str, Any]]:
    rows = request.session.get(DEPARTED)
    return rows if isinstance(rows, list) else []


def _is_fresh(request: TimedRequest, row: Mapping[str, Any]) -> bool:
    return 0 <= request.now.timestamp() - row["at"] <= LIFE.total_seconds()


def _given(request: HttpRequest, name: str) -> str:
    """Return a part of the address somebody came back to; nothing when it was given twice or is far too long."""
    values = request.GET.getlist(name)
    return values[0] if len(values) == 1 and len(values[0]) <= LONGEST and values[0].isprintable() else ""


def _who(request: HttpRequest) -> str:
    return str(request.user.pk or "")


def _return_address(provider: Provider) -> str:
    """Return where the server sends people back to: our own address, whatever host was asked."""
    return f"{settings.SITE_ROOT}{reverse('organisatie-terug', kwargs={'sleutel': provider.key})}"
