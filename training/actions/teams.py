"""Teams that are known: making one with its Kring, moving people, another captain, and the trainers beside them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community import access
from community.actions.agenda import cancel_coming_of_kring
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import add_member, end_member, lidmaatschap_under_lock, lock_kring
from community.berichten.outbox import owe_many
from community.models import Kring, KringKind, KringRol, Lidmaatschap, Rol, User
from training.access.teams import may_divide
from training.actions.edities import hold_editie
from training.models import Editie, Team
from training.queries.teamindeling import Division, Mensen, mensen_of, published

TEAM_KNOWN, TEAM_CHANGED = "N36", "N185"


@dataclass(frozen=True)
class Stand:
    """The teams as they are now, for who saved on top of older ones. `version` is their stamp."""

    version: str


def make_team(
    *, editie: Editie, number: int, members: Iterable[User], captain: str, trainers: Iterable[User], now: datetime
) -> Team:
    """Make one team with its Kring: `captain` leads it, the others are in it, the trainers guide it.

    Call inside a transaction that judged who may.
    """
    kring = Kring.objects.create(kind=KringKind.TEAM, name=_("Team {number} van {name}").format(
        number=number, name=editie.name)[:120])  # fmt: skip
    for user in members:
        role = KringRol.TREKKER if str(user.pk) == captain else KringRol.LID
        add_member(kring=kring, user=user, role=role, now=now)
    for user in trainers:
        role = KringRol.TREKKER if str(user.pk) == captain else KringRol.BEGELEIDER
        add_member(kring=kring, user=user, role=role, by_rol=Rol.TRAINER, now=now)
    return Team.objects.create(editie=editie, number=number, kring=kring, published_at=now)


def tell_team(team: Team, now: datetime) -> None:
    """Owe the participants of a team, and a trainer who is its captain, that it is known (N36)."""
    rows = Lidmaatschap.objects.filter(kring=team.kring_id, until_at__isnull=True).exclude(role=KringRol.BEGELEIDER)
    people = [row.user for row in rows.select_related("user")]
    owe_many(TEAM_KNOWN, object_id=team.pk, recipients=people, moment="bekend", now=now)


def change_teams(
    *, actor: User, editie: Editie, stamp: str, placing: Mapping[str, int], captains: Mapping[int, str], now: datetime
) -> None:
    """Move people between teams that are known, place who has no team yet, and choose other captains.

    Who moves hears her new team (N36); the captains she leaves and comes to, and a team with another captain, hear
    that (N185); nobody else does. A team that nobody is left in ends, with its meetings. Raises StaleSaveError when
    somebody changed a team since `stamp`, ActionError for a team that would have no captain.
    """
    access.require(may_divide(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        mensen = mensen_of(held, now)
        before = published(held, mensen, now)
        if before.stamp != stamp:
            raise StaleSaveError(Stand(before.stamp))
        after = _after(before, mensen, placing, captains)
        _Change(held, mensen, before, after, now).carry_out()


def follow_trainers(editie: Editie, now: datetime) -> None:
    """Let exactly the trainers of an editie guide its teams. Called when who leads it changed; tells nothing."""
    stay = set(mensen_of(editie, now).trainers)
    for team in Team.objects.filter(editie=editie).order_by("kring_id"):
        kring = lock_kring(team.kring_id)
        rows = Lidmaatschap.objects.filter(kring=kring, by_rol=Rol.TRAINER, until_at__isnull=True)
        inside = {str(row.user_id): row for row in rows.select_related("user", "kring")}
        for id_, row in inside.items():
            if id_ not in stay:
                end_member(lidmaatschap=row, now=now)
        for user in User.objects.filter(pk__in=stay - inside.keys()):
            if lidmaatschap_under_lock(kring, user.pk) is None:
                add_member(kring=kring, user=user, role=KringRol.BEGELEIDER, by_rol=Rol.TRAINER, now=now)


def _after(
    before: Division, mensen: Mensen, placing: Mapping[str, int], captains: Mapping[int, str]
) -> Division:  # fmt: skip
    """Return the teams as they are to be. Raises ActionError for one without captain, or with a captain of another."""
    was = {id_: number for number, members in before.teams.items() for id_ in members}
    now_in = {**was, **{id_: number for id_, number in placing.items() if id_ in mensen.people}}
    teams = {
        number: tuple(id_ for id_ in mensen.people if now_in.get(id_) == number)
        for number in sorted({*before.teams, *now_in.values()})
    }
    leads: dict[int, str] = {}
    for number, members in teams.items():
        if members:
            chosen = captains.get(number) or before.captains.get(number, "")
            is_new = number not in before.teams
            leads[number] = chosen or (members[0] if is_new else "")
            if leads[number] not in members and leads[number] not in mensen.trainers:
                words = _("Kies voor team {number} een teamcaptain uit dat team, of een trainer.")
                raise ActionError(words.format(number=number))
    return Division(teams, leads, before.stamp)


class _Change:
    """One change of the teams of an editie, carried out under the lock of its Kring."""

    def __init__(self, editie: Editie, mensen: Mensen, before: Division, after: Division, now: datetime) -> None:
        self.editie, self.mensen, self.before, self.after, self.now = editie, mensen, before, after, now
        rows = Team.objects.filter(editie=editie).select_related("kring").order_by("kring_id")
        self.teams = {team.number: team for team in rows}
        self.was = {id_: number for number, members in before.teams.items() for id_ in members}
        self.will = {id_: number for number, members in after.teams.items() for id_ in members}
        self.moved = [id_ for id_ in mensen.people if self.will.get(id_) != self.was.get(id_)]
        self.touched = {number for id_ in self.moved for number in (self.was.get(id_), self.will.get(id_)) if number}
        self.led_anew = {
            number for number, captain in after.captains.items() if before.captains.get(number, captain) != captain
        }

    def carry_out(self) -> None:
        """Write it and owe who is touched what she hears."""
        for number in sorted(self.touched | self.led_anew, key=self._kring_of):
            if number in self.teams:
                lock_kring(self.teams[number].kring_id)
        for id_ in self.moved:
            self._take_out(id_)
        for number in sorted(self.touched | self.led_anew):
            if not self.after.teams.get(number):
                self._end(number)
            elif number in self.teams:
                self._fill(number)
            else:
                self._begin(number)
        self._tell()

    def _kring_of(self, number: int) -> str:
        return str(self.teams[number].kring_id) if number in self.teams else ""

    def _take_out(self, id_: str) -> None:
        number = self.was.get(id_)
        row = self._place(number, id_) if number else None
        if row is not None:
            end_member(lidmaatschap=row, now=self.now)

    def _fill(self, number: int) -> None:
        """Let who is to be in this team be in it, each in the right role."""
        team, captain = self.teams[number], self.after.captains[number]
        before = self.before.captains.get(number, "")
        old = self._place(number, before) if before and before != captain else None
        if old is not None:
            Lidmaatschap.objects.filter(pk=old.pk).update(role=KringRol.BEGELEIDER if old.by_rol else KringRol.LID)
        for id_ in self.after.teams[number]:
            if self.was.get(id_) != number:
                add_member(kring=team.kring, user=self.mensen.people[id_].user, now=self.now)
        Lidmaatschap.objects.filter(kring=team.kring_id, user=uuid.UUID(captain), until_at__isnull=True).update(
            role=KringRol.TREKKER
        )
        Team.objects.filter(pk=team.pk).update(version=F("version") + 1)

    def _begin(self, number: int) -> None:
        members = [self.mensen.people[id_].user for id_ in self.after.teams[number]]
        self.teams[number] = make_team(
            editie=self.editie, number=number, members=members, captain=self.after.captains[number],
            trainers=self.mensen.trainers.values(), now=self.now,
        )  # fmt: skip

    def _end(self, number: int) -> None:
        """End a team that nobody is in any more."""
        team = self.teams.pop(number)
        cancel_coming_of_kring(kring=team.kring, reason=_("Dit team is er niet meer."), now=self.now)
        for row in Lidmaatschap.objects.filter(kring=team.kring_id, until_at__isnull=True).select_related("user"):
            row.kring = team.kring
            end_member(lidmaatschap=row, now=self.now)
        Kring.objects.filter(pk=team.kring_id).update(closed_at=self.now)
        team.delete()

    def _place(self, number: int, id_: str) -> Lidmaatschap | None:
        rows = Lidmaatschap.objects.filter(kring=self.teams[number].kring_id, user=uuid.UUID(id_))
        return rows.filter(until_at__isnull=True).select_related("user", "kring").first()

    def _tell(self) -> None:
        """Owe N36 to who moved, N185 to who leads a team that others left or came to, and to a team led anew."""
        stamp = f"{self.now:%Y%m%d%H%M%S%f}"
        for number, team in self.teams.items():
            came = [self.mensen.people[id_].user for id_ in self.moved if self.will.get(id_) == number]
            owe_many(TEAM_KNOWN, object_id=team.pk, recipients=came, moment=f"nieuw:{stamp}", now=self.now)
            others = set()
            if number in self.led_anew:
                others = {*self.after.teams[number], self.after.captains[number]}
            elif number in self.touched:
                others = {self.after.captains[number]}
            told = self._users(others - {str(user.pk) for user in came})
            owe_many(TEAM_CHANGED, object_id=team.pk, recipients=told, moment=f"anders:{stamp}", now=self.now)

    def _users(self, ids: Iterable[str]) -> list[User]:
        known = {id_: person.user for id_, person in self.mensen.people.items()} | dict(self.mensen.trainers)
        return [known[id_] for id_ in ids if id_ in known]
