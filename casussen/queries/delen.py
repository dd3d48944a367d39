"""Giving sight of a casus: who may be found, what she would read, the log of reading, and what messages ask."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from casussen.access.casussen import possible_readers
from casussen.access.delen import governed_delingen, visible_inzagen
from casussen.access.noodtoegang import noodtoegangen_of_casus
from casussen.format import BY_CODE, FASEN
from casussen.models import (
    Betrokkenheid,
    Casus,
    Deling,
    DelingRol,
    FaseStatus,
    Inzage,
    InzageVia,
    MomentKind,
    Noodtoegang,
    ProductStatus,
)
from casussen.onderdelen import open_parts, parts
from casussen.queries.casussen import FORMAT_PART
from community.access.kringen import agreed_lidmaatschappen
from community.models import User
from community.models.fragments import Plain

MOST_FOUND = 10
# Words of ours that stand among what people wrote; the names of phases with and without their number.
PHASES = {name for _code, words in FASEN for name in (words, words.partition(" ")[2])}
CHOICES = (Betrokkenheid, FaseStatus, MomentKind, ProductStatus)


def title_of_part(code: str) -> str:
    """Return the name of a part as the log shows it."""
    known = parts.find(code)
    return known.title if known else _("Casus")


def found_readers(user: User, casus: Casus, text: str, now: datetime) -> list[User]:
    """Return whom the owner may still give sight by name, with all of these words in her name; the first ten."""
    rows = possible_readers(user, casus, now).select_related("profiel")
    for word in text.split()[:6]:
        rows = rows.filter(sort_key__contains=Plain(Value(word)))
    given = governed_delingen(user, casus, now).filter(user__isnull=False).values("user")
    return list(rows.exclude(pk__in=given).order_by("sort_key", "pk")[:MOST_FOUND])


@dataclass(frozen=True)
class LogLine:
    """One line of the Inzagelog."""

    at: datetime
    name: str
    via: str
    part: str


def inzagen_of(user: User, casus: Casus, now: datetime) -> "QuerySet[Inzage]":
    """Return the log of reading of a casus for its owner, the newest first."""
    rows = visible_inzagen(user, casus, now).select_related("reader", "gastlink", "opname__praktijkboek__kring")
    return rows.order_by("-at", "pk")


def log_line(row: Inzage) -> LogLine:
    """Return a line of the log as it is shown."""
    if row.gastlink:
        name = _("%(name)s (gast)") % {"name": row.gastlink.name}
    else:
        name = row.reader.naam if row.reader else _("Iemand die geen lid meer is")
        if row.via == InzageVia.GASTLINK:  # her link ended long ago, and who she was is forgotten
            name = _("Een gast")
    via = row.get_via_display()
    if row.opname:
        via = f"{via} {row.opname.praktijkboek.kring.name}"
    return LogLine(row.at, name, via, title_of_part(row.part))


def emergencies_of(user: User, casus: Casus, now: datetime) -> list[Noodtoegang]:
    """Return when the glass was broken, by whom and why, for the owner; the newest first."""
    rows = noodtoegangen_of_casus(user, casus, now).select_related("asked_by", "decided_by")
    return list(rows.order_by("-decided_at", "pk"))


def text_of(casus: Casus) -> list[tuple[str, list[str]]]:
    """Return all text that may be shared, by the name of its part: what the check before sharing reads."""
    found = []
    ours = PHASES | {_("Alle partijen samen")} | {str(label) for choices in CHOICES for label in choices.labels}
    for part in open_parts():
        written = _written_in_format if part.code == FORMAT_PART.code else part.written or part.read
        if values := written(casus):
            once = dict.fromkeys(_texts(values))
            found.append((part.title, [text for text in once if text.strip() and text not in ours]))
    return [(title, texts) for title, texts in found if texts]


def _written_in_format(casus: Casus) -> dict[str, Any]:
    """Return the answers in words of her own; what is chosen from a list names nobody."""
    return {code: answer for code, answer in casus.format.items() if code in BY_CODE and not BY_CODE[code].options}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []


def delingen_by_id(ids: set[uuid.UUID]) -> dict[uuid.UUID, Deling]:
    """Return these sights with their casus and its owner. For messages; nothing of it is opened."""
    return Deling.objects.select_related("casus__owner", "kring", "user").in_bulk(list(ids))


def readers_now(delingen: list[Deling], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who reads through which of these sights now, as (user id, deling id)."""
    running = [row for row in delingen if row.until_at is None or row.until_at > now]
    running = [
        row for row in running
        if row.casus.remove_at is None and (row.casus.owner.is_active or row.role == DelingRol.MEDE_EIGENAAR)
    ]  # fmt: skip
    found = {(row.user_id, row.pk) for row in running if row.user_id}
    by_kring: dict[uuid.UUID, list[Deling]] = {}
    for row in running:
        if row.kring_id:
            by_kring.setdefault(row.kring_id, []).append(row)
    if by_kring:
        places = agreed_lidmaatschappen(now).filter(Q(kring__in=by_kring)).values_list("user", "kring")
        found |= {(user, row.pk) for user, kring in places for row in by_kring[kring]}
    return found
