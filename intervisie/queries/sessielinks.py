"""Sessions as other pages name them: on the page of their meeting, of their group, and on Mijn omgeving.

Method, day and who may go where; nothing of what is written in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import Visitor
from community.meeting_points import MeetingLink
from community.models import Bijeenkomst, Kring, User
from community.workdays import at_local, local_date
from intervisie.access.sessies import may_make_sessie, visible_sessies
from intervisie.access.sessievoorbereiding import may_bring_in
from intervisie.models import Sessie, SessieStatus
from intervisie.queries.sessievoorbereiding import has_bringer

# How far ahead Mijn omgeving looks, and how many sessions a list of a group shows.
DAYS_AHEAD, MOST = 7, 12


@dataclass(frozen=True)
class Sessiewijzer:
    """One session in a list. `state` is VOORBEREIDING, BEZIG or KLAAR; `may_prepare` whether her own question can be
    written beforehand."""

    code: str
    title: str
    group: str
    starts_at: datetime | None
    state: str
    is_today: bool

    @property
    def may_prepare(self) -> bool:
        """Whether one can still write a question for it."""
        return self.state == SessieStatus.VOORBEREIDING


def links_of_meeting(user: Visitor, meeting: Bijeenkomst, now: datetime) -> Sequence[MeetingLink]:
    """Return what the page of a meeting shows of its sessions to who sees these. One query, two when she may make
    one."""
    if meeting.kring_id is None or not isinstance(user, User):
        return ()
    rows = list(
        visible_sessies(user, now).filter(bijeenkomst=meeting).exclude(status=SessieStatus.VERVALLEN)
        .select_related("versie__werkvorm", "inbrenger__user").order_by("made_at", "pk")
    )  # fmt: skip
    links = [MeetingLink(row.versie.werkvorm.name, reverse("sessie", args=[row.code]), _about(row)) for row in rows]
    if may_bring_in(user, meeting, now) and not has_bringer(rows):
        links.append(MeetingLink(_("Ik breng iets in"), reverse("sessie-inbrengen", args=[meeting.code])))
    if may_make_sessie(user, meeting, now):
        links.append(MeetingLink(_("Maak een sessie"), reverse("sessie-nieuw-voor", args=[meeting.code])))
    return links


def sessies_of_kring(user: User, kring: Kring, now: datetime) -> list[Sessiewijzer]:
    """Return the sessions of a group that this person sees: those to come first, then the last ones. One query."""
    rows = visible_sessies(user, now).filter(bijeenkomst__kring=kring).exclude(status=SessieStatus.VERVALLEN)
    lines = _lines(rows.order_by("-bijeenkomst__starts_at", "pk")[:MOST], now)
    return sorted(lines, key=lambda line: line.state == SessieStatus.KLAAR)


def coming_sessies(user: User, now: datetime) -> list[Sessiewijzer]:
    """Return the sessions that go on now, and those of the coming week, the first one first. One query."""
    until = at_local(local_date(now) + timedelta(days=DAYS_AHEAD + 1), time(0))
    soon = Q(status=SessieStatus.VOORBEREIDING, bijeenkomst__ends_at__gt=now, bijeenkomst__starts_at__lt=until)
    rows = visible_sessies(user, now).filter(Q(status=SessieStatus.BEZIG) | soon)
    rows = rows.filter(Q(bijeenkomst__isnull=True) | Q(bijeenkomst__kring__closed_at__isnull=True))
    return _lines(rows.order_by("bijeenkomst__starts_at", "made_at", "pk")[:MOST], now)


def _lines(rows: QuerySet[Sessie], now: datetime) -> list[Sessiewijzer]:
    today, found = local_date(now), []
    for row in rows.select_related("versie__werkvorm", "bijeenkomst__kring"):
        meeting = row.bijeenkomst
        starts_at = meeting.starts_at if meeting else None
        found.append(Sessiewijzer(
            row.code, row.versie.werkvorm.name, meeting.kring.name if meeting and meeting.kring else "", starts_at,
            row.status, starts_at is not None and local_date(starts_at) == today,
        ))  # fmt: skip
    return found


def _about(row: Sessie) -> str:
    if row.status == SessieStatus.BEZIG:
        return _("Is bezig: doe mee")
    if row.status == SessieStatus.KLAAR:
        return _("Klaar: bekijk wat je meenam")
    if row.inbrenger is not None and row.inbrenger.user is not None:
        return _("{naam} brengt een vraag in").format(naam=row.inbrenger.user.naam)
    return _("Wordt voorbereid")
