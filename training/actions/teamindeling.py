"""Dividing an editie in teams: a proposal, changed by hand, and made known."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import save_version
from community.models import User
from intervisie.matching import TeamMember, TeamSizes, propose_teams
from training.access.teams import may_divide
from training.actions.edities import hold_editie
from training.actions.teams import make_team, tell_team
from training.models import Editie, Team, Teamvoorstel
from training.queries.teamindeling import (
    USUAL,
    Division,
    Mensen,
    changed_since,
    has_teams,
    mensen_of,
    proposed,
    stored_teams,
    voorstel_of,
)

SMALL = TeamSizes(least=3, target=4, most=5)


class PeopleChangedError(ActionError):
    """People came, stopped or changed employer since the proposal was made; `changes` names them."""

    def __init__(self, changes: list[str]) -> None:
        super().__init__(_("Er is iets veranderd sinds dit voorstel. Kijk of de teams nog kloppen."))
        self.changes = changes


def propose_division(
    *, actor: User, editie: Editie, version: int, now: datetime, is_anew: bool = False
) -> Teamvoorstel:  # fmt: skip
    """Propose teams; who was put in a team by hand stays with who was put there too, unless it `is_anew`.

    `version` is that of the proposal that was shown, 0 without one. Raises StaleSaveError when somebody made or
    changed one meanwhile, ActionError when the teams are known or what was fixed cannot be kept.
    """
    access.require(may_divide(actor, editie, now))
    mensen = mensen_of(editie, now)
    if not mensen.people:
        raise ActionError(_("Er doet nog niemand mee. Maak teams als er deelnemers zijn."))
    earlier = voorstel_of(editie)
    seed = earlier.seed + 1 if earlier else 1
    division = _divided(mensen, proposed(earlier, mensen) if earlier and not is_anew else None, seed)
    with transaction.atomic():
        hold_editie(editie)
        _require_unknown(editie)
        row = voorstel_of(editie)
        changes = {"division": stored_teams(division, mensen), "fingerprint": mensen.fingerprint, "seed": seed,
                   "made_by": actor, "made_at": now}  # fmt: skip
        if row is None:
            return Teamvoorstel.objects.create(editie=editie, **changes)
        return save_version(row, version=version, changes=changes)


def save_division(
    *, actor: User, editie: Editie, version: int, placing: Mapping[str, int], captains: Mapping[int, str],
    now: datetime,
) -> Teamvoorstel:  # fmt: skip
    """Keep who was put in which team by hand, and who is captain. Who moved is locked where she is now.

    Who is not in `placing` stays where she is. Raises StaleSaveError when somebody saved meanwhile, ActionError when
    the teams are known already.
    """
    access.require(may_divide(actor, editie, now))
    with transaction.atomic():
        hold_editie(editie)
        _require_unknown(editie)
        row = voorstel_of(editie)
        if row is None:
            raise ActionError(_("Dit voorstel is er niet meer. Maak een nieuw voorstel."))
        mensen = mensen_of(editie, now)
        stored = stored_teams(placed(proposed(row, mensen), mensen, placing, captains), mensen)
        # What the proposal was made from stays, so that a change since then is still seen.
        stored["people"] = row.division["people"]
        return save_version(row, version=version, changes={"division": stored})


def publish_teams(*, actor: User, editie: Editie, version: int, now: datetime) -> list[Team]:
    """Make the teams: each gets a Kring with its captain, members and trainers, and its people hear it (N36).

    Raises PeopleChangedError when somebody came, stopped or changed employer since; then the proposal takes that
    over, so that a second look and click is enough. Raises StaleSaveError when somebody saved meanwhile, ActionError
    for a team without captain.
    """
    access.require(may_divide(actor, editie, now))
    changes = accept_changes(editie=editie, version=version, now=now)
    if changes:
        raise PeopleChangedError(changes)
    with transaction.atomic():
        held = hold_editie(editie)
        _require_unknown(editie)
        row, mensen = voorstel_of(editie), mensen_of(editie, now)
        if row is None or row.version != version or row.fingerprint != mensen.fingerprint:
            raise StaleSaveError(row)
        division = proposed(row, mensen)
        _require_whole(division, mensen)
        teams = [
            make_team(editie=held, number=number, members=[mensen.people[id_].user for id_ in division.teams[number]],
                      captain=division.captains[number], trainers=list(mensen.trainers.values()), now=now)
            for number in sorted(division.teams)
        ]  # fmt: skip
        row.delete()
        for team in teams:
            tell_team(team, now)
    return teams


def accept_changes(*, editie: Editie, version: int, now: datetime) -> list[str]:
    """Take over in the proposal who came, stopped or changed employer, and return that in words.

    Who came is put in the smallest team. Called by `publish_teams`, in a transaction of its own so that it stays.
    """
    with transaction.atomic():
        hold_editie(editie)
        row = voorstel_of(editie)
        if row is None or row.version != version:
            raise StaleSaveError(row)
        mensen = mensen_of(editie, now)
        changes = changed_since(row, mensen)
        if changes:
            division = _with_newcomers(proposed(row, mensen), mensen)
            save_version(row, version=version, changes={
                "division": stored_teams(division, mensen), "fingerprint": mensen.fingerprint,
            })  # fmt: skip
    return changes


def placed(
    division: Division, mensen: Mensen, placing: Mapping[str, int], captains: Mapping[int, str]
) -> Division:  # fmt: skip
    """Return a division after these people were put in these teams by hand. A captain goes with her team or not at all.

    Raises ActionError for a captain who is neither in that team nor a trainer.
    """
    was = {id_: number for number, members in division.teams.items() for id_ in members}
    now_in = {**was, **{id_: number for id_, number in placing.items() if id_ in mensen.people}}
    moved = {id_ for id_, number in now_in.items() if was.get(id_) != number}
    teams: dict[int, tuple[str, ...]] = {}
    for number in sorted({*division.teams, *now_in.values()}):
        teams[number] = tuple(id_ for id_ in mensen.people if now_in.get(id_) == number)
    leads = {number: _captain(number, teams[number], division, mensen, captains) for number in teams if teams[number]}
    return Division({n: ids for n, ids in teams.items() if ids}, leads, division.stamp, division.locked | moved)


def _captain(
    number: int, members: tuple[str, ...], division: Division, mensen: Mensen, captains: Mapping[int, str]
) -> str:
    before = division.captains.get(number, "")
    chosen = captains.get(number, before)
    if not chosen or chosen in members or chosen in mensen.trainers:
        return chosen
    if chosen == before:
        return ""  # she went to another team
    words = _("{name} zit niet in team {number}. Kies een teamcaptain uit dat team, of een trainer.")
    raise ActionError(words.format(name=mensen.name_of(chosen), number=number))


def _divided(mensen: Mensen, earlier: Division | None, seed: int) -> Division:
    """Return teams for these people. Raises ActionError when what was fixed by hand cannot be kept."""
    cores = _cores(earlier)
    members = [TeamMember(id_, organisatie=person.organisatie_id or id_, samenwerking=person.samenwerking.lower(),
                          name=person.user.naam) for id_, person in mensen.people.items()]  # fmt: skip
    if len(members) < SMALL.least + 1:
        teams: list[tuple[str, ...]] = [tuple(mensen.people)]
    else:
        apart = [(one[0], other[0]) for at, one in enumerate(cores) for other in cores[at + 1 :]]
        proposal = propose_teams(members, seed=seed, sizes=sizes_for(len(members)), together=cores, apart=apart)
        if not proposal.teams:
            raise ActionError(" ".join(proposal.notes))
        teams = list(proposal.teams)
    locked = earlier.locked if earlier else frozenset()
    ordered = [tuple(id_ for id_ in mensen.people if id_ in team) for team in _in_order(teams, cores)]
    captains = {number: _first_captain(team, earlier, seed) for number, team in enumerate(ordered, 1)}
    return Division(dict(enumerate(ordered, 1)), captains, "", locked)


def sizes_for(people: int) -> TeamSizes:
    """Return the sizes for so many people: 4 to 6, and 3 to 5 for seven, who fit in no teams of 4 to 6."""
    fewest = -(-people // USUAL.most)
    return USUAL if fewest * USUAL.least <= people else SMALL


def _cores(earlier: Division | None) -> list[tuple[str, ...]]:
    """Return who was put together by hand, team by team."""
    if earlier is None:
        return []
    found = [tuple(id_ for id_ in members if id_ in earlier.locked) for members in earlier.teams.values()]
    return [core for core in found if core]


def _in_order(teams: list[tuple[str, ...]], cores: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the teams so that what was fixed keeps its place as far as there are teams."""
    rank = {id_: at for at, core in enumerate(cores) for id_ in core}
    return sorted(teams, key=lambda team: min((rank[id_] for id_ in team if id_ in rank), default=len(cores)))


