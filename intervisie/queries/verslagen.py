"""The letter of a visit: its parts, how long it waits for the host, and what messages must know. In a scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from community.models import User
from community.workdays import add_workdays, local_date
from intervisie.models import Bezoek, Bezoekrol, Bezoekverslag, Rol, Toerneestap, VerslagStatus
from intervisie.protocol.words import REACTIE
from intervisie.queries.protocollen import protocol_of

# The parts of a letter that are lists, and how many entries each has at the most.
LISTS = ("strengths", "questions", "todos")
ENTRIES = 3
# How many working days the host has beyond the day of the protocol, and at the least from reading on.
WORKDAYS_TO_REACT = 5


@dataclass(frozen=True)
class Brief:
    """A letter as it is read."""

    opening: str
    strengths: tuple[str, ...]
    questions: tuple[str, ...]
    todos: tuple[str, ...]
    reaction: str

    @property
    def is_whole(self) -> bool:
        """Whether there is something in every part: then it can be put before the host."""
        return bool(self.opening and self.strengths and self.questions and self.todos)


def verslag_of(bezoek: Bezoek) -> Bezoekverslag | None:
    """Return the letter of a visit, None while nobody began it. One query."""
    return Bezoekverslag.objects.filter(bezoek=bezoek).first()


def brief_of(verslag: Bezoekverslag) -> Brief:
    """Open a letter; what is empty is left out."""
    letter: Mapping[str, Any] = verslag.letter or {}
    lists = (tuple(text for text in letter.get(name, ()) if text) for name in LISTS)
    strengths, questions, todos = lists
    return Brief(str(letter.get("opening", "")), strengths, questions, todos, str(verslag.reaction or ""))


def letter_from(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a letter is kept, from the answers of its form: `opening`, and `strengths_1` and so on."""
    lists = {name: [given.get(f"{name}_{at}", "") for at in range(1, ENTRIES + 1)] for name in LISTS}
    return {"opening": given.get("opening", ""), **lists}


def answers_from(letter: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the answers of the form, from how a letter is kept."""
    kept = letter or {}
    found = {"opening": str(kept.get("opening", ""))}
    for name in LISTS:
        texts = [*kept.get(name, ()), *[""] * ENTRIES][:ENTRIES]
        found |= {f"{name}_{at}": str(text) for at, text in enumerate(texts, start=1)}
    return found


def waits_until(bezoek: Bezoek, verslag: Bezoekverslag | None) -> date | None:
    """Return the last day on which the letter waits for the host; None when it was not put before her.

    Five working days after the day of the protocol, and at least five after she could read it. At most two queries.
    """
    if verslag is None or verslag.sent_at is None:
        return None
    codes = steps_on(bezoek, REACTIE)
    steps = Toerneestap.objects.filter(bezoek=bezoek, step__in=codes, excused_at__isnull=True)
    days = [local_date(verslag.sent_at), *steps.values_list("due_date", flat=True)]
    return add_workdays(max(days), WORKDAYS_TO_REACT)


def steps_on(bezoek: Bezoek, page: str) -> list[str]:
    """Return the codes of the steps that are done on this page, in the protocol of the toernee."""
    return [step.code for step in protocol_of(bezoek.toernee).steps() if step.page == page]


def writers_of(bezoek: Bezoek) -> list[User]:
    """Return voorzitter and verslaglegger who are still in the toernee. One query."""
    rows = Bezoekrol.objects.filter(bezoek=bezoek, rol__in=(Rol.VOORZITTER, Rol.VERSLAGLEGGER))
    return [
        row.deelnemer.user for row in rows.filter(deelnemer__left_at__isnull=True).select_related("deelnemer__user")
    ]


def visitors_of(bezoek: Bezoek) -> list[User]:
    """Return who visits and is still in the toernee. One query."""
    rows = Bezoekrol.objects.filter(bezoek=bezoek, deelnemer__left_at__isnull=True).select_related("deelnemer__user")
    return [row.deelnemer.user for row in rows]


def verslagen_by_id(ids: Iterable[UUID]) -> dict[UUID, Bezoekverslag]:
    """Return these letters, shut, with visit, host and toernee. One query."""
    rows = Bezoekverslag.objects.defer("letter", "reaction").filter(pk__in=set(ids))
    return {row.pk: row for row in rows.select_related("bezoek__toernee", "bezoek__host__user")}


def consented_verslagen(toernee_id: UUID) -> list[Bezoekverslag]:
    """Return the final letters of a toernee that count in what its visits have in common. One query."""
    rows = Bezoekverslag.objects.filter(
        bezoek__toernee=toernee_id, status=VerslagStatus.VASTGESTELD, consent_at__isnull=False,
        bezoek__host__left_at__isnull=True,
    )  # fmt: skip
    return list(rows.order_by("pk"))
