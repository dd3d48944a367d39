"""Sessions end: 8 hours without use, 24 hours after login (SECURITY.md T57)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from community.proof import STARTED as STARTED

SEEN = "seen"
# Writing the session at every request would cost a query; once in five minutes is precise enough.
WRITE_EVERY_SECONDS = 300


class SessionAgeMiddleware:
    """Logs out who was away too long or logged in too long ago, by the moment of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the age of the session of a signed-in person before anything else is done with it."""
        if request.user.is_authenticated:
            self._keep_or_end(request)
        return self.get_response(request)

    def _keep_or_end(self, request: HttpRequest) -> None:
        now = request.now.timestamp()  # type: ignore[attr-defined]  # set by NowMiddleware
        started = request.session.get(STARTED, now)
        seen = request.session.get(SEEN, now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return
        if STARTED not in request.session:
            request.session[STARTED] = now
        if SEEN not in request.session or now - seen > WRITE_EVERY_SECONDS:
            request.session[SEEN] = now
