"""The page of one visit: who comes and does what, the steps of who looks, and her copy on a device. In a scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from community.queries.groepsberichten import OUD_LID
from community.workdays import at_local
from intervisie.access.bezoeken import Bezoekplaats
from intervisie.models import Bezoek, Bezoekrol, Rol, Toerneestap
from intervisie.protocol import words
from intervisie.queries.protocollen import protocol_of

# What each part of a visit does, in words (field-notes.md §5.1). The host stands first.
HOST = "GASTHEER"
DOES: Mapping[str, object] = {
    HOST: _("Ontvangt jullie, stelt de hoofdvraag en kiest wat er na het bezoek gebeurt."),
    Rol.VOORZITTER: _("Leidt de dag en het gesprek. Schrijft daarna de brief aan de gastheer."),
    Rol.VERSLAGLEGGER: _("Luistert en schrijft mee. Legt na afloop bij elkaar wat jullie zagen."),
    Rol.VELDWAARNEMER: _("Kijkt rond in het gebied en praat met wie er werkt of woont."),
    Rol.BESTUURSLENS: _("Let op besluiten en mandaat: wie gaat waarover, en wie hakt de knoop door?"),
}
ORDER = [HOST, *Rol.values]
PAGE_NAMES = {
    words.KIT: "bezoekkit", words.WAARNEMINGEN: "waarnemingen", words.BRIEF: "bezoek-brief",
    words.REACTIE: "bezoek-reactie", words.VASTSTELLEN: "bezoek-brief", words.ACTIES: "bezoek-acties",
}  # fmt: skip
# The copy on a device is kept until so long after the day of the visit.
KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Deel:
    """One person at a visit with what she does."""

    name: str
    title: str
    does: object
    is_own: bool
    is_host: bool


@dataclass(frozen=True)
class Stapregel:
    """One step of this person for this visit."""

    title: str
    due_date: date
    path: str
    is_done: bool
    is_late: bool


def parts_of(bezoek: Bezoek, place: Bezoekplaats) -> list[Deel]:
    """Return who comes and does what, the host first. One query; `host__user` is at hand."""
    rows = Bezoekrol.objects.filter(bezoek=bezoek).select_related("deelnemer__user")
    people = [(HOST, bezoek.host), *((row.rol, row.deelnemer) for row in rows)]
    titles = {HOST: str(_("Gastheer")), **{rol.value: str(rol.label) for rol in Rol}}
    own_id = place.deelnemer.pk if place.deelnemer else None
    return [
        Deel(OUD_LID if one.left_at else one.user.naam, titles[rol], DOES[rol], one.pk == own_id, rol == HOST)
        for rol, one in sorted(people, key=lambda pair: (ORDER.index(pair[0]), pair[1].position))
    ]


def steps_of(bezoek: Bezoek, place: Bezoekplaats, today: date) -> list[Stapregel]:
    """Return the steps of this person for this visit, the first due first. One query; the protocol is at hand."""
    if place.deelnemer is None:
        return []
    known = {step.code: step for step in protocol_of(bezoek.toernee).steps()}
    rows = Toerneestap.objects.filter(bezoek=bezoek, deelnemer=place.deelnemer, excused_at__isnull=True)
    return [
        Stapregel(known[row.step].title, row.due_date, path_of_step(bezoek, known[row.step].page, known[row.step].slug),
                  row.done_at is not None, row.done_at is None and row.due_date < today)
        for row in rows.order_by("due_date", "step") if row.step in known
    ]  # fmt: skip


def path_of_step(bezoek: Bezoek, page: str, slug: str) -> str:
    """Return where somebody does this step; empty when it is this page, or a page that is not there."""
    if page == words.BEZOEKDAG:
        return ""
    try:
        if page in words.ASKS:
            return reverse("bezoek-stap", args=[bezoek.code, slug])
        return reverse(PAGE_NAMES[page], args=[bezoek.code])
    except (KeyError, NoReverseMatch):
        return ""


def kept_until(bezoek: Bezoek) -> date:
    """Return the last day on which a copy on a device can be read."""
    return bezoek.date + KEPT


def bezoeken_by_id(ids: Iterable[UUID]) -> dict[UUID, Bezoek]:
    """Return these visits with their toernee, host and moment. One query."""
    return Bezoek.objects.select_related("toernee__kring", "host__user", "bijeenkomst").in_bulk(list(set(ids)))


def seconds_until_forgotten(bezoek: Bezoek, now: datetime) -> int:
    """Return how long a copy on a device is kept from now: to the end of its last day."""
    return max(0, int((at_local(kept_until(bezoek) + timedelta(days=1), time(0)) - now).total_seconds()))
