"""Which method suits: from the sort of question, the minutes there are, how well a group knows each other, its size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intervisie.werkvorm import words
from intervisie.werkvorm.course import minutes_of
from intervisie.werkvorm.groups import best_count
from intervisie.werkvorm.steps import Werkvormschema

# What speaks for a method adds this much, what speaks against it takes this much. What makes it impossible weighs
# more than all that speaks for it.
FITS_BEST, FITS, IN_TIME, SAFE, RIGHT_SIZE = 5, 4, 2, 1, 1
NOT_FOR, TOO_LONG, NOT_SAFE, WRONG_SIZE = 2, 10, 10, 10
ORDER_OF_MATURITY = (words.NEW, words.ACQUAINTED, words.EXPERIENCED)


@dataclass(frozen=True)
class Offered:
    """One method to choose."""

    code: str
    name: str
    schema: Werkvormschema


@dataclass(frozen=True)
class Advice:
    """What speaks for a method and against it, in sentences; a higher `score` suits better."""

    code: str
    score: int
    why: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


@dataclass(frozen=True)
class _Point:
    """One thing that counts: for when positive, against when negative."""

    weight: int
    sentence: str


def advise(
    werkvormen: Sequence[Offered], question: str = "", minutes: int | None = None, maturity: str = "",
    people: int | None = None,
) -> tuple[Advice, ...]:  # fmt: skip
    """Return every method with its reasons, what suits best first; equals in the order they were given.

    What is left out or not known does not count.
    """
    every = [_advice(one, question, minutes, maturity, people) for one in werkvormen]
    return tuple(sorted(every, key=lambda advice: (bool(advice.against), -advice.score)))


def _advice(one: Offered, question: str, minutes: int | None, maturity: str, people: int | None) -> Advice:
    points = [
        *_question(one.schema, question),
        *_time(one.schema, minutes, people),
        *_maturity(one.schema, maturity),
        *_size(one.schema, people),
    ]
    return Advice(
        one.code,
        sum(point.weight for point in points),
        tuple(point.sentence for point in points if point.weight > 0),
        tuple(point.sentence for point in points if point.weight < 0),
    )


def _question(schema: Werkvormschema, question: str) -> Iterator[_Point]:
    if question in schema.fits:
        # What a method names first, it is best at.
        yield _Point(
            FITS_BEST if question == schema.fits[0] else FITS, f"Past bij jullie vraag: '{words.FITS[question]}'."
        )
    elif question in words.FITS:
        yield _Point(-NOT_FOR, "Is bedoeld voor een ander soort vraag.")


def _time(schema: Werkvormschema, minutes: int | None, people: int | None) -> Iterator[_Point]:
    if minutes is None or minutes <= 0:
        return
    count = people if people and people > 0 else schema.fewest
    needed = minutes_of(schema, count, best_count(schema, count))
    if needed <= minutes:
        yield _Point(IN_TIME, f"Duurt ongeveer {needed} minuten.")
    else:
        yield _Point(-TOO_LONG, f"Duurt ongeveer {needed} minuten. Jullie hebben er {minutes}.")


def _maturity(schema: Werkvormschema, maturity: str) -> Iterator[_Point]:
    if maturity not in ORDER_OF_MATURITY or schema.maturity not in ORDER_OF_MATURITY:
        return
    if ORDER_OF_MATURITY.index(schema.maturity) > ORDER_OF_MATURITY.index(maturity):
        sentences = {
            words.ACQUAINTED: "Vraagt een groep die elkaar kent en waar het veilig is.",
            words.EXPERIENCED: "Vraagt een groep met ervaring in intervisie.",
        }
        yield _Point(-NOT_SAFE, sentences[schema.maturity])
    elif schema.maturity == words.NEW:
        yield _Point(SAFE, "Kan ook als jullie elkaar nog niet goed kennen.")
    else:
        yield _Point(SAFE, "Past bij hoe goed jullie elkaar kennen.")


def _size(schema: Werkvormschema, people: int | None) -> Iterator[_Point]:
    if people is None or people <= 0:
        return
    if schema.fewest <= people <= schema.most:
        yield _Point(RIGHT_SIZE, f"Kan met {people} mensen.")
    elif people < schema.fewest:
        yield _Point(-WRONG_SIZE, f"Kan pas vanaf {schema.fewest} mensen.")
    else:
        yield _Point(-WRONG_SIZE, f"Kan met hooguit {schema.most} mensen.")
