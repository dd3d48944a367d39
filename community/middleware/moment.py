"""Every request has one moment, so that all it does agrees on the time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from community import clock


class NowMiddleware:
    """Puts the moment of arrival on the request as `request.now`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock once and go on."""
        request.now = clock.now()  # type: ignore[attr-defined]  # declared on SignedInRequest for the views
        return self.get_response(request)