def _first_captain(team: tuple[str, ...], earlier: Division | None, seed: int) -> str:
    """Return who is proposed as captain: who was chosen by hand and is still in it, else one by lot."""
    known = set(earlier.captains.values()) if earlier else set()
    kept = [id_ for id_ in team if id_ in known and earlier is not None and id_ in earlier.locked]
    if kept:
        return kept[0]
    return min(team, key=lambda id_: hashlib.sha256(f"{seed} {id_}".encode()).hexdigest(), default="")


def _with_newcomers(division: Division, mensen: Mensen) -> Division:
    """Return the division with who is in no team yet put in the smallest one."""
    teams = {number: list(members) for number, members in division.teams.items() if members}
    if not teams:
        return Division({1: tuple(mensen.people)}, {}, division.stamp, division.locked)
    placed_ids = {id_ for members in teams.values() for id_ in members}
    for id_ in mensen.people:
        if id_ not in placed_ids:
            smallest = min(teams, key=lambda number: (len(teams[number]), number))
            teams[smallest].append(id_)
    captains = {n: c for n, c in division.captains.items() if c in mensen.trainers or c in teams.get(n, [])}
    return Division({n: tuple(ids) for n, ids in teams.items()}, captains, division.stamp, division.locked)


def _require_unknown(editie: Editie) -> None:
    if has_teams(editie):
        raise ActionError(_("De teams van deze editie zijn al bekend. Verander ze op de pagina Teams."))


def _require_whole(division: Division, mensen: Mensen) -> None:
    """Raise ActionError for a team without captain, and for people in no team or in two."""
    empty = [number for number in division.teams if not division.captains.get(number)]
    if empty:
        raise ActionError(_("Kies eerst een teamcaptain voor team {number}.").format(number=empty[0]))
    seated = sorted(id_ for members in division.teams.values() for id_ in members)
    if seated != sorted(mensen.people) or any(one == other for one, other in pairwise(seated)):
        raise ActionError(_("Nog niet iedereen zit in een team. Sla de teams nog een keer op."))
