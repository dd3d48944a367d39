"""Proposals for a round: asked, made, changed by hand. Each change makes the next one; none is ever overwritten.

Numbers are given under the lock of the round: two coördinatoren at once make two proposals, one after the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.werk import ask_werk
from community.models import User, Werk
from community.notation import count, listing
from intervisie.access.indelingsvoorstellen import may_match
from intervisie.actions.matchrondes import hold_ronde
from intervisie.actions.proefverplaatsingen import ask_costs, unchanged_people
from intervisie.matching import Division, Group, Instance, Scorer
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus
from intervisie.queries.indelingsvoorstellen import MATCHING, busy_werk, group_of, newest_number
from intervisie.queries.matching_invoer import Mensen, mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.matchrondes import shortage_of
from intervisie.queries.voorstel_inhoud import Inhoud, division_in, moved_inhoud

CHANGE_LENGTH = 200


@dataclass(frozen=True)
class Herkomst:
    """Where a proposal comes from: whom it divides, its seed, and what was done to which other one."""

    mensen: Mensen
    seed: int
    based_on: Indelingsvoorstel | None = None
    change: str = ""
    is_complete: bool = True
    is_proven: bool = False


def ask_proposal(
    *, actor: User, ronde: Matchronde, now: datetime, based_on: Indelingsvoorstel | None = None, is_anew: bool = False
) -> Werk:  # fmt: skip
    """Ask the worker for a proposal. From `based_on` it keeps what is locked, and all it can unless it `is_anew`.

    Raises ActionError with too few people, or while somebody else's proposal of this round is being made.
    """
    access.require(may_match(actor, ronde, now))
    with transaction.atomic():
        held = hold_ronde(ronde, among=(RondeStatus.GESLOTEN,))
        people = mensen_van(held, now).people
        if len(people) < held.size_min:
            raise ActionError(shortage_of(held, len(people)))
        busy = busy_werk(held)
        if busy is not None and busy.user_id != actor.pk:
            raise ActionError(
                _("{name} laat al een voorstel maken. Wacht tot dat klaar is.").format(name=busy.user.naam)
            )
        options: dict[str, Any] = {"code": held.code}
        if based_on is not None:
            options |= {"base": based_on.number, "anew": is_anew}
        return ask_werk(actor=actor, kind=MATCHING, object_id=held.pk, options=options, now=now)


def store_proposal(
    *, actor: User, ronde: Matchronde, inhoud: Inhoud, herkomst: Herkomst, locks: Sequence[Mapping[str, Any]],
    now: datetime,
) -> Indelingsvoorstel:  # fmt: skip
    """Keep a proposal under the next number. Call inside a transaction. Raises RondeOverError."""
    access.require(may_match(actor, ronde, now))
    held = hold_ronde(ronde, among=(RondeStatus.GESLOTEN,))
    return Indelingsvoorstel.objects.create(
        ronde=held, number=newest_number(held) + 1, based_on=herkomst.based_on,
        change=herkomst.change[:CHANGE_LENGTH], division=inhoud.division, people=herkomst.mensen.snapshot,
        locks=list(locks), fingerprint=herkomst.mensen.fingerprint, seed=herkomst.seed, quality=inhoud.quality,
        worst=inhoud.worst, is_complete=herkomst.is_complete, is_proven=herkomst.is_proven, made_by=actor, made_at=now,
    )  # fmt: skip


def move_person(
    *, actor: User, voorstel: Indelingsvoorstel, person: str, to_group: int | None, now: datetime
) -> Indelingsvoorstel:  # fmt: skip
    """Put somebody in another group (its place from 0), or in none; return the proposal after it.

    Raises ActionError when a rule forbids it or people changed since, LimitError when the actor asked too much today,
    KeyError for who is not in the proposal.
    """
    access.require(may_match(actor, voorstel.ronde, now))
    costs = ask_costs(actor=actor, voorstel=voorstel, person=person, now=now)
    cost = next((one for one in costs.rows if one.to_group == to_group), None)
    if cost is None:
        raise ActionError(_("Die groep is er niet in dit voorstel. Kies een andere groep."))
    if not cost.is_allowed:
        raise ActionError(_("Dat kan niet: {why}. Er is niets veranderd.").format(why=cost.words))
    mensen, instance = costs.mensen, judging_instance(costs.mensen, voorstel.locks)
    here = group_of(voorstel, person)
    division, changed = _moved(instance, division_in(voorstel.division, mensen), person, to_group)
    inhoud = moved_inhoud(instance, division, mensen, voorstel.division, changed)
    change = _move_words(voorstel, here, to_group)
    herkomst = Herkomst(mensen, voorstel.seed, voorstel, change)
    locks = without_person(voorstel.locks, person)
    with transaction.atomic():
        return store_proposal(actor=actor, ronde=voorstel.ronde, inhoud=inhoud, herkomst=herkomst, locks=locks, now=now)


def lock_people(
    *, actor: User, voorstel: Indelingsvoorstel, groups: Collection[int], people: Collection[str], now: datetime
) -> Indelingsvoorstel:  # fmt: skip
    """Lock these people where they sit, and nobody else of these groups (places from 0); return the proposal after it.

    Groups that are not named stay as they were. Raises ActionError when nothing would change.
    """
    access.require(may_match(actor, voorstel.ronde, now))
    rows = voorstel.division["groups"]
    kept = {id_ for lock in voorstel.locks for id_ in lock["members"]}
    locks = []
    for at, row in enumerate(rows):
        chosen = people if at in groups else kept
        members = [id_ for id_ in row["members"] if id_ in chosen]
        if members:
            locks.append({"label": row["name"], "members": members})
    now_locked = {id_ for lock in locks for id_ in lock["members"]}
    if now_locked == kept:
        raise ActionError(_("Er is niets veranderd: deze mensen stonden al zo."))
    mensen = unchanged_people(voorstel, now)
    herkomst = Herkomst(mensen, voorstel.seed, voorstel, _lock_words(len(now_locked - kept), len(kept - now_locked)),
                        voorstel.is_complete)  # fmt: skip
    inhoud = Inhoud(voorstel.division, voorstel.quality, voorstel.worst)
    with transaction.atomic():
        return store_proposal(actor=actor, ronde=voorstel.ronde, inhoud=inhoud, herkomst=herkomst, locks=locks, now=now)


def without_person(locks: Sequence[Mapping[str, Any]], person: str) -> list[dict[str, Any]]:
    """Return these locks without one person; who is moved is not locked where she came from."""
    rows = [{"label": row["label"], "members": [id_ for id_ in row["members"] if id_ != person]} for row in locks]
    return [row for row in rows if row["members"]]


def _moved(
    instance: Instance, division: Division, person: str, to_group: int | None
) -> tuple[Division, list[int]]:  # fmt: skip
    """Return the division after a move that is allowed, and which groups changed."""
    scorer, groups, changed = Scorer(instance), list(division.groups), []
    for at, group in enumerate(groups):
        if person in group.members:
            groups[at] = _settled(scorer, group, tuple(id_ for id_ in group.members if id_ != person))
            changed.append(at)
        elif at == to_group:
            groups[at] = _settled(scorer, group, (*group.members, person))
            changed.append(at)
    unplaced = [id_ for id_ in division.unplaced if id_ != person]
    return Division(tuple(groups), tuple(unplaced if to_group is not None else [*unplaced, person])), changed


def _settled(scorer: Scorer, before: Group, members: tuple[str, ...]) -> Group:
    """Return these people as a group, on the dagdeel it had when that still goes.

    Raises ActionError where no group is possible.
    """
    found = scorer.settle(members)
    if found is None:  # a move that is allowed leaves a group that is possible
        raise ActionError(_("Met deze mensen is geen groep mogelijk. Er is niets veranderd."))
    as_before = replace(found, slot=before.slot)
    return found if scorer.violations_in(as_before) else as_before


def _move_words(voorstel: Indelingsvoorstel, here: int | None, there: int | None) -> str:
    """Say what was done, without a name: it stays readable when the person was erased."""

    def called(at: int | None) -> str:
        return _("geen groep") if at is None else voorstel.division["groups"][at]["name"]

    return _("Eén persoon verplaatst: van {here} naar {there}").format(here=called(here), there=called(there))


def _lock_words(more: int, fewer: int) -> str:
    found = []
    if more:
        found.append(_("{who} vastgezet").format(who=count(more, _("persoon"), _("mensen"))))
    if fewer:
        found.append(_("{who} losgemaakt").format(who=count(fewer, _("persoon"), _("mensen"))))
    return listing(found)
