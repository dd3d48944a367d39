"""Where somebody who found a weakness reports it (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# Less than a year, as the standard asks; made anew at each request, so it never runs out.
VALID = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer /.well-known/security.txt."""
    expires = (request.now + VALID).replace(hour=0, minute=0, second=0, microsecond=0)  # type: ignore[attr-defined]  # set by NowMiddleware
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_ROOT}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
