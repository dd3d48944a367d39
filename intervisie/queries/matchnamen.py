"""Members by the name that somebody typed: exactly one, or whom she may have meant.

Who cannot be found by her is not told apart from who does not exist.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from community.access.people import listed_profielen, shown_fields
from community.models import User
from community.models.fragments import Plain
from community.notation import name_key
from community.queries.ledengids import matching
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.access.matching import nameable_people

# 'Noor van der Wal (k7m2x9qd)': the code of her page, to tell namesakes apart.
CODE = re.compile(r"\(([a-z0-9]{4,12})\)\s*$")
MOST_MEANT = 4


@dataclass(frozen=True)
class Named:
    """One typed line: whom it names, or, when that is nobody or several, whom it may have meant in words."""

    typed: str = field(repr=False)
    user: User | None = field(default=None, repr=False)
    is_several: bool = False
    meant: tuple[str, ...] = field(default=(), repr=False)


def people_typed(
    user: User, lines: Sequence[str], now: datetime, *, also: Iterable[uuid.UUID] = ()
) -> list[Named]:  # fmt: skip
    """Return whom these lines name, in their order. `also` are people she named before, hidden from her since.

    One query for all lines; two more for each of the first lines that name nobody or several.
    """
    rows = list(_called(_among(user, now, also), lines))
    found = [_named(line, rows) for line in lines]
    unclear = [place for place, one in enumerate(found) if one.user is None][:MOST_MEANT]
    for place in unclear:
        one = found[place]
        people = [row for row in rows if _fits(row, one.typed)] if one.is_several else _resembling(user, one.typed, now)
        found[place] = Named(one.typed, None, one.is_several, _in_words(user, people[:MOST_MEANT], now))
    return found


def names_of(
    user: User, ids: Mapping[str, Sequence[uuid.UUID]], now: datetime, *, also: Iterable[uuid.UUID] = ()
) -> dict[str, list[str]]:  # fmt: skip
    """Return these lists of people as she would type them, namesakes with their code.

    Who has no account any more is left out, and whom she cannot find any more unless in `also`. Two queries.
    """
    wanted = {pk for some in ids.values() for pk in some}
    if not wanted:
        return {name: [] for name in ids}
    among = _among(user, now, also)
    people = {row.pk: row for row in among.filter(pk__in=wanted)}
    namesakes = Counter(_key(row.naam) for row in _called(among, [row.naam for row in people.values()]))
    words = {
        pk: row.naam if namesakes[_key(row.naam)] < 2 else f"{row.naam} ({row.profiel.code})"
        for pk, row in people.items()
    }
    return {name: [words[pk] for pk in some if pk in words] for name, some in ids.items()}


def _among(user: User, now: datetime, also: Iterable[uuid.UUID]) -> QuerySet[User]:
    before = User.objects.filter(pk__in=list(also), is_active=True).exclude(pk=user.pk)
    rows = nameable_people(user, now) | before | User.objects.filter(pk=user.pk)
    return rows.select_related("profiel").filter(profiel__isnull=False)


def _called(rows: QuerySet[User], lines: Iterable[str]) -> QuerySet[User]:
    """Keep who goes by one of these names, with or without what stands between, or has one of these codes."""
    space = Value(" ")
    codes = [match[1] for line in lines if (match := CODE.search(line))]
    names = [Plain(Value(" ".join(CODE.sub("", line).split()))) for line in lines]
    full = Plain(Concat(F("voornaam"), space, F("tussenvoegsel"), space, F("achternaam")))
    short = Plain(Concat(F("voornaam"), space, F("achternaam")))
    wanted = Q(full__in=names) | Q(tussenvoegsel="", short__in=names) | Q(profiel__code__in=codes)
    return rows.alias(full=full, short=short).filter(wanted).order_by("sort_key", "pk")


def _named(line: str, rows: Sequence[User]) -> Named:
    fitting = [row for row in rows if _fits(row, line)]
    return Named(line, fitting[0] if len(fitting) == 1 else None, len(fitting) > 1)


def _fits(row: Any, line: str) -> bool:
    match = CODE.search(line)
    return bool(row.profiel.code == match[1]) if match else _key(row.naam) == _key(line)


def _key(name: str) -> str:
    return " ".join(name_key("", "", name).split())


def _resembling(user: User, typed: str, now: datetime) -> list[User]:
    """Return who in the ledengids has these words in her name or work. One query."""
    found = matching(listed_profielen(user, now).select_related("user"), CODE.sub("", typed)[:100], local_date(now))
    rows = found.exclude(user=user).order_by("user__sort_key", "user_id")
    people = []
    for profiel in rows[:MOST_MEANT]:
        profiel.user.profiel = profiel
        people.append(profiel.user)
    return people


def _in_words(viewer: User, people: Sequence[User], now: datetime) -> tuple[str, ...]:
    """Return people as one may type them, with where they work as far as they show it. Two queries."""
    if not people:
        return ()
    shown: Mapping[Any, Any] = shown_fields(viewer, [row.profiel for row in people], now)
    employers = employers_on((row.pk for row in people), local_date(now))
    return tuple(
        f"{row.naam} ({row.profiel.code})"
        + (f", {employers[row.pk].name}" if row.pk in employers and "organisatie" in shown[row.pk] else "")
        for row in people
    )
