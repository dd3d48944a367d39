"""What was written before a session, whose question is coming, and which meetings wait for one."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import OF_A_GROUP, Audience, Bijeenkomst, BijeenkomstKind, BijeenkomstStatus, User
from community.workdays import add_workdays, local_date, mail_moment
from intervisie.access.sessies import Plek
from intervisie.access.sessievoorbereiding import own_voorbereidingen, shared_with
from intervisie.models import Sessie, SessieStatus, Sessievoorbereiding
from intervisie.werkvorm.words import ONE

# The duty of who brings in, and the messages.
VOORBEREIDEN = "SESSIE_VOORBEREIDEN"
WHO_BRINGS_IN, PREPARE = "N59", "N60"
# How many working days before a meeting each comes.
ASKED_BEFORE, PREPARED_BEFORE, TOLD_BEFORE = 10, 5, 2
# Ten working days never span more, Christmas and New Year in between.
FARTHEST = timedelta(days=25)


@dataclass(frozen=True)
class Gedeeld:
    """A question that somebody shared before a session."""

    user_id: uuid.UUID
    name: str
    question: str
    background: str


def prepared_question(plek: Plek) -> str:
    """Return the question she wrote before this session, shared or not, for her own question field. In a scope.

    Empty for a guest and for who wrote nothing. One query.
    """
    if plek.user is None:
        return ""
    row = Sessievoorbereiding.objects.filter(sessie=plek.sessie, user=plek.user).first()
    return str(row.question) if row is not None else ""


def own_voorbereiding(user: User, sessie: Sessie, now: datetime) -> Sessievoorbereiding | None:
    """Return what this person wrote before this session. In a scope. One query."""
    return own_voorbereidingen(user, now).filter(sessie=sessie).first()


def shared_voorbereidingen(plek: Plek, now: datetime) -> tuple[Gedeeld, ...]:
    """Return what was shared before this session, who brings in first. In a scope. One query."""
    rows = shared_with(plek, now).select_related("user").order_by("shared_at", "pk")
    bringer = plek.sessie.inbrenger.user_id if plek.sessie.inbrenger else None
    found = [Gedeeld(row.user_id, row.user.naam, str(row.question), str(row.background or "")) for row in rows]
    return tuple(sorted(found, key=lambda one: one.user_id != bringer))


def asked_from(bijeenkomst: Bijeenkomst, workdays: int) -> datetime:
    """Return 8.30 o'clock, so many working days before the local day of a meeting."""
    return mail_moment(add_workdays(local_date(bijeenkomst.starts_at), -workdays))


def has_bringer(sessies: Iterable[Sessie]) -> bool:
    """Whether with these sessions of a meeting nobody needs to be asked: somebody brings in, or all do."""
    return any(row.inbrenger_id is not None or row.versie.schema["question"] != ONE for row in sessies)


def sessies_of_meetings(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Sessie]]:
    """Return by meeting its sessions that were not called off, with method and who brings in. One query."""
    rows = Sessie.objects.filter(bijeenkomst__in=set(ids)).exclude(status=SessieStatus.VERVALLEN)
    found: dict[uuid.UUID, list[Sessie]] = defaultdict(list)
    for row in rows.select_related("versie__werkvorm", "inbrenger__user").order_by("made_at", "pk"):
        if row.bijeenkomst_id is not None:
            found[row.bijeenkomst_id].append(row)
    return found


def meetings_without_bringer(now: datetime) -> list[Bijeenkomst]:
    """Return the meetings of intervisie for which it is time to ask who brings in, as nobody does. Two queries.

    Not any more from two working days before: who comes then reads what it will be.
    """
    rows = [
        row for row in _coming(now).filter(kind=BijeenkomstKind.INTERVISIE)
        if asked_from(row, ASKED_BEFORE) <= now < asked_from(row, TOLD_BEFORE)
    ]  # fmt: skip
    sessies = sessies_of_meetings(row.pk for row in rows) if rows else {}
    return [row for row in rows if not has_bringer(sessies.get(row.pk, ()))]


def meetings_to_tell(now: datetime) -> list[Bijeenkomst]:
    """Return the meetings of two working days from now with a session that is being prepared. One query."""
    prepared = Sessie.objects.filter(bijeenkomst=OuterRef("pk"), status=SessieStatus.VOORBEREIDING)
    rows = _coming(now).filter(Exists(prepared))
    return [row for row in rows if asked_from(row, TOLD_BEFORE) <= now]


def sessies_to_prepare(now: datetime) -> list[Sessie]:
    """Return the sessions for which it is time that who brings in prepares. One query."""
    rows = Sessie.objects.filter(
        status=SessieStatus.VOORBEREIDING, inbrenger__user__is_active=True, inbrenger__left_at__isnull=True,
        bijeenkomst__in=_coming(now),
    )  # fmt: skip
    found = rows.select_related("bijeenkomst", "inbrenger__user").order_by("pk")
    return [row for row in found if row.bijeenkomst and asked_from(row.bijeenkomst, PREPARED_BEFORE) <= now]


def meetings_by_id(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Bijeenkomst]:
    """Return these meetings with their Kring. One query."""
    return {row.pk: row for row in Bijeenkomst.objects.filter(pk__in=set(ids)).select_related("kring")}


def sessies_by_id(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sessie]:
    """Return these sessions with meeting, Kring and who brings in. One query."""
    rows = Sessie.objects.filter(pk__in=set(ids)).select_related("bijeenkomst__kring", "inbrenger__user")
    return {row.pk: row for row in rows}


def written_before(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these (session id, user id) wrote a question. In a scope; nothing is opened. One query."""
    asked = set(pairs)
    rows = Sessievoorbereiding.objects.filter(
        sessie__in={one for one, _user in asked}, user__in={user for _sessie, user in asked}
    )
    return asked & set(rows.values_list("sessie_id", "user_id"))


def is_coming(bijeenkomst: Bijeenkomst | None, now: datetime) -> bool:
    """Whether a meeting of an open group is still to come."""
    if bijeenkomst is None or bijeenkomst.kring is None or bijeenkomst.status != BijeenkomstStatus.GEPLAND:
        return False
    return bijeenkomst.starts_at > now and bijeenkomst.kring.closed_at is None


def day_moment(prefix: str, day: date) -> str:
    """Return how a message notes the day of the meeting it is about: a moved meeting is another matter."""
    return f"{prefix}:{day:%Y%m%d}"


def _coming(now: datetime) -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.filter(
        Q(kring__closed_at__isnull=True), audience=Audience.KRING, kind__in=OF_A_GROUP,
        status=BijeenkomstStatus.GEPLAND, starts_at__gt=now, starts_at__lt=now + FARTHEST,
    ).order_by("starts_at", "pk")  # fmt: skip
