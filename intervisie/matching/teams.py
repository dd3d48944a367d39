"""Teams in an editie: 4 to 6 people, 5 if possible, nobody left out, organisaties spread (TRN-06).

The same engine with other rules. In a team two colleagues may meet when it cannot be otherwise, so an organisatie is
no hard rule here but the strongest goal; only `apart` and `together` are hard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from community.notation import count, listing
from intervisie.matching.effort import Effort
from intervisie.matching.instance import GOALS, Instance, InstanceError, Lock, Person, Round, Rules
from intervisie.matching.search import Outcome, divide

# Organisaties weigh most, then experience, then samenwerkingen, then the size.
TEAM_WEIGHTS = {**dict.fromkeys(GOALS, 0.0), "sector": 0.5, "senioriteit": 0.15, "nieuw": 0.15, "maat": 0.2}
SECONDS = 0.5
ATTEMPTS = 6

Cores = tuple[Lock, ...]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TeamMember:
    """A participant, and what should be spread over the teams. `experience` is any number that says how senior."""

    id: str
    organisatie: str
    samenwerking: str = ""
    experience: int = 1
    name: str = ""


@dataclass(frozen=True)
class TeamSizes:
    """The smallest, the wished and the largest team."""

    least: int = 4
    target: int = 5
    most: int = 6


@dataclass(frozen=True)
class TeamProposal:
    """Teams of ids, why each person is where they are, and sentences about what could not be avoided.

    `teams` is empty when the rules cannot hold; `notes` then says which and what to do.
    """

    teams: tuple[tuple[str, ...], ...]
    reasons: Mapping[str, str]
    notes: tuple[str, ...] = ()
    quality: float = 0.0


def propose_teams(
    members: Sequence[TeamMember],
    *,
    seed: int = 1,
    sizes: TeamSizes | None = None,
    together: Iterable[Sequence[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> TeamProposal:
    """Return teams for these participants: the same input and seed give the same teams.

    Raises InstanceError (`.problems`: Dutch sentences) for ids that are double or unknown.
    """
    sizes = sizes or TeamSizes()
    if not is_possible(len(members), sizes):
        return TeamProposal((), {}, (impossible_sentence(len(members), sizes),))
    cores = tuple(Lock(f"vast {number}", tuple(core)) for number, core in enumerate(together, 1))
    pairs = tuple(apart)
    outcome = _divided(members, sizes, cores, pairs, seed)
    if not outcome:
        return TeamProposal((), {}, tuple(_ways_out(members, sizes, cores, pairs, seed)))
    people = {member.id: member for member in members}
    teams = tuple(group.members for group in outcome.division.groups)
    reasons = {id_: _reason(people[id_], [people[other] for other in team]) for team in teams for id_ in team}
    return TeamProposal(teams, reasons, tuple(_notes(teams, people)), outcome.score.quality)


def _divided(members: Sequence[TeamMember], sizes: TeamSizes, cores: Cores, apart: Pairs, seed: int) -> Outcome | None:
    """Return the best division that leaves nobody out, or None when a few attempts find none."""
    instance = team_instance(members, sizes, cores, apart)
    for attempt in range(ATTEMPTS):
        # Some twenty people are divided in tens of thousands of moves, in plain Python.
        outcome = divide(instance, seed=seed + attempt, effort=Effort(SECONDS, is_compiled=False, is_exact=False))
        if not outcome.division.unplaced:
            return outcome
    return None


def is_possible(people: int, sizes: TeamSizes) -> bool:
    """Whether so many people can be divided into teams of these sizes with nobody left."""
    fewest = -(-people // sizes.most)
    return people > 0 and fewest * sizes.least <= people


def impossible_sentence(people: int, sizes: TeamSizes) -> str:
    """Return why these numbers do not fit and which size would."""
    who = count(people, "deelnemer past", "deelnemers passen")
    if people < sizes.least:
        return f"{who} niet in een team van minstens {sizes.least}."
    teams = people // sizes.least
    largest = -(-people // teams)
    return f"{who} niet in teams van {sizes.least} tot {sizes.most}. Sta een team van {largest} toe."


def team_instance(members: Sequence[TeamMember], sizes: TeamSizes, cores: Cores, apart: Pairs) -> Instance:
    """Return the instance whose best division is the best set of teams. Raises InstanceError."""
    known = {member.id for member in members}
    problems = [f"{id_} doet niet mee aan deze editie." for pair in apart for id_ in pair if id_ not in known]
    problems += [f"{id_} doet niet mee aan deze editie." for core in cores for id_ in core.members if id_ not in known]
    if len(known) < len(members):
        problems.append("Iemand staat twee keer in de lijst.")
    if problems:
        raise InstanceError(problems)
    people = tuple(
        Person(member.id, org=member.id, sector=member.organisatie, seniority=member.experience) for member in members
    )
    return Instance(
        people,
        Rules(sizes.least, sizes.target, sizes.most, fair_weight=0.25, worst_share=0.25),
        TEAM_WEIGHTS,
        lines=frozenset(frozenset(pair) for pair in apart),
        locks=cores,
        history=_as_history(members),
    )


def _as_history(members: Sequence[TeamMember]) -> tuple[Round, ...]:
    """Return people of one samenwerking as people who met: the goal `nieuw` then spreads them."""
    groups: dict[str, list[str]] = {}
    for member in members:
        if member.samenwerking:
            groups.setdefault(member.samenwerking, []).append(member.id)
    return (Round(0, tuple(tuple(group) for group in groups.values() if len(group) > 1)),)


def _ways_out(members: Sequence[TeamMember], sizes: TeamSizes, cores: Cores, apart: Pairs, seed: int) -> list[str]:
    """Return what stands in the way: which single wish to give up, or that one is not enough."""
    names = {member.id: member.name or member.id for member in members}
    found = []
    for pair in apart:
        if _divided(members, sizes, cores, tuple(other for other in apart if other != pair), seed):
            found.append(f"Laat toe dat {names[pair[0]]} en {names[pair[1]]} in één team komen.")
    for core in cores:
        if _divided(members, sizes, tuple(other for other in cores if other != core), apart, seed):
            found.append(f"Laat los dat {listing([names[id_] for id_ in core.members])} bij elkaar blijven.")
    opening = "Met deze vaste wensen past niet iedereen in een team."
    return [opening, *(found or ["Laat meer dan één wens los, of kies andere teamgroottes."])]


def _reason(person: TeamMember, team: Sequence[TeamMember]) -> str:
    """Return in one sentence why somebody is in this team."""
    others = [other for other in team if other is not person]
    colleagues = [other for other in others if other.organisatie == person.organisatie]
    partners = [other for other in others if person.samenwerking and other.samenwerking == person.samenwerking]
    worlds = len({other.organisatie for other in team})
    if colleagues:
        who = listing([other.name or other.id for other in colleagues])
        verb = "komt" if len(colleagues) == 1 else "komen"
        return f"Dit team heeft {count(worlds, 'organisatie', 'organisaties')}; {who} {verb} van dezelfde organisatie."
    ending = "" if partners else " en niemand uit de eigen samenwerking"
    return f"In dit team zit niemand van de eigen organisatie{ending}."


def _notes(teams: Sequence[Sequence[str]], people: Mapping[str, TeamMember]) -> list[str]:
    """Return per team what could not be spread."""
    found = []
    for number, team in enumerate(teams, 1):
        names = [people[id_].organisatie for id_ in team]
        double = sorted({name for name in names if names.count(name) > 1})
        if double:
            found.append(f"In team {number} komt meer dan één deelnemer van {listing(double)}.")
    return found
