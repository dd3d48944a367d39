"""How much is printed for a session on paper: sets of cards, cards to write on, worksheets, and sheets of paper."""

from dataclasses import dataclass

from intervisie.werkvorm import words
from intervisie.werkvorm.course import is_split_at
from intervisie.werkvorm.owing import insights, questions
from intervisie.werkvorm.steps import Werkvormschema

# One set of cards is enough for so many people.
PEOPLE_PER_SET = 4
# How many fit on one sheet of A4: cards of a deck, and cards to write on.
CARDS_PER_SHEET = 4
BLANKS_PER_SHEET = 8


@dataclass(frozen=True)
class Pack:
    """What is printed. `cards` counts those of all sets together."""

    sets: int
    cards: int
    questions: int
    insights: int
    worksheets: int

    @property
    def sheets(self) -> int:
        """How many sheets of A4 that is; each kind begins on a sheet of its own."""
        blanks = -(-self.questions // BLANKS_PER_SHEET) - (-self.insights // BLANKS_PER_SHEET)
        return -(-self.cards // CARDS_PER_SHEET) + blanks + self.worksheets


def card_sets(people: int) -> int:
    """Return how many sets of cards so many people need."""
    return -(-max(0, people) // PEOPLE_PER_SET)


def pack_for(schema: Werkvormschema, people: int, groups: int = 1, cards_in_deck: int = 0) -> Pack:
    """Return what is printed for so many people in so many subgroups, with a deck of so many cards."""
    inputs = [(index, step.input) for index, step in enumerate(schema.steps)]
    sets = card_sets(people) if cards_in_deck and any(kind == words.CARDS for _at, kind in inputs) else 0
    return Pack(
        sets=sets,
        cards=sets * cards_in_deck,
        questions=questions(schema, people),
        insights=sum(
            insights(people, groups if is_split_at(schema, index) else 1)
            for index, kind in inputs
            if kind == words.PER_PERSON
        ),
        worksheets=people,
    )
