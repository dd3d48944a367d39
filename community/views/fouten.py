"""Error pages (blueprint §6.20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that came from an old or foreign page; nothing was changed."""
    return render(request, "403_csrf.html", status=403)
