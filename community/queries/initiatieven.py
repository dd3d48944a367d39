"""What goes on in one province: what other modules have there, groups, meetings and initiatives."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from community.access.agenda import agenda_bijeenkomsten
from community.access.initiatieven import kringen_everybody_knows, visible_initiatieven
from community.access.leergroepen import visible_leergroepen
from community.extension_points import Activiteit, provincie_lists
from community.models import Initiatief, Provincie, User
from community.notation import date_plain, date_range, listing
from community.queries.agenda import agenda_items, coming
from community.queries.kringen import homes_of
from community.queries.leergroepen import in_order, path_of
from community.queries.samenwerkingen import samenwerkingen_in
from community.workdays import local_date

MOST_MEETINGS = 20
# An address of the page of a province: 'zuid-holland'.
SLUGS = {code.lower().replace("_", "-"): Provincie(code) for code in Provincie.values}


@dataclass(frozen=True)
class ProvincieBlock:
    """One list on the page of a province."""

    title: str
    items: Sequence[Activiteit]


def provincie_blocks(user: User, provincie: str, now: datetime) -> list[ProvincieBlock]:
    """Return what goes on in a province that this person may know of; empty lists are left out."""
    added = [(entry.order, entry.title, entry.build(user, provincie, now)) for entry in provincie_lists.all()]
    own = [(30, _("Leergroepen"), _groups(user, provincie, now)),
           (40, _("Bijeenkomsten"), _meetings(user, provincie, now)),
           (45, _("Samenwerkingen"), samenwerkingen_in(user, provincie, now)),
           (50, _("Initiatieven"), _initiatieven(user, provincie, now))]  # fmt: skip
    return [
        ProvincieBlock(str(title), items) for _order, title, items in sorted([*added, *own], key=_by_order) if items
    ]


def _by_order(entry: tuple[int, str, Sequence[Activiteit]]) -> int:
    return entry[0]


def _groups(user: User, provincie: str, now: datetime) -> list[Activiteit]:
    rows = visible_leergroepen(user, now).filter(provincies__contains=[provincie], kring__closed_at__isnull=True)
    return [Activiteit(row.kring.name, path_of(row)) for row in in_order(rows.select_related("kring"))]


def _meetings(user: User, provincie: str, now: datetime) -> list[Activiteit]:
    rows = coming(agenda_bijeenkomsten(user, now).filter(provincie=provincie), now).select_related("kring")
    items = agenda_items(rows.order_by("starts_at", "pk")[:MOST_MEETINGS], user, now)
    return [Activiteit(item.title, item.url, f"{date_plain(item.starts_at)} · {item.place}".rstrip(" ·"))
            for item in items]  # fmt: skip


def _initiatieven(user: User, provincie: str, now: datetime) -> list[Activiteit]:
    """Return what is set up there and is not over."""
    rows = visible_initiatieven(user, now).filter(provincie=provincie).select_related("kring")
    going = rows.filter(Q(until_date__isnull=True) | Q(until_date__gte=local_date(now)))
    named = ArrayAgg("organisaties__name", filter=Q(organisaties__isnull=False), order_by="organisaties__name")
    # A group can be hidden after it was named here: then its address, which holds its name, is for nobody.
    is_known = Exists(kringen_everybody_knows().filter(pk=OuterRef("kring")))
    found = list(going.annotate(organisers=named, is_known=is_known).order_by("title", "pk"))
    homes = _homes(row for row in found if row.is_known)
    return [Activiteit(row.title, homes.get(row.kring_id, "") if row.kring_id else "", _about(row)) for row in found]


def _about(row: Initiatief) -> str:
    """Return kind, period, organisers and what it is about, on one line."""
    period = ""
    if row.from_date and row.until_date:
        period = date_range(row.from_date, row.until_date)
    elif row.from_date:
        period = _("vanaf {day}").format(day=date_plain(row.from_date))
    elif row.until_date:
        period = _("tot en met {day}").format(day=date_plain(row.until_date))
    organisers = listing(row.organisers or [])  # type: ignore[attr-defined]  # annotated above
    return " · ".join(part for part in (row.get_kind_display(), period, organisers, row.summary) if part)


def _homes(rows: Iterable[Initiatief]) -> Mapping[uuid.UUID, str]:
    """Return the pages of the groups these initiatives became; one query per kind of group."""
    return homes_of((row.kring.pk, row.kring.kind) for row in rows if row.kring is not None)
