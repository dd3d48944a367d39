"""The one place where private rules (Vasteregel) of others are opened: to judge a division with them.

The worker needs them to divide. A request of a coördinator needs them too, for one question: what would it cost to move
this person there? Without them the answer would be wrong, and a group could be made that somebody declined in private.
So `judging_instance` returns an Instance for the engine. It goes to actions that hand on verdicts alone ('vaste
regel', never who or which), never to a template. What a coördinator asked is written down and limited
(actions/proefverplaatsingen).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from community.confidential import confidential
from intervisie.matching import Instance
from intervisie.queries.matchaanmeldingen import vasteregels_of
from intervisie.queries.matching_invoer import Mensen, public_instance


def judging_instance(mensen: Mensen, locks: Sequence[Mapping[str, Any]] = ()) -> Instance:
    """Return what the engine takes, private rules among it. One query beside opening the keys.

    Raises a KluisError where the vault is closed: nothing is judged without the rules.
    """
    instance = public_instance(mensen, locks)
    with confidential():
        rules = vasteregels_of(person.aanmelding for person in mensen.people.values())
    lines = {frozenset((str(pk), str(other))) for pk, one in rules.items() for other in one.lijn if other != pk}
    avoid = {str(pk): frozenset(map(str, one.niet_met)) - {str(pk)} for pk, one in rules.items()}
    people = tuple(replace(one, avoid=avoid.get(one.id, frozenset())) for one in instance.people)
    return replace(instance, people=people, lines=frozenset(lines))
