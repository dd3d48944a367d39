"""The door of every page of one session: who is logged in, or a guest whose browser keeps a secret of this session.

Inside the scope of the vault, never stored by a browser or proxy. Who has no place gets the 404 of every page that is
not there; who is not logged in and no guest goes to the login page, also for a code that does not exist.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from community.confidential import confidential
from community.views.door import TimedRequest, public, signed_in
from intervisie.access.sessies import Plek, place_of, place_of_guest
from intervisie.models import Sessie, SessieTempo

P = ParamSpec("P")
# How long a browser keeps the secret of a guest: for one sitting; where a session takes days, until her result goes.
SITTING, IN_DAYS = timedelta(hours=12), timedelta(days=60)


def session_page(
    *methods: str,
) -> Callable[[Callable[Concatenate[TimedRequest, Plek, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a page of a session to who has a place in it, member or guest, for these methods."""

    def wrap(view: Callable[Concatenate[TimedRequest, Plek, P], HttpResponseBase]) -> Callable[..., Any]:
        @wraps(view)
        def inside(request: TimedRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            plek = plek_of(request, code)
            if plek is None:
                raise Http404
            with confidential():
                answer = view(request, plek, **kwargs)  # type: ignore[call-arg]  # what the address holds, by name
            return kept_private(answer)

        for_members, for_guests = signed_in(*methods)(inside), public(*methods)(inside)

        @wraps(view)
        def door(request: TimedRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            is_guest = request.user.is_anonymous and guest_plek(request, code) is not None
            return (for_guests if is_guest else for_members)(request, code=code, **kwargs)

        return door

    return wrap


def plek_of(request: TimedRequest, code: str) -> Plek | None:
    """Return the place of who asks: by her account, else by the secret that her browser keeps."""
    return place_of(request.user, code, request.now) or guest_plek(request, code)


def guest_plek(request: TimedRequest, code: str) -> Plek | None:
    """Return the seat that the secret of this browser opens in this session, if any."""
    return place_of_guest(request.COOKIES.get(cookie_name(code), ""), code, request.now)


def cookie_name(code: str) -> str:
    """Return under which name a browser keeps the secret of one session."""
    return f"sessie_{code.replace('-', '_')}"


def cookie_path(code: str) -> str:
    """Return the only addresses to which the browser sends that secret."""
    return f"/intervisie/sessies/{code}/"


def give_guest_cookie(answer: HttpResponseBase, sessie: Sessie, token: str) -> None:
    """Let the browser keep the secret of a guest who was just let in."""
    keep_secret(answer, sessie, cookie_name(sessie.code), token, path=cookie_path(sessie.code))


def keep_secret(answer: HttpResponseBase, sessie: Sessie, name: str, token: str, *, path: str) -> None:
    """Let the browser keep a secret for these addresses, as long as this session may last; not readable by scripts."""
    answer.set_cookie(
        name, token, max_age=IN_DAYS if sessie.tempo == SessieTempo.DAGEN else SITTING, path=path, httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip


def kept_private(answer: HttpResponseBase) -> HttpResponseBase:
    """Keep a page of a session out of every cache and search engine."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def nothing_new(now: datetime) -> HttpResponse:
    """Return the empty answer to a page that asks what changed, when she saw all of it."""
    return with_moment(HttpResponse(status=204), now)


def with_moment(answer: HttpResponse, now: datetime) -> HttpResponse:
    """Say what time it is here: the clock of a device may be anything."""
    answer.headers["X-Nu"] = str(int(now.timestamp() * 1000))
    kept_private(answer)
    return answer
