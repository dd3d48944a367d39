"""Error pages (blueprint §6.20). What may not be seen answers exactly as what does not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from community.views.verlopen import typed_fields


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a page that does not exist, or that is not for this person: one body, one status, no reason."""
    return render(request, "404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a refusal as a page that does not exist: a different answer would tell that it does."""
    return not_found(request)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that no browser of ours makes. The page stands without person, menu or database."""
    return HttpResponse(render_to_string("400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours. The page stands without person, menu or database: any of these may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that came from an old or foreign page; nothing was changed, and what was typed is shown."""
    return render(request, "403_csrf.html", {"typed": typed_fields(request)}, status=403)
