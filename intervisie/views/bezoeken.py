"""The page of one visit, and its copy for the device of who chose so."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from casussen.views.door import confidential_page
from community.access import require
from community.views.door import SignedInRequest, TimedRequest, public
from community.workdays import local_date
from intervisie.access.bezoekacties import reads_acties
from intervisie.access.bezoeken import has_handed_in
from intervisie.access.verslagen import finds_verslag
from intervisie.models import BezoekStatus
from intervisie.queries.bezoeken import kept_until, parts_of, seconds_until_forgotten, steps_of
from intervisie.queries.verslagen import verslag_of
from intervisie.views.bezoek_frame import OpenBezoek, bezoek_frame, open_bezoek, read_kit

WORKER = settings.ROOT / "static" / "js" / "bezoekwerker.js"


@confidential_page("GET")
def bezoek(request: SignedInRequest, code: str) -> HttpResponse:
    """Show when, who and which part; to who may read it the kit, and to each her own steps."""
    found = open_bezoek(request, code)
    verslag = verslag_of(found.bezoek)
    context = bezoek_frame(found) | _content(request, found) | {
        "reads_brief": finds_verslag(found.place, verslag, request.now),
        "reads_acties": reads_acties(found.place, verslag),
        "steps": steps_of(found.bezoek, found.place, local_date(request.now)),
        "may_keep": _may_keep(request, found),
        "has_handed_in": found.place.is_visitor and has_handed_in(found.place),
    }  # fmt: skip
    return render(request, "intervisie/bezoeken/bezoek.html", context)


@confidential_page("GET")
def meenemen(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the page of the visit without menu, for the device of who asked to keep it there. Until two days after."""
    found = open_bezoek(request, code)
    require(_may_keep(request, found))
    context = bezoek_frame(found) | _content(request, found) | {"is_copy": True}
    answer = render(request, "intervisie/bezoeken/kopie.html", context)
    answer.headers["X-Bewaar-Seconden"] = str(seconds_until_forgotten(found.bezoek, request.now))
    return answer


@public("GET")
def werker(request: TimedRequest) -> HttpResponse:
    """Give the worker that reads copies of visits; its address keeps it to the pages below /bezoeken/."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _content(request: SignedInRequest, found: OpenBezoek) -> dict[str, Any]:
    """Return what page and copy both show."""
    return {
        "kit": read_kit(request, found), "parts": parts_of(found.bezoek, found.place), "now": request.now,
        "kept_until": kept_until(found.bezoek),
    }  # fmt: skip


def _may_keep(request: SignedInRequest, found: OpenBezoek) -> bool:
    """Whether a copy makes sense: for who agreed, of a visit that goes on, until two days after."""
    visit = found.bezoek
    goes_on = visit.status != BezoekStatus.VERVALLEN and visit.toernee.destroyed_at is None
    return found.place.has_agreed and goes_on and local_date(request.now) <= kept_until(visit)


@lru_cache(maxsize=1)
def _worker() -> bytes:
    content: bytes = WORKER.read_bytes()
    return content
