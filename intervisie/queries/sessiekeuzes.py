"""From what a session is made: methods that are offered, in their newest version, and what a plan comes down to."""

from dataclasses import dataclass

from intervisie.access.werkvormen import offered_versies
from intervisie.models import Deckversie, Werkvorm, Werkvormversie
from intervisie.werkvorm.course import minutes_of
from intervisie.werkvorm.groups import best_count, possible_counts
from intervisie.werkvorm.owing import insights, insights_each, questions
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema
from intervisie.werkvorm.words import PER_PERSON


@dataclass(frozen=True)
class Gevolg:
    """What a plan comes down to: '8 mensen: 8 vragen, 56 inzichten, 50 minuten'."""

    people: int
    questions: int
    insights: int
    each: tuple[int, ...]
    minutes: int
    counts: tuple[int, ...]


def newest_versie(werkvorm: Werkvorm) -> Werkvormversie | None:
    """Return the newest published version of a method; None when it has none, or is not offered any more."""
    return offered_versies().filter(werkvorm=werkvorm).first()


def newest_deckversie(werkvorm: Werkvorm) -> Deckversie | None:
    """Return the newest published version of the deck of a method; None where it goes without."""
    if werkvorm.deck_id is None:
        return None
    rows = Deckversie.objects.filter(deck=werkvorm.deck_id, published_at__isnull=False)
    return rows.select_related("deck").order_by("-number").first()


def offered() -> list[tuple[Werkvorm, Werkvormschema]]:
    """Return the methods that are offered with their newest published version, in their order. One query."""
    rows = offered_versies().select_related("werkvorm").order_by("werkvorm__position", "werkvorm__name")
    return [(row.werkvorm, read_werkvorm(row.schema)) for row in rows]


def gevolg_of(schema: Werkvormschema, people: int, subgroups: int) -> Gevolg:
    """Return what this many people in this many subgroups comes down to with a method."""
    writes_each = any(step.input == PER_PERSON for step in schema.steps)
    each = tuple(dict.fromkeys(insights_each(people, subgroups)))
    return Gevolg(
        people=people, questions=questions(schema, people), insights=insights(people, subgroups) if writes_each else 0,
        each=each if writes_each else (), minutes=minutes_of(schema, people, subgroups),
        counts=counts_for(schema, people),
    )  # fmt: skip


def counts_for(schema: Werkvormschema, people: int) -> tuple[int, ...]:
    """Return in how many subgroups so many people go with a method: where none fits wholly the best of all."""
    return possible_counts(schema, people) or (best_count(schema, people),)
