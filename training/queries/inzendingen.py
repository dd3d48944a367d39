"""Reading how far people are with a tussentijd: her own page, the list of a trainer, the team of a captain."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from casussen.onderdelen import Part, part_named, part_of_instrument, whole_part
from casussen.queries.vulling import EMPTY, Vulling, is_countable, vulling_of
from community.models import User
from community.notation import listing
from community.workdays import at_local
from training.access.intake import active_deelnemers
from training.access.tussentijden import (
    HANDED_IN,
    may_follow,
    readable_inzendingen,
    usable_casus,
    visible_reacties,
    working_deelnemers,
)
from training.models import (
    Deelnemer,
    Editie,
    Editiedeel,
    Inzending,
    InzendingStatus,
    Programmaonderdeel,
    Reactie,
)
from training.queries.delen import part_url
from training.queries.edities import delen_of
from training.queries.tussentijden import Tussentijd, tussentijden_of

NOT_BEGUN, BUSY, HANDED, REACTED = "Nog niet begonnen", "Bezig", "Ingeleverd", "Reactie gekregen"
WORDS = {InzendingStatus.INGELEVERD.value: HANDED, InzendingStatus.REACTIE.value: REACTED}


@dataclass(frozen=True)
class WorkPart:
    """One part of her casus that the opdracht works in. `url` opens it; empty when she brought no casus."""

    part: Part
    url: str
    vulling: Vulling

    @property
    def word(self) -> str:
        """Whether something stands there."""
        return _("Er staat al iets in.") if self.vulling.is_filled else _("Nog leeg.")


@dataclass(frozen=True)
class OwnWork:
    """What a participant sees of her own work in one tussentijd."""

    tussentijd: Tussentijd
    deelnemer: Deelnemer
    casus_code: str
    parts: list[WorkPart]
    inzending: Inzending | None
    reacties: list[Reactie]
    word: str
    is_open: bool
    is_late: bool

    @property
    def is_handed_in(self) -> bool:
        """Whether she handed in and did not take it back."""
        return self.inzending is not None and self.inzending.status in HANDED_IN

    @property
    def version(self) -> int:
        """The version to save from; 0 when nothing was handed in yet."""
        return self.inzending.version if self.inzending else 0

    @property
    def shared_words(self) -> str:
        """The names of the parts that trainers would read."""
        return titles_of(self.tussentijd.deel.onderdeel)


@dataclass(frozen=True)
class WorkLine:
    """A participant as her trainers see her in one tussentijd. `inzending` only when it may be read."""

    name: str
    word: str
    inzending: Inzending | None

    @property
    def is_ready(self) -> bool:
        """Whether she handed in."""
        return self.word in (HANDED, REACTED)

    @property
    def is_waiting(self) -> bool:
        """Whether it may be read and nobody reacted yet."""
        return self.inzending is not None and self.inzending.status == InzendingStatus.INGELEVERD


def parts_of(onderdeel: Programmaonderdeel) -> list[Part]:
    """Return the parts of a casus that a tussentijd works in, the one of the opdracht first.

    Of those that others never see, only the one that the opdracht itself is about: she chooses by its name. Asks the
    instruments of the part: one query, none when they were fetched along.
    """
    asked = part_named(onderdeel.opdracht_part) if onderdeel.opdracht_part else None
    found = [part_of_instrument(row.code) for row in onderdeel.instrumenten.all()]
    known = {asked.code: asked} if asked else {}
    for part in found:
        if part and part.is_open:
            known.setdefault(part.code, part)
    return list(known.values())


def titles_of(onderdeel: Programmaonderdeel) -> str:
    """Return the names of these parts in words: 'Dilemma's en Dilemmalijn'. Who reads along reads all layers."""
    return listing([whole_part(part).title for part in parts_of(onderdeel)])


def has_something(casus_id: uuid.UUID, onderdeel: Programmaonderdeel) -> bool:
    """Whether something stands in one of these parts; also true of a part of which nobody can tell."""
    asked = parts_of(onderdeel)
    if not all(is_countable(part) for part in asked):
        return True
    return not asked or any(one.is_filled for one in vulling_of([casus_id], asked).get(casus_id, {}).values())


def due_moment(until: date | None) -> datetime | None:
    """Return the date of the duty: noon of the last day, so that it is that day wherever it is read; None without."""
    return at_local(until, time(12)) if until else None


def tussentijd_of(deel: Editiedeel) -> Tussentijd | None:
    """Return this part as a tussentijd in time, None when it is none; one query."""
    return next((one for one in tussentijden_of(delen_of(deel.editie)) if one.deel.pk == deel.pk), None)


