"""What the duties and mails about teams ask: which talks a captain must plan, and which teams need a hand."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid5

from django.db.models import Exists, OuterRef, QuerySet

from community.access.kringen import active_lidmaatschappen
from community.models import (
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Deelname,
    KringRol,
    Lidmaatschap,
    Taak,
    User,
)
from community.workdays import local_date
from training.models import Deelnemer, Editie, Editiedeel, EditieStatus, OnderdeelKind, Team
from training.queries.teams import Talk, missing_talks

# Teams are asked for this long before the first day.
AHEAD_DAYS = 14
SMALLEST = 4
ACTIVE = Deelnemer.objects.filter(stopped_at__isnull=True, finished_at__isnull=True, user__is_active=True)


@dataclass(frozen=True)
class TalkDuty:
    """A captain who must plan talks of a tussentijd that is open."""

    team: Team
    deel: Editiedeel
    captain: User
    missing: tuple[str, ...]


def duty_id(team: Team, deel: Editiedeel) -> uuid.UUID:
    """Return what names the duty about one tussentijd in one team: a captain may lead more than one team."""
    return uuid5(team.pk, str(deel.pk))


def talks_to_plan(now: datetime, teams: QuerySet[Team] | None = None) -> dict[uuid.UUID, TalkDuty]:
    """Return what captains have to plan now, by `duty_id`; five queries for any number of teams."""
    today = local_date(now)
    rows = (Team.objects.all() if teams is None else teams).filter(editie__status=EditieStatus.GEPUBLICEERD)
    known = list(rows.select_related("editie", "kring"))
    delen = Editiedeel.objects.filter(
        editie__in={team.editie_id for team in known}, onderdeel__kind=OnderdeelKind.TUSSENTIJD,
        from_date__lte=today, until_date__gte=today,
    ).select_related("onderdeel")  # fmt: skip
    kringen = [team.kring_id for team in known]
    places = list(active_lidmaatschappen(now).filter(kring__in=kringen).select_related("user")) if known else []
    captains = {row.kring_id: row for row in places if row.role == KringRol.TREKKER}
    trainers = {(row.kring_id, row.user_id) for row in places if row.by_rol}
    talks = _talks(kringen, trainers) if known else {}
    found = {}
    for deel in delen if known else ():
        for team in (team for team in known if team.editie_id == deel.editie_id and team.kring_id in captains):
            captain = captains[team.kring_id]
            own = [talk for talk in talks.get(team.kring_id, []) if _is_of(talk, deel)]
            missing = missing_talks(deel, own, captain_is_trainer=bool(captain.by_rol))
            if missing:
                found[duty_id(team, deel)] = TalkDuty(team, deel, captain.user, missing)
    return found


def duties_of(ids: Iterable[uuid.UUID], kind: str, now: datetime) -> Mapping[uuid.UUID, TalkDuty]:
    """Return those of these duties that still stand, by id; a few queries."""
    asked = set(ids)
    kringen = Taak.objects.filter(kind=kind, object_id__in=asked).values("kring")
    return {pk: duty for pk, duty in talks_to_plan(now, Team.objects.filter(kring__in=kringen)).items() if pk in asked}


def _is_of(talk: Talk, deel: Editiedeel) -> bool:
    """Whether a talk is planned from the first day of an open tussentijd on."""
    return deel.from_date is not None and local_date(talk.bijeenkomst.starts_at) >= deel.from_date


def _talks(kringen: Iterable[uuid.UUID], trainers: set[tuple[uuid.UUID, uuid.UUID]]) -> dict[uuid.UUID, list[Talk]]:
    meetings = list(Bijeenkomst.objects.filter(
        kring__in=list(kringen), kind=BijeenkomstKind.TEAMGESPREK, status=BijeenkomstStatus.GEPLAND
    ))  # fmt: skip
    places = Deelname.objects.filter(bijeenkomst__in=meetings).values_list(
        "bijeenkomst_id", "bijeenkomst__kring_id", "user_id"
    )
    guided = {meeting for meeting, kring, user in places if (kring, user) in trainers}
    found: dict[uuid.UUID, list[Talk]] = {}
    for meeting in meetings:
        if meeting.kring_id is not None:
            found.setdefault(meeting.kring_id, []).append(Talk(meeting, meeting.pk in guided))
    return found


def edities_to_divide(now: datetime, edities: Iterable[uuid.UUID] | None = None) -> dict[uuid.UUID, tuple[Editie, str]]:
    """Return the edities whose teams need a hand, with why: 'MAKEN', 'CAPTAIN' or 'PLAATSEN'. At most six queries.

    From two weeks before the first day teams are to be made; known teams need a captain, and everybody a team.
    """
    rows = Editie.objects.filter(status=EditieStatus.GEPUBLICEERD)
    if edities is not None:
        rows = rows.filter(pk__in=list(edities))
    teams = Team.objects.filter(editie=OuterRef("pk"))
    return {**_without_teams(_beginning(rows.exclude(Exists(teams)), now)), **_with_gaps(rows, now)}


def _without_teams(edities: Iterable[Editie]) -> dict[uuid.UUID, tuple[Editie, str]]:
    """Return of these edities those with people enough for a team."""
    known = {editie.pk: editie for editie in edities}
    amounts = Counter(ACTIVE.filter(editie__in=known).values_list("editie_id", flat=True)) if known else Counter()
    return {pk: (known[pk], "MAKEN") for pk, amount in amounts.items() if amount >= SMALLEST}


def _with_gaps(rows: QuerySet[Editie], now: datetime) -> dict[uuid.UUID, tuple[Editie, str]]:
    """Return the edities that go on with a team that nobody leads, or somebody who is in none."""
    running = rows.filter(teams__isnull=False, delen__bijeenkomst__starts_at__gt=now).distinct().select_related("kring")
    known = {editie.pk: editie for editie in running}
    if not known:
        return {}
    inside = active_lidmaatschappen(now).filter(kring__team__editie__in=known)
    led = set(inside.filter(role=KringRol.TREKKER).values_list("kring_id", flat=True))
    placed = set(inside.filter(by_rol="").values_list("kring__team__editie_id", "user_id"))
    seated = ACTIVE.filter(editie__in=known).values_list("editie_id", "user_id")
    found = {editie_id: (known[editie_id], "PLAATSEN") for editie_id, user in seated if (editie_id, user) not in placed}
    for editie_id, kring_id in Team.objects.filter(editie__in=known).values_list("editie_id", "kring_id"):
        if kring_id not in led:
            found[editie_id] = (known[editie_id], "CAPTAIN")
    return found


def _beginning(rows: QuerySet[Editie], now: datetime) -> list[Editie]:
    """Return of these edities those whose first day comes within two weeks, or was."""
    days = Editiedeel.objects.filter(
        editie=OuterRef("pk"), bijeenkomst__starts_at__lte=now + timedelta(days=AHEAD_DAYS)
    )
    coming = Editiedeel.objects.filter(editie=OuterRef("pk"), bijeenkomst__starts_at__gt=now)
    return list(rows.filter(Exists(days), Exists(coming)).select_related("kring"))


def teams_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Team]:
    """Return these teams with their editie; one query."""
    return {row.pk: row for row in Team.objects.filter(pk__in=set(ids)).select_related("editie")}


def people_of(teams: Iterable[Team], now: datetime) -> dict[uuid.UUID, list[Lidmaatschap]]:
    """Return who is in these teams now, by the id of their Kring; one query."""
    rows = active_lidmaatschappen(now).filter(kring__in={team.kring_id for team in teams}).select_related("user")
    found: dict[uuid.UUID, list[Lidmaatschap]] = {}
    for row in rows.order_by("user__sort_key", "pk"):
        found.setdefault(row.kring_id, []).append(row)
    return found
