"""A round of toernees as the engine of intervisie looks at it: who shows what, and which pairs do not go together.

The engine weighs 'sector' and 'senioriteit': in a toernee these are the form and the phase of the samenwerking that
somebody shows, so that different ones come together. Everything here is known to the coördinerend hart; what people
keep private stands apart (matching_regels).
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from community.models import Samenwerking, SamenwerkingFase
from community.plaatsen import Plaats, place_named
from intervisie.matching import Person, Round
from intervisie.matching.instance import km
from intervisie.models import Matchronde, Toerneedeelnemer

if TYPE_CHECKING:
    from intervisie.queries.matching_invoer import Deelname, Mensen

# What two people share who do not go together, because one gives the other her assignment.
ASSIGNMENT = "opdracht:"
FASEN = {str(fase): number for number, fase in enumerate(SamenwerkingFase.values, 1)}


def fase_number(shown: Samenwerking | None) -> int:
    """Return the phase of a samenwerking, 1 to 5; 0 when it is not known."""
    return FASEN.get(shown.fase, 0) if shown else 0


def marks_of(shown: Samenwerking | None, organisaties: Iterable[str]) -> frozenset[str]:
    """Return what else a change is seen by: which samenwerking is shown, form, place, end, organisaties."""
    if shown is None:
        return frozenset({"niets"})
    ended = "beëindigd" if shown.ended_at else ""
    return frozenset({f"toont:{shown.pk}:{shown.vorm}:{shown.place}:{ended}", *(f"van:{pk}" for pk in organisaties)})


def organisaties_of(shown: Iterable[Samenwerking | None]) -> dict[uuid.UUID, set[str]]:
    """Return the ids of the organisaties of these samenwerkingen, by its id. One query."""
    through = Samenwerking.organisaties.through.objects
    rows = through.filter(samenwerking__in=[one.pk for one in shown if one is not None])
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for samenwerking_id, organisatie_id in rows.values_list("samenwerking_id", "organisatie_id"):
        found[samenwerking_id].add(str(organisatie_id))
    return found


def assignments(mensen: "Mensen") -> dict[str, set[str]]:
    """Return per person what she shares with each opdrachtgever and opdrachtnemer among these people.

    The organisatie of the one stands among those of the samenwerking that the other shows, or the other way round.
    Colleagues, who do not come together by another rule, are no such pair.
    """
    at_work: dict[str, list[str]] = defaultdict(list)
    for id_, person in mensen.people.items():
        if person.organisatie is not None:
            at_work[str(person.organisatie.pk)].append(id_)
    found: dict[str, set[str]] = defaultdict(set)
    for id_, person in mensen.people.items():
        own = str(person.organisatie.pk) if person.organisatie else ""
        for organisatie in person.organisaties - {own}:
            for other in at_work.get(organisatie, ()):
                token = ASSIGNMENT + ":".join(sorted((id_, other)))
                found[id_].add(token)
                found[other].add(token)
    return found


def as_person(person: Person, deelname: "Deelname", shared: Iterable[str]) -> Person:
    """Return somebody for the engine: form, phase and place of what she shows, and whom she does not go with."""
    shown, place = deelname.shown, place_of(deelname)
    return replace(
        person,
        sector=shown.vorm if shown else "",
        seniority=fase_number(shown),
        xy=place.xy if place else None,
        mode="fysiek",
        collabs=person.collabs | set(shared),
    )


def history_of_toernees(ronde: Matchronde, ids: Sequence[uuid.UUID]) -> list[Round]:
    """Return the toernees these people were in together, as one earlier round. One query."""
    rows = Toerneedeelnemer.objects.filter(user__in=ids).exclude(toernee__voorstel__ronde=ronde)
    together: dict[uuid.UUID, set[str]] = defaultdict(set)
    for toernee_id, user_id in rows.values_list("toernee_id", "user_id"):
        together[toernee_id].add(str(user_id))
    groups = sorted(tuple(sorted(members)) for members in together.values() if len(members) > 1)
    return [Round(0, tuple(groups))] if groups else []


def place_of(deelname: "Deelname") -> Plaats | None:
    """Return where what somebody shows lies; her own place when that is not known."""
    place = place_named(deelname.shown.place) if deelname.shown and deelname.shown.place else None
    return place or deelname.plaats


def farthest(members: Iterable[str], mensen: "Mensen") -> float | None:
    """Return how many kilometres lie between the two samenwerkingen that are farthest apart; None without two places.

    By the road, as the engine counts.
    """
    places = [place.xy for id_ in members if (place := place_of(mensen.people[id_]))]
    return max((km(one, other) for one, other in combinations(places, 2)), default=None)


def shown_row(deelname: "Deelname") -> dict[str, Any]:
    """Return what a proposal keeps of what somebody shows: which samenwerking, its form and its phase."""
    shown = deelname.shown
    if shown is None:
        return {"name": "", "vorm": "", "fase": 0}
    return {"name": shown.name, "vorm": shown.vorm, "fase": fase_number(shown)}


def stands_in_assignment(mensen: "Mensen", person: str, others: Iterable[str]) -> bool:
    """Whether this person is opdrachtgever or opdrachtnemer of one of these."""
    found: Mapping[str, set[str]] = assignments(mensen)
    own = found.get(person, set())
    return any(own & found.get(other, set()) for other in others if other != person)
