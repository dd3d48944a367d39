"""What moving somebody would cost, asked by a coördinator: judged with the private rules, written down and limited.

The answer gives away that a private rule stands in the way, never which, whose or about whom. By asking often enough
somebody could still find out: so each question is kept, for every coördinator to read, and there is a limit a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.models import User
from community.notation import listing, number
from intervisie.access.indelingsvoorstellen import may_match
from intervisie.matching import MoveBook, MoveCost, is_private
from intervisie.matching.rulebook import shown_kinds
from intervisie.models import Indelingsvoorstel, Proefverplaatsing
from intervisie.queries.indelingsvoorstellen import asked_today
from intervisie.queries.matching_invoer import Mensen, mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.toernee_matching import stands_in_assignment
from intervisie.queries.voorstel_inhoud import division_in
from intervisie.queries.voorstel_vergelijken import NOTHING

# So many people a coördinator asks about, in one round on one day.
MOST_QUESTIONS = 40
# What a rule is called after 'Kan niet:'.
WHY_NOT = {
    "Groepsgrootte": "groepsgrootte", "Verschillende organisaties": "zelfde organisatie",
    "Verschillende samenwerkingen": "zelfde samenwerking", "Gezamenlijke dagdelen": "te weinig gezamenlijke dagdelen",
    "Gezamenlijke taal": "geen gezamenlijke taal", "Vorm: online of op locatie": "vorm", "Reisafstand": "reisafstand",
    "Vaste kernen": "vastgezet", "Vaste regels": "vaste regel",
}  # fmt: skip


class LimitError(ActionError):
    """This coördinator asked about as many people today as one may."""

    def __init__(self) -> None:
        words = _("Je hebt vandaag naar {most} verplaatsingen gekeken. Meer kan niet op één dag. Morgen kan het weer.")
        super().__init__(words.format(most=MOST_QUESTIONS))


@dataclass(frozen=True)
class Kost:
    """What it costs to move somebody to one group (its place from 0; None is no group), in words."""

    to_group: int | None
    is_allowed: bool
    words: str
    quality: float


@dataclass(frozen=True)
class Kosten:
    """The answer to one question: the cost per group, and of whom it was judged."""

    rows: Sequence[Kost]
    mensen: Mensen


def ask_costs(*, actor: User, voorstel: Indelingsvoorstel, person: str, now: datetime) -> Kosten:
    """Return what it costs to move this person to each other group, and to none; write down that it was asked.

    The same question about the same proposal counts once. Raises LimitError, ActionError when people changed since the
    proposal was made, KeyError for who is not in it.
    """
    access.require(may_match(actor, voorstel.ronde, now))
    if person not in voorstel.people:
        raise KeyError(person)
    mensen = unchanged_people(voorstel, now)
    _require_room(actor, voorstel, person, now)
    instance = judging_instance(mensen, voorstel.locks)
    costs = MoveBook(instance, division_in(voorstel.division, mensen)).costs(person)
    rows = [_in_words(one, voorstel, mensen, person) for one in costs]
    _write_down(actor, voorstel, person, sum(_shows_private(one) for one in costs), now)
    return Kosten(rows, mensen)


def unchanged_people(voorstel: Indelingsvoorstel, now: datetime) -> Mensen:
    """Return the people of a proposal. Raises ActionError when anything changed since it was made."""
    mensen = mensen_van(voorstel.ronde, now)
    if mensen.fingerprint != voorstel.fingerprint:
        raise ActionError(_("Er is iets veranderd sinds dit voorstel. Werk het eerst bij."))
    return mensen


def _require_room(actor: User, voorstel: Indelingsvoorstel, person: str, now: datetime) -> None:
    known = Proefverplaatsing.objects.filter(actor=actor, voorstel=voorstel, person_id=UUID(person))
    if not known.exists() and asked_today(actor, voorstel.ronde, now) >= MOST_QUESTIONS:
        raise LimitError


def _write_down(actor: User, voorstel: Indelingsvoorstel, person: str, refused: int, now: datetime) -> None:
    """Keep the question, once. The row of the actor is locked, so that two at once do not pass the limit together."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        _require_room(actor, voorstel, person, now)
        known = Proefverplaatsing.objects.filter(actor=actor, voorstel=voorstel, person_id=UUID(person))
        if not known.exists():
            Proefverplaatsing.objects.create(
                voorstel=voorstel, actor=actor, person_id=UUID(person), refused_groups=refused, asked_at=now
            )


def _shows_private(cost: MoveCost) -> bool:
    """Whether the answer says 'vaste regel': only where nothing else stands in the way, so that it tells least."""
    return bool(cost.broken) and all(is_private(kind) for kind in cost.broken)


def _in_words(cost: MoveCost, voorstel: Indelingsvoorstel, mensen: Mensen, person: str) -> Kost:
    public = [kind for kind in cost.broken if not is_private(kind)]
    if cost.broken:
        why = [WHY_NOT[label] for label in shown_kinds(public or cost.broken)]
        if mensen.ronde.makes_toernees and cost.to_group is not None:
            why = _why_no_toernee(why, mensen, person, voorstel.division["groups"][cost.to_group]["members"])
        return Kost(cost.to_group, False, listing(why), cost.quality)
    found, what = [_change_words(cost.quality)], _("toernee") if mensen.ronde.makes_toernees else _("groep")
    if cost.unplaced > 0:
        found.append(_("één persoon meer zonder {what}").format(what=what))
    elif cost.unplaced < 0:
        found.append(_("één persoon minder zonder {what}").format(what=what))
    return Kost(cost.to_group, True, ", ".join(found), cost.quality)


def _why_no_toernee(why: Sequence[str], mensen: Mensen, person: str, members: Sequence[str]) -> list[str]:
    """Say why somebody cannot come into a toernee: an assignment is told apart from a shared samenwerking."""
    same, size = WHY_NOT["Verschillende samenwerkingen"], WHY_NOT["Groepsgrootte"]
    found = [_("aantal deelnemers") if word == size else word for word in why]
    others = [id_ for id_ in members if id_ != person]
    if same not in found or not stands_in_assignment(mensen, person, others):
        return found
    own = mensen.people[person].samenwerkingen
    is_shared = any(own & mensen.people[id_].samenwerkingen for id_ in others)
    told = [*([same] if is_shared else []), _("opdrachtgever en opdrachtnemer")]
    return [one for word in found for one in (told if word == same else [word])]


def _change_words(quality: float) -> str:
    if abs(quality) < NOTHING:
        return _("maakt geen verschil")
    words = _("{points} punt meer") if quality > 0 else _("{points} punt minder")
    return words.format(points=number(abs(quality), 1))
