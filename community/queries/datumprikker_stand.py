"""Where date polls stand, for many at once: what mail and duties need to know at this moment."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from community.access.datumprikker import runners
from community.access.kringen import active_lidmaatschappen
from community.models import Antwoord, Datumprikker, DatumprikkerStatus, Taak, User


@dataclass
class Stand:
    """One date poll: who is asked, who runs it, and how many moments each person said nothing about."""

    prikker: Datumprikker
    moments: int
    people: dict[uuid.UUID, str] = field(default_factory=dict)
    said: Counter[uuid.UUID] = field(default_factory=Counter)
    running: set[uuid.UUID] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        """Whether no date was fixed yet and it was not closed."""
        return self.prikker.status == DatumprikkerStatus.OPEN

    @property
    def silent_names(self) -> list[str]:
        """Who did not say everything yet, sorted the Dutch way."""
        return [name for person, name in self.people.items() if self.missing_of(person)]

    def is_answerable(self, now: datetime) -> bool:
        """Whether people can answer at this moment."""
        return self.is_open and self.prikker.answer_until > now

    def is_run_by(self, user_id: uuid.UUID) -> bool:
        """Whether this person decides what comes of it."""
        return user_id in self.running

    def missing_of(self, user_id: uuid.UUID) -> int:
        """Return about how many moments this person said nothing."""
        return max(0, self.moments - self.said[user_id])


def standings_of_prikkers(ids: Iterable[uuid.UUID], now: datetime) -> Mapping[uuid.UUID, Stand]:
    """Return where each of these date polls stands. Four queries for any number."""
    rows = Datumprikker.objects.filter(pk__in=set(ids)).select_related("kring").annotate(moments=Count("opties"))
    stands = {row.pk: Stand(row, row.moments) for row in rows}
    of_kring: dict[uuid.UUID, list[Stand]] = defaultdict(list)
    for stand in stands.values():
        of_kring[stand.prikker.kring_id].append(stand)
    places = active_lidmaatschappen(now).filter(kring__in=of_kring).select_related("user")
    for place in places.order_by("user__sort_key", "user_id"):
        for stand in of_kring[place.kring_id]:
            stand.people[place.user_id] = place.user.naam
    for user_id, kring_id in runners(of_kring, now):
        for stand in of_kring[kring_id]:
            stand.running.add(user_id)
    counts = (
        Antwoord.objects.filter(optie__datumprikker__in=stands).order_by().values_list("optie__datumprikker", "user")
    )
    for prikker_id, user_id, number in counts.annotate(number=Count("pk")):
        stands[prikker_id].said[user_id] = number
    return stands


def late_questions(now: datetime, *, kind: str) -> set[uuid.UUID]:
    """Return the ids of the date polls nobody can answer any more and of which a duty `kind` is still open."""
    late = Datumprikker.objects.filter(pk=OuterRef("object_id"), answer_until__lte=now)
    rows = Taak.objects.filter(Exists(late), kind=kind, done_at__isnull=True, withdrawn_at__isnull=True)
    return set(rows.values_list("object_id", flat=True))


def without_runner(now: datetime, *, kind: str) -> list[tuple[Datumprikker, list[User]]]:
    """Return the open date polls for which nobody who runs them has the duty `kind`, each with who leads its Kring."""
    polls = list(Datumprikker.objects.filter(status=DatumprikkerStatus.OPEN).select_related("kring"))
    if not polls:
        return []
    leading: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for user_id, kring_id in runners({poll.kring_id for poll in polls}, now):
        leading[kring_id].add(user_id)
    asked = Taak.objects.filter(kind=kind, object_id__in=[poll.pk for poll in polls], done_at__isnull=True,
                                withdrawn_at__isnull=True)  # fmt: skip
    deciding: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for object_id, user_id in asked.values_list("object_id", "user"):
        deciding[object_id].add(user_id)
    people = User.objects.in_bulk({person for leaders in leading.values() for person in leaders})
    return [
        (poll, [people[person] for person in sorted(leading[poll.kring_id])])
        for poll in polls
        if leading[poll.kring_id] and not leading[poll.kring_id] & deciding[poll.pk]
    ]
