"""Meldingen: what was told on screen, in one line each, as it stands at the moment of looking."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.berichten.render import subject_line
from community.extension_points import BerichtKind, Inhoud, bericht_kinds
from community.models import Bericht


@dataclass(frozen=True)
class Melding:
    """One line on the page of meldingen."""

    bericht: Bericht
    title: str
    path: str
    is_new: bool


def in_one_line(rows: Iterable[Bericht], now: datetime) -> list[Melding]:
    """Return these Berichten in words, in the same order.

    The kinds are asked in batches, as before sending a mail: whatever may not be seen any more, is done or is gone
    is left out. The recipients, with their roles, must have come with the rows.
    """
    told = list(rows)
    shown = {}
    for kind, batch in _by_kind(told):
        contents = kind.load(batch, now)
        shown.update({row.pk: _melding(row, contents[row.pk]) for row in batch if row.pk in contents})
    return [shown[row.pk] for row in told if row.pk in shown]


def _by_kind(rows: Iterable[Bericht]) -> list[tuple[BerichtKind, Sequence[Bericht]]]:
    known = {kind.code: kind for kind in bericht_kinds.all()}
    batches = defaultdict(list)
    for row in rows:
        batches[row.kind].append(row)
    return [(known[code], batch) for code, batch in batches.items() if code in known]


def _melding(row: Bericht, content: Inhoud) -> Melding:
    return Melding(row, subject_line(row.kind, content.context), content.path, row.seen_at is None)
