"""What the visits of a toernee have in common, and what it writes together. In a scope.

Counted are final letters whose host agreed to that, of two visits at the least. Nothing tells who wrote what.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from community.models import User
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.access.toerneebrieven import signers
from intervisie.models import (
    Bezoek,
    Bezoekrol,
    Briefakkoord,
    BriefKind,
    Toernee,
    Toerneebrief,
    Toerneedeelnemer,
    Waarneming,
    WaarnemingKind,
)
from intervisie.queries.verslagen import brief_of, consented_verslagen

# With fewer letters it would be one host who is read back.
FEWEST = 2
KINDS = [(kind.value, str(kind.label)) for kind in WaarnemingKind]


@dataclass(frozen=True)
class Vaktelling:
    """How often something was seen about one box, by kind in the order of KINDS."""

    title: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Opbrengst:
    """What counted visits have in common: numbers per box, and the tips of each letter. `letters` is how many count.

    With `waits_for_own` numbers of a visit are left out: who looks did not hand in what she saw there.
    """

    letters: int
    boxes: tuple[Vaktelling, ...] = ()
    tips: tuple[tuple[str, ...], ...] = ()
    waits_for_own: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether enough letters count."""
        return self.letters >= FEWEST


@dataclass(frozen=True)
class Instemming:
    """One deelnemer, and whether she agrees to this version."""

    name: str
    works_at: str
    has_agreed: bool
    is_own: bool


def opbrengst_of(toernee: Toernee, titles: Mapping[str, str], user: User) -> Opbrengst:
    """Return what the counted visits have in common, for this person; `titles` are of the boxes. Four queries.

    Of a visit she made without handing in she gets no numbers, and none at all where one visit would be left.
    """
    counted = consented_verslagen(toernee.pk)
    if len(counted) < FEWEST:
        return Opbrengst(len(counted))
    visits = {row.bezoek_id for row in counted}
    waiting = _not_handed_in(visits, user)
    shown = visits - waiting if len(visits - waiting) >= FEWEST else set()
    seen = Waarneming.objects.filter(bezoek__in=shown, handed_in_at__isnull=False).values_list("box", "kind")
    numbers = Counter((box if box in titles else "", kind) for box, kind in seen)
    order = list(titles)
    boxes = [_telling(titles[box], box, numbers) for box in sorted({box for box, _kind in numbers}, key=order.index)]
    rows = sorted(counted, key=lambda row: hashlib.sha256(row.pk.bytes).digest())
    return Opbrengst(len(counted), tuple(boxes), tuple(brief_of(row).todos for row in rows), bool(waiting))


def toerneebrief_of(toernee: Toernee, kind: BriefKind) -> Toerneebrief | None:
    """Return a text of the toernee, None while nobody began it. One query."""
    return Toerneebrief.objects.filter(toernee=toernee, kind=kind).first()


def instemmingen_of(brief: Toerneebrief, user_id: uuid.UUID, now: datetime) -> list[Instemming]:
    """Return everybody who must agree to this version, in their order. Three queries."""
    people = list(signers(brief.toernee, now).select_related("user").order_by("position"))
    agreed, employers = agreed_ids(brief), employers_on((one.user_id for one in people), local_date(now))
    return [
        Instemming(one.user.naam, employers[one.user_id].name if one.user_id in employers else "", one.pk in agreed,
                   one.user_id == user_id)
        for one in people
    ]  # fmt: skip


def signatures_of(brief: Toerneebrief) -> list[tuple[str, str]]:
    """Return name and organisatie of who signed a final letter, as on the day it became final. Two queries."""
    if brief.final_at is None:
        return []
    rows = Toerneedeelnemer.objects.filter(pk__in=agreed_ids(brief)).select_related("user").order_by("position")
    employers = employers_on((row.user_id for row in rows), local_date(brief.final_at))
    return [(row.user.naam, employers[row.user_id].name if row.user_id in employers else "") for row in rows]


def agreed_ids(brief: Toerneebrief) -> set[uuid.UUID]:
    """Return who agreed to exactly this version. One query."""
    rows = Briefakkoord.objects.filter(brief=brief, of_version=brief.version)
    return set(rows.values_list("deelnemer", flat=True))


def toerneebrieven_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toerneebrief]:
    """Return these letters, shut, with their toernee. One query."""
    rows = Toerneebrief.objects.defer("text").filter(pk__in=set(ids)).select_related("toernee__kring")
    return {row.pk: row for row in rows}


def waiting_pairs(brief_ids: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who did not agree yet to the version that is proposed, as (user id, letter id). Two queries."""
    rows = {row.pk: row for row in toerneebrieven_by_id(brief_ids).values() if is_proposed(row)}
    agreed = {
        (brief, deelnemer)
        for brief, deelnemer, version in Briefakkoord.objects.filter(brief__in=rows).values_list(
            "brief", "deelnemer", "of_version"
        )
        if rows[brief].version == version
    }
    people = Toerneedeelnemer.objects.filter(toernee__brieven__in=rows, left_at__isnull=True)
    there = people.values_list("pk", "user", "toernee__brieven")
    return {(user, brief) for pk, user, brief in there if brief in rows and (brief, pk) not in agreed}


def is_proposed(brief: Toerneebrief) -> bool:
    """Whether the others are asked to agree to this letter now."""
    return brief.proposed_at is not None and brief.final_at is None and brief.toernee.kring.closed_at is None


def held_visits(toernee: Toernee, now: datetime) -> int:
    """Return how many visits are over. One query."""
    return Bezoek.objects.filter(toernee=toernee, date__lt=local_date(now)).exclude(status="VERVALLEN").count()


def _telling(title: str, box: str, numbers: Mapping[tuple[str, str], int]) -> Vaktelling:
    row = tuple(numbers.get((box, kind), 0) for kind, _label in KINDS)
    return Vaktelling(title, row, sum(row))


def _not_handed_in(bezoek_ids: Iterable[uuid.UUID], user: User) -> set[uuid.UUID]:
    """Return at which of these visits this person has a role and handed nothing in. Two queries."""
    own = Bezoekrol.objects.filter(bezoek__in=bezoek_ids, deelnemer__user=user, deelnemer__left_at__isnull=True)
    done = Waarneming.objects.filter(bezoek__in=bezoek_ids, author__user=user, handed_in_at__isnull=False)
    return set(own.values_list("bezoek", flat=True)) - set(done.values_list("bezoek", flat=True))
