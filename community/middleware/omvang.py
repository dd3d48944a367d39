"""Refuses a request that carries more than any form of ours: it is not read, so it fills neither memory nor disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# Five files of ten megabytes, with the text and what a browser writes around them.
MOST_BYTES = 60 * 1024 * 1024


class OmvangMiddleware:
    """Answers 413 when a request says to be larger than MOST_BYTES; one that says no size has no body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse before anything of the body is read."""
        size = str(request.META.get("CONTENT_LENGTH") or "0")
        if size.isascii() and size.isdigit() and (len(size) > 12 or int(size) > MOST_BYTES):
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)
