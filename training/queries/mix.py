"""The mix of a group that is being formed: how organisaties, samenwerkingen, sectors and provinces are spread.

A table in words and counts; a signal where one of them weighs too much. Of a person only what she wrote when she
applied: her employer of then stays, also when she works elsewhere by now.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from training.models import HOLDING_PLACE, Inschrijving, InschrijvingStatus

UNKNOWN = "Niet bekend"
# A group in which more than this share comes from one organisatie, or more people than this from one samenwerking,
# is not mixed (capabilities.md, TRN-03).
MOST_OF_ONE_ORGANISATIE = 0.5
MOST_OF_ONE_SAMENWERKING = 2
# Of fewer people than this the share of one organisatie says nothing.
ENOUGH_TO_JUDGE = 4


@dataclass(frozen=True)
class MixLine:
    """One organisatie, samenwerking, sector or province: how many have a place, and how many wait for a decision."""

    label: str
    placed: int
    asked: int


@dataclass(frozen=True)
class MixPart:
    """One way to look at the mix. `warnings` say in words what weighs too much."""

    title: str
    lines: list[MixLine]
    warnings: list[str]


def mix_of(rows: Sequence[Inschrijving], *, also: Iterable[object] = ()) -> list[MixPart]:
    """Return the mix of these applications; `also` are ids of those that are looked at as if they had a place."""
    chosen = set(also)
    placed = [row for row in rows if row.pk in chosen or _is_placed(row)]
    asked = [row for row in rows if row.pk not in chosen and row.status == InschrijvingStatus.AANGEVRAAGD]
    return [
        _part(_("Organisatie"), placed, asked, _organisatie, _too_much_organisatie),
        _part(_("Samenwerking"), placed, asked, _samenwerking, _too_much_samenwerking),
        _part(_("Sector"), placed, asked, _sector, None),
        _part(_("Provincie"), placed, asked, _provincie, None),
    ]


def _is_placed(row: Inschrijving) -> bool:
    deelnemer = getattr(row, "deelnemer", None)
    return row.status in HOLDING_PLACE and (deelnemer is None or deelnemer.stopped_at is None)


def _organisatie(row: Inschrijving) -> str:
    return row.organisatie.name if row.organisatie else UNKNOWN


def _samenwerking(row: Inschrijving) -> str:
    return " ".join(row.samenwerking.split()).casefold()


def _sector(row: Inschrijving) -> str:
    return str(row.organisatie.get_kind_display()) if row.organisatie else UNKNOWN


def _provincie(row: Inschrijving) -> str:
    return (str(row.organisatie.get_provincie_display()) if row.organisatie else "") or UNKNOWN


def _part(
    title: str, placed: Sequence[Inschrijving], asked: Sequence[Inschrijving], key: Callable[[Inschrijving], str],
    judge: Callable[[Counter[str], dict[str, str]], list[str]] | None,
) -> MixPart:  # fmt: skip
    """Count by `key`. Samenwerkingen that differ in capitals and spaces only are one, written as the first wrote it."""
    words = {key(row): (row.samenwerking if key is _samenwerking else key(row)) for row in (*asked, *placed)}
    have, wait = Counter(key(row) for row in placed), Counter(key(row) for row in asked)
    order = sorted(words, key=lambda one: (-have[one], -wait[one], words[one].casefold()))
    lines = [MixLine(words[one], have[one], wait[one]) for one in order]
    return MixPart(title, lines, judge(have, words) if judge else [])


def _too_much_organisatie(have: Counter[str], words: dict[str, str]) -> list[str]:
    total = have.total()
    return [
        _("Meer dan de helft komt van {name}: {number} van {total}.").format(
            name=words[one], number=number, total=total
        )
        for one, number in have.items()
        if one != UNKNOWN and total >= ENOUGH_TO_JUDGE and number > MOST_OF_ONE_ORGANISATIE * total
    ]


def _too_much_samenwerking(have: Counter[str], words: dict[str, str]) -> list[str]:
    return [
        _("{number} mensen komen uit dezelfde samenwerking: {name}.").format(name=words[one], number=number)
        for one, number in have.items()
        if number > MOST_OF_ONE_SAMENWERKING
    ]
