"""Two questions of a machine: does this process run, and does the platform work? Codes only."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.queries.gezond import broken_parts


@require_safe
@never_cache
def levend(request: HttpRequest) -> HttpResponse:
    """Answer that this process runs. Asks nothing of database or broker."""
    return HttpResponse("levend\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def klaar(request: HttpRequest) -> HttpResponse:
    """Answer 200 when everything works, else 503 with the codes of what does not."""
    broken = broken_parts(request.now)  # type: ignore[attr-defined]  # set by NowMiddleware
    return JsonResponse({"klaar": not broken, "codes": broken}, status=503 if broken else 200)
