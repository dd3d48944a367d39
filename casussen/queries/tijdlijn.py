"""Reading the timeline of a casus."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casussen.models import Casus, Moment, MomentKind
from casussen.queries.onderdelen import one_or_more, rows_of
from community.notation import date_plain

KINDS = {code: str(words) for code, words in MomentKind.choices}
SHOWN_ON_CASUS = 3


@dataclass(frozen=True)
class MomentLine:
    """One point on the timeline with its values opened."""

    row: Moment
    day: date
    values: dict[str, Any]


def tijdlijn_of(casus: Casus) -> list[MomentLine]:
    """Return the moments by day. One query; days are sealed, so they are put in order here."""
    lines = [_line(row) for row in rows_of(casus, Moment)]
    return sorted(lines, key=lambda line: line.day)


def coming_moments(lines: list[MomentLine], today: date) -> list[MomentLine]:
    """Return the next moments: those of truth first, whatever lies between."""
    ahead = [line for line in lines if line.day >= today]
    ahead.sort(key=lambda line: (not line.values["is_truth"], line.day))
    return sorted(ahead[:SHOWN_ON_CASUS], key=lambda line: line.day)


def read_tijdlijn(casus: Casus) -> dict[str, Any] | None:
    """Return the timeline as values; None when it is empty."""
    lines = tijdlijn_of(casus)
    return {"momenten": [line.values for line in lines]} if lines else None


def written_in_tijdlijn(casus: Casus) -> dict[str, Any]:
    """Return what somebody wrote on the timeline, by day."""
    return {"momenten": [[line.values["text"], line.values["needs"]] for line in tijdlijn_of(casus)]}


def line_of_tijdlijn(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return how many moments there are."""
    number = figures["momenten"]
    return one_or_more(number, _("moment"), _("momenten")) if number else _("Nog geen momenten")


def _line(row: Moment) -> MomentLine:
    day = date.fromisoformat(row.day)
    kind = row.kind
    values = {
        "day": row.day, "day_words": date_plain(day), "kind": KINDS.get(kind, ""),
        "is_truth": kind == MomentKind.WAARHEID, "text": row.text, "needs": row.needs,
    }  # fmt: skip
    return MomentLine(row, day, values)
