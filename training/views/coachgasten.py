"""The page of a colleague who is taken along to a coaching hour. She has no account."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from community.confidential import confidential
from community.dagdelen import when
from community.extension_points import GastlinkKind
from community.models import Gastlink
from community.views.door import TimedRequest, find
from community.views.gastlinks import guest_page
from training.access.coaching import casus_for_guest, meegenomen_of
from training.actions.coachgasten import COACH_LINK, INVITED, log_coachgast
from training.models import Meegenomen
from training.queries.coachgasten import parts_for, where_of


def voorkant(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show the hour, the way in, and which parts of the casus she may open; nothing that stands in them."""
    with confidential():
        row = _for_guest(request, link)
        slot = row.coachgesprek.slot
        if slot is None:
            raise Http404
        context = {
            "row": row, "slot": slot, "when": when(slot.starts_at, slot.ends_at), "where": where_of(slot),
            "parts": parts_for(row), "link": link, "token": token, "owner": row.coachgesprek.deelnemer.user,
        }  # fmt: skip
        return render(request, "training/coaching/gedeeld.html", context)


@guest_page("GET")
def onderdeel(request: TimedRequest, link: Gastlink, *, token: str, onderdeel: str) -> HttpResponseBase:
    """Show a guest one part that was chosen for her, after a line in the log."""
    with confidential():
        row = _for_guest(request, link)
        casus = casus_for_guest(row)
        part = next((part for part in parts_for(row) if part.code == onderdeel), None)
        if part is None or casus is None or not link.asks_code:
            raise Http404
        log_coachgast(gastlink=link, meegenomen=row, casus=casus, part=part.code, now=request.now)
        values = part.read(casus)
        shown = render_to_string(part.template, dict(values), request) if values else ""
        context = {"owner": casus.owner, "part": part, "shown": shown, "link": link, "token": token}
        return render(request, "casussen/delen/gedeeld_onderdeel.html", context)


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether the hour behind this link is still to come or going on."""
    with confidential():
        return meegenomen_of(link, now).exists()


COACH_LINKS = GastlinkKind(
    code=COACH_LINK, what="een coachgesprek", is_open=is_open, page=voorkant, mail=INVITED, asks_code=False,
)  # fmt: skip


def _for_guest(request: TimedRequest, link: Gastlink) -> Meegenomen:
    rows = meegenomen_of(link, request.now)
    return find(rows.select_related("coachgesprek__slot", "coachgesprek__deelnemer__user", "coachgesprek__coach"),
                gastlink=link)  # fmt: skip
