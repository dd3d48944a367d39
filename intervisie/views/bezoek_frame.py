"""What the pages of one visit share: which visit, where the person stands at it, its kit, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Step
from intervisie.access.bezoeken import Bezoekplaats, place_at
from intervisie.access.toernees import visible_bezoeken
from intervisie.actions.bezoekkits import log_kit_reading
from intervisie.models import Bezoek, Bezoekkit
from intervisie.queries.bezoekkits import Kitinhoud, canvas_schema, kit_of, opened
from intervisie.views.toernee_frame import toernee_frame


@dataclass(frozen=True)
class OpenBezoek:
    """A visit that somebody has open, and where she stands at it."""

    bezoek: Bezoek
    place: Bezoekplaats


def open_bezoek(request: SignedInRequest, code: str) -> OpenBezoek:
    """Return a visit of a toernee the person is in, agreed or not. Raises Http404 for everybody else."""
    rows = visible_bezoeken(request.user, request.now).select_related(
        "toernee__kring", "toernee__protocolversie", "bijeenkomst", "host__user", "host__samenwerking"
    )
    bezoek = find(rows, code=code)
    return OpenBezoek(bezoek, place_at(request.user, bezoek, request.now))


def own_visit(request: SignedInRequest, code: str) -> OpenBezoek:
    """Return a visit whose kit the person prepares. Raises Http404 for everybody but its host who agreed."""
    found = open_bezoek(request, code)
    require(found.place.may_write_kit)
    return found


def read_kit(request: SignedInRequest, found: OpenBezoek) -> Kitinhoud | None:
    """Return what stands in the kit when the person may read it now, with a line in the log before; else None."""
    kit = kit_of(found.bezoek)
    if kit is None or not found.place.reads_kit(kit, request.now):
        return None
    log_kit_reading(place=found.place, kit=kit, reader=request.user, now=request.now)
    return opened_kit(kit)


def opened_kit(kit: Bezoekkit) -> Kitinhoud:
    """Open a kit; the words of the canvas are only asked for where it shows boxes."""
    return opened(kit, canvas_schema() if kit.canvas else None)


def title_of(bezoek: Bezoek) -> str:
    """Return what a visit is called: 'Bezoek aan Noor van der Wal'."""
    return _("Bezoek aan %(name)s") % {"name": bezoek.host.user.naam}


def bezoek_frame(found: OpenBezoek, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a visit needs."""
    bezoek = found.bezoek
    own = Step(title_of(bezoek), reverse("bezoek", args=[bezoek.code]) if steps else "")
    frame = toernee_frame(bezoek.toernee, own, *steps)
    return frame | {"bezoek": bezoek, "place": found.place, "bezoek_title": title_of(bezoek)}


def no_letter_yet(request: SignedInRequest, found: OpenBezoek, title: str) -> HttpResponse:
    """Tell the host that the letter is still being written. Raises Http404 when she sends something."""
    if request.method == "POST":
        raise Http404
    context = bezoek_frame(found, Step(title)) | {"title": title}
    return render(request, "intervisie/verslagen/nog_niet.html", context)
