"""What a proposal keeps: groups with their facts, ticks and reasons, and why somebody has none.

Figures and reasons are worked out once, so that a page with hundreds of groups only reads. Nothing in it tells of a
private rule more than 'vaste regels', and nothing tells who wished for whom.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.models import Provincie
from community.notation import count
from intervisie.matching import (
    Division,
    Explanation,
    Group,
    Instance,
    Obstacle,
    Scorer,
    counts_of,
    explain_infeasible,
    explain_unplaced,
    ticks_of,
    why_here,
)
from intervisie.matching.reasons import HAS_WISH
from intervisie.queries import toernee_woorden
from intervisie.queries.matching_invoer import EVEN, Mensen
from intervisie.queries.toernee_matching import farthest, shown_row, stands_in_assignment

# What stands between somebody and a group and is her own to change: only this is told to herself.
OWN_WISHES = (Obstacle.TIJD, Obstacle.REIS, Obstacle.VORM, Obstacle.TAAL)
# Longer than this no explanation looks for: the rest is told that one wish more is not enough.
MOST_EXPLAINED = 60


@dataclass(frozen=True)
class Inhoud:
    """A division as a proposal keeps it, with its worth."""

    division: dict[str, Any]
    quality: float
    worst: float


def division_in(stored: Mapping[str, Any], mensen: Mensen) -> Division:
    """Return a stored division for the engine, with only who takes part now; who is new has no group."""
    groups: list[Group] = []
    placed: set[str] = set()
    for row in stored["groups"]:
        members = tuple(id_ for id_ in row["members"] if id_ in mensen.people)
        placed.update(members)
        host = row["host"] if row["host"] in members else None
        if members:
            groups.append(Group(members, row["mode"], row["slot"], host))
    return Division(tuple(groups), tuple(id_ for id_ in mensen.people if id_ not in placed))


def first_names(division: Division, mensen: Mensen) -> list[str]:
    """Return names for the groups of a fresh proposal: 'Groep 1 · Utrecht'."""
    return [name_for(number, group, mensen) for number, group in enumerate(division.groups, 1)]


def name_for(number: int, group: Group, mensen: Mensen) -> str:
    """Return the name of a group by its number and where it meets."""
    where = _("online") if group.mode == "online" else place_of(group, mensen)
    what = _("Toernee {number}") if mensen.ronde.makes_toernees else _("Groep {number}")
    return what.format(number=number) + (f" · {where}" if where else "")


def place_of(group: Group, mensen: Mensen) -> str:
    """Return the place of the host; empty online and where it is not known. A province where that is all we know."""
    host = mensen.people.get(group.host or "")
    if host is not None and host.shown is not None and host.shown.place:
        return host.shown.place
    if host is None or host.plaats is None:
        return ""
    return str(dict(Provincie.choices).get(host.plaats.name, host.plaats.name))


def inhoud_of(
    instance: Instance, division: Division, mensen: Mensen, names: Sequence[str], *,
    look: Callable[[], bool] = lambda: True,
) -> Inhoud:  # fmt: skip
    """Return a whole division as it is stored. For the worker: explaining who is left out takes seconds for each.

    `look` is called before each of these, and says False when somebody waits no longer.
    """
    scorer = Scorer(instance)
    score = scorer.score(division)
    explained = _explained(instance, division, look)
    relaxed = [one.sentence for one in explain_infeasible(instance, division)] if division.unplaced else []
    rest = dict.fromkeys(division.unplaced, _("Past met deze wensen in geen groep."))
    stored = {
        "groups": [
            group_row(instance, group, name, mensen, scorer)
            for group, name in zip(division.groups, names, strict=True)
        ],
        "unplaced": list(division.unplaced),
        "reasons": reasons_of(instance, division, mensen),
        "why_not": rest | {one.person: one.sentence for one in explained},
        "advies": {one.person: one.sentence for one in explained if one.obstacle in OWN_WISHES},
        "notes": relaxed,
        "components": {goal: round(value, 3) for goal, value in score.components.items()},
    }  # fmt: skip
    return Inhoud(_in_own_words(stored, mensen), score.quality, score.worst)


def _in_own_words(stored: dict[str, Any], mensen: Mensen) -> dict[str, Any]:
    """Return what the engine says about who has no group, in words of what the round makes."""
    if not mensen.ronde.makes_toernees:
        return stored
    for name in ("why_not", "advies"):
        stored[name] = {id_: toernee_woorden.in_words(line) for id_, line in stored[name].items()}
    return stored | {"notes": toernee_woorden.in_words_all(stored["notes"])}


def _explained(instance: Instance, division: Division, look: Callable[[], bool]) -> list[Explanation]:
    found: list[Explanation] = []
    for id_ in division.unplaced[:MOST_EXPLAINED]:
        if not look():
            break
        found += explain_unplaced(instance, Division(division.groups, (id_,)))
    return found


def moved_inhoud(
    instance: Instance, division: Division, mensen: Mensen, before: Mapping[str, Any], changed: Sequence[int]
) -> Inhoud:
    """Return a division after a move by hand: only these groups are worked out again, the rest is taken over."""
    scorer = Scorer(instance)
    score = scorer.score(division)
    rows, reasons = list(before["groups"]), dict(before["reasons"])
    for at in changed:
        group = division.groups[at]
        rows[at] = group_row(instance, group, rows[at]["name"], mensen, scorer)
        reasons |= reasons_of(instance, Division((group,)), mensen)
    by_hand = _("Met de hand uit een groep gehaald.")
    if mensen.ronde.makes_toernees:
        by_hand = toernee_woorden.in_words(by_hand)
    out = set(division.unplaced)
    stored = dict(before) | {
        "groups": rows,
        "unplaced": list(division.unplaced),
        "reasons": {id_: lines for id_, lines in reasons.items() if id_ not in out},
        "why_not": {id_: before["why_not"].get(id_, by_hand) for id_ in division.unplaced},
        "advies": {id_: line for id_, line in before.get("advies", {}).items() if id_ in out},
        "notes": list(before["notes"]) if set(before["unplaced"]) == out else [],
        "components": {goal: round(value, 3) for goal, value in score.components.items()},
    }  # fmt: skip
    return Inhoud(stored, score.quality, score.worst)


def group_row(instance: Instance, group: Group, name: str, mensen: Mensen, scorer: Scorer) -> dict[str, Any]:
    """Return one group as it is stored."""
    facts = counts_of(instance, group, scorer)
    provincies = {place.provincie for id_ in group.members if (place := mensen.people[id_].plaats)}
    row = {
        "name": name,
        "members": list(group.members),
        "mode": group.mode,
        "slot": group.slot,
        "host": group.host,
        "place": place_of(group, mensen) if group.mode == "fysiek" else "",
        "contact": contact_of(group, mensen),
        "facts": {
            "organisaties": facts.organisaties,
            "sectors": facts.sectors,
            "provincies": sorted(provincies),
            "experience": [facts.experience.get(level, 0) for level in (1, 2, 3)],
            "slots": list(facts.slots),
            "km": facts.largest_km,
            "quality": round(facts.quality, 1),
        },
        "ticks": [[tick.label, tick.holds] for tick in ticks_of(instance, group, scorer)],
    }
    return _as_toernee(row, group, mensen) if mensen.ronde.makes_toernees else row


def _as_toernee(row: dict[str, Any], group: Group, mensen: Mensen) -> dict[str, Any]:
    """Return a group as a toernee: what each of them shows, and its own rules beside those of the engine."""
    shown = {id_: shown_row(mensen.people[id_]) for id_ in group.members}
    is_assigned = any(stands_in_assignment(mensen, id_, group.members) for id_ in group.members)
    ticks = toernee_woorden.tick_rows(row["ticks"], shown.values(), is_assigned=is_assigned)
    return row | {"shown": shown, "ticks": ticks, "facts": row["facts"] | {"km": farthest(group.members, mensen)}}


def contact_of(group: Group, mensen: Mensen) -> str:
    """Return who is proposed as contactpersoon: the host, else who has most experience."""
    if group.host:
        return group.host
    if mensen.ronde.makes_toernees:
        return min(group.members)
    return max(group.members, key=lambda id_: (mensen.people[id_].seniority, id_))


def reasons_of(instance: Instance, division: Division, mensen: Mensen) -> dict[str, list[str]]:
    """Return per person why here, without what tells of her wishes for others."""
    found = why_here(instance, division)
    plain = {id_: [_plain(line) for line in lines if line != HAS_WISH] for id_, lines in found.items()}
    if mensen.ronde.makes_toernees:
        return {id_: toernee_woorden.in_words_all(lines) for id_, lines in plain.items()}
    return plain


def _plain(line: str) -> str:
    """Say that people have about the same experience, which the engine knows as a theme."""
    for level in (1, 2, 3):
        line = line.replace(f"Deelt thema {EVEN}{level} met", _("Heeft ongeveer evenveel ervaring als"))
    return line


def moved_sentence(number: int) -> str:
    """Say how many people sit elsewhere than before."""
    return _("{who} op een andere plek").format(who=count(number, _("persoon"), _("mensen")))
