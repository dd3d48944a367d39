"""Questions of a machine: does this process run, does the platform work, and how does it fare?

Who asks needs no login and is told codes only. More is for a monitor that shows the token of the operator.
"""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from community.queries.cijfers import Cijfer, cijfers_of, details_of
from community.queries.gezond import broken_parts

SCHEME = "Bearer "


@require_safe
@never_cache
def levend(request: HttpRequest) -> HttpResponse:
    """Answer that this process runs. Asks nothing of database or broker."""
    return HttpResponse("levend\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def klaar(request: HttpRequest) -> HttpResponse:
    """Answer 200 when everything works, else 503 with the codes of what does not; with the token also how it fares."""
    now = request.now  # type: ignore[attr-defined]  # set by NowMiddleware
    broken = broken_parts(now)
    told: dict[str, object] = {"klaar": not broken, "codes": broken}
    if _is_operator(request):
        told["bijzonderheden"] = {} if "DATABASE" in broken else details_of(now)
    return JsonResponse(told, status=503 if broken else 200)


@never_cache
def cijfers(request: HttpRequest) -> HttpResponse:
    """Give the numbers of this moment in the text format of Prometheus, to who shows the token.

    Raises Http404, as for what does not exist, for everybody else and every other method.
    """
    if request.method not in {"GET", "HEAD"} or not _is_operator(request):
        raise Http404
    now = request.now  # type: ignore[attr-defined]  # set by NowMiddleware
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(cijfers_of(now, broken_parts(now))))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Collector:
    """Hands the numbers of one moment to the writer of the format; no process keeps any of its own."""

    def __init__(self, found: list[Cijfer]) -> None:
        self._found = found

    def collect(self) -> list[GaugeMetricFamily]:
        """Return each number with its label, as the writer asks them."""
        families = []
        for cijfer in self._found:
            labels = [cijfer.label] if cijfer.label else []
            family = GaugeMetricFamily(f"regiekamer_{cijfer.name}", cijfer.text, labels=labels)
            for value, number in cijfer.numbers.items():
                family.add_metric([value] if labels else [], number)
            families.append(family)
        return families


def _is_operator(request: HttpRequest) -> bool:
    """Whether the token of the operator is shown. Compared in a time that tells nothing of it."""
    shown = request.headers.get("Authorization", "")
    if not settings.OPS_TOKEN or not shown.startswith(SCHEME):
        return False
    return hmac.compare_digest(shown.removeprefix(SCHEME).encode(), settings.OPS_TOKEN.encode())
