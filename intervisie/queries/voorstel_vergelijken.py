"""Two proposals side by side: which groups go on, who sits elsewhere, which one does better."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.notation import number
from intervisie.models import Indelingsvoorstel
from intervisie.queries.indelingsvoorstellen import names_of

# A difference in worth that is smaller is none.
NOTHING = 0.05


@dataclass(frozen=True)
class Verschil:
    """Somebody who sits elsewhere: her name, and the group in each of the two proposals."""

    naam: str
    links: str
    rechts: str


@dataclass(frozen=True)
class Vergelijking:
    """What differs between two proposals of one round, in words and per person."""

    links: Indelingsvoorstel
    rechts: Indelingsvoorstel
    verschillen: Sequence[Verschil]
    worth: Sequence[tuple[str, str, str]]
    verdict: str


def compare(links: Indelingsvoorstel, rechts: Indelingsvoorstel) -> Vergelijking:
    """Return what differs. A group of one goes on in the group of the other that has most of its people. One query."""
    left, right = _places(links), _places(rechts)
    goes_on = _same_group(left, right)
    elsewhere = [
        id_ for id_ in {**left, **right}
        if goes_on.get(left.get(id_, -1), -1) != right.get(id_, -1)
    ]  # fmt: skip
    names = names_of(elsewhere)
    rows = sorted((names[id_], _name(links, left, id_), _name(rechts, right, id_)) for id_ in elsewhere)
    worth = [
        (_("Als geheel, van 100"), number(links.quality, 1), number(rechts.quality, 1)),
        (_("Minste groepen, van 100"), number(links.worst, 1), number(rechts.worst, 1)),
        (_("Groepen"), str(len(links.division["groups"])), str(len(rechts.division["groups"]))),
        (_("Mensen zonder groep"), str(len(links.division["unplaced"])), str(len(rechts.division["unplaced"]))),
    ]
    return Vergelijking(links, rechts, [Verschil(*row) for row in rows], worth, _verdict(links, rechts))


def _places(voorstel: Indelingsvoorstel) -> dict[str, int]:
    """Return the place of everybody's group; -1 without one."""
    found = dict.fromkeys(voorstel.division["unplaced"], -1)
    return found | {id_: at for at, row in enumerate(voorstel.division["groups"]) for id_ in row["members"]}


def _same_group(left: dict[str, int], right: dict[str, int]) -> dict[int, int]:
    """Return which group of the right is which of the left: most people in common first, each once."""
    common = Counter((left[id_], right[id_]) for id_ in left.keys() & right.keys() if left[id_] >= 0 <= right[id_])
    found: dict[int, int] = {}
    for (one, other), _amount in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _name(voorstel: Indelingsvoorstel, places: dict[str, int], id_: str) -> str:
    at = places.get(id_)
    if at is None:
        return _("deed niet mee")
    return _("geen groep") if at < 0 else voorstel.division["groups"][at]["name"]


def _verdict(links: Indelingsvoorstel, rechts: Indelingsvoorstel) -> str:
    """Say which one is better: fewest people left out first, then worth."""
    out = len(links.division["unplaced"]) - len(rechts.division["unplaced"])
    gain = links.quality - rechts.quality
    if out:
        better = rechts if out > 0 else links
        return _("Voorstel {number} geeft meer mensen een groep.").format(number=better.number)
    if abs(gain) < NOTHING:
        return _("De twee voorstellen zijn even goed.")
    better = links if gain > 0 else rechts
    return _("Voorstel {number} is {points} punt beter, op een schaal van 100.").format(
        number=better.number, points=number(abs(gain), 1)
    )