def own_work(deelnemer: Deelnemer, tussentijd: Tussentijd, user: User, now: datetime) -> OwnWork:
    """Return her own page of a tussentijd. Three queries besides the instruments of the part. In a scope.

    `deelnemer` comes from training.queries.edities: it carries the code of her casus.
    """
    onderdeel = tussentijd.deel.onderdeel
    code = casus_code_of(deelnemer)
    asked = parts_of(onderdeel)
    found = vulling_of([deelnemer.casus_id], asked) if deelnemer.casus_id and code else {}
    filled = found.get(deelnemer.casus_id, {}) if deelnemer.casus_id else {}
    work = [WorkPart(part, part_url(part.name, code), filled.get(part.name, EMPTY)) for part in asked]
    inzending = Inzending.objects.filter(deelnemer=deelnemer, editiedeel=tussentijd.deel).first()
    if inzending is not None:
        inzending.deelnemer = deelnemer
    return OwnWork(
        tussentijd=tussentijd,
        deelnemer=deelnemer,
        casus_code=code,
        parts=work,
        inzending=inzending,
        reacties=reacties_of(user, inzending, now) if inzending else [],
        word=word_of(inzending.status if inzending else "", filled, tussentijd),
        is_open=tussentijd.is_open(now),
        is_late=tussentijd.is_over(now),
    )


def casus_code_of(deelnemer: Deelnemer) -> str:
    """Return the code of the casus she brings; empty when there is none, or when it is to be removed."""
    goes = getattr(deelnemer, "casus_remove_at", None)
    return "" if goes else str(getattr(deelnemer, "casus_code", None) or "")


def word_of(status: str, found: Mapping[str, Vulling], tussentijd: Tussentijd) -> str:
    """Return how far somebody is: handed in, or busy when she wrote in one of these parts since it began."""
    if status in WORDS:
        return WORDS[status]
    begins = at_local(tussentijd.deel.from_date or tussentijd.opens_on, time(0)) if tussentijd.opens_on else None
    touched = any(one.changed_at and begins and one.changed_at >= begins for one in found.values() if one.is_filled)
    return BUSY if touched or status == InzendingStatus.BEZIG else NOT_BEGUN


def reacties_of(user: User, inzending: Inzending, now: datetime) -> list[Reactie]:
    """Return what trainers answered, the oldest first."""
    rows = visible_reacties(user, inzending, now).select_related("author")
    return list(rows.order_by("written_at", "pk"))


def work_lines(editie: Editie, tussentijd: Tussentijd, user: User, now: datetime) -> list[WorkLine]:
    """Return how far each participant is, for who leads the editie. Three queries for any number. In a scope."""
    if not may_follow(user, editie, now):
        return []
    people = list(active_deelnemers(editie).order_by("user__sort_key", "pk"))
    readable = Exists(readable_inzendingen(now).filter(pk=OuterRef("pk")))
    made = Inzending.objects.filter(editiedeel=tussentijd.deel).annotate(is_readable=readable)
    rows = {row.deelnemer_id: row for row in made}
    asked = parts_of(tussentijd.deel.onderdeel)
    casussen = [row.casus_id for row in people if row.casus_id]
    filled = vulling_of(casussen, asked) if asked and casussen else {}
    lines = []
    for person in people:
        row = rows.get(person.pk)
        found = filled.get(person.casus_id, {}) if person.casus_id else {}
        word = word_of(row.status if row else "", found, tussentijd)
        lines.append(WorkLine(person.user.naam, word, row if row and row.is_readable else None))
    return lines


def waiting_inzendingen(rows: Iterable[Inzending]) -> list[Inzending]:
    """Return those to which nobody reacted yet, who waits longest first."""
    waiting = [row for row in rows if row.status == InzendingStatus.INGELEVERD]
    return sorted(waiting, key=lambda row: (row.handed_in_at or row.started_at, str(row.pk)))


def read_parts(inzending: Inzending) -> list[tuple[Part, Mapping[str, Any] | None]]:
    """Return the shared parts with what stands in them now. Call after the line in the log. In a scope."""
    casus = usable_casus(inzending.deelnemer)
    if casus is None:
        return []
    return [(whole_part(part), part.read(casus)) for part in parts_of(inzending.editiedeel.onderdeel)]


def answered_by_id(ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Inzending]:
    """Return these inzendingen of who takes part now, with their part; one query. For messages."""
    rows = Inzending.objects.filter(pk__in=set(ids), deelnemer__in=working_deelnemers(now))
    return {row.pk: row for row in rows.select_related("deelnemer", "editiedeel__editie", "editiedeel__onderdeel")}
