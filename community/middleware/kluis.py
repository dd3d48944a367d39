"""Every request begins without a scope of the vault, and a vault that stays shut has a page of its own."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from community.confidential import OutsideScopeError, begin_without_scope, end_without_scope
from community.kluis import KeyDestroyedError, KluisError

logger = logging.getLogger("community.kluis")


class KluisMiddleware:
    """Keeps the scope of one request away from the next, and answers 503 when confidential content does not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request begin without a scope, whatever this thread did before."""
        token = begin_without_scope()
        try:
            return self.get_response(request)
        finally:
            end_without_scope(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the vault: what was destroyed does not exist; what does not open answers 503 with no byte of it.

        Content that was read outside a scope is a fault of ours and stays one.
        """
        if not isinstance(exception, KluisError) or isinstance(exception, OutsideScopeError):
            return None
        if isinstance(exception, KeyDestroyedError):
            return render(request, "404.html", status=404)
        logger.error("kluis.%s", exception.code.lower())
        return HttpResponse(render_to_string("503_kluis.html"), status=503)  # without person, menu or database
