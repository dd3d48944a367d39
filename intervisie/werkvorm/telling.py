"""A method in plain Dutch: of each step when it begins, who speaks, who writes what, and who sees that when."""

from dataclasses import dataclass

from intervisie.werkvorm import words
from intervisie.werkvorm.course import minutes_of
from intervisie.werkvorm.steps import Stap, Werkvormschema

SPEAKS = {
    words.ALL: "Iedereen praat mee.",
    words.BRINGER: "De inbrenger praat, de anderen luisteren.",
    words.OTHERS: "De anderen praten, de inbrenger luistert.",
    words.TURN: "Ieder praat om de beurt.",
    words.LEADER: "De begeleider praat.",
    words.NONE: "Niemand praat. Het is stil.",
}
WHO_WRITES = {words.ALL: "Iedereen", words.BRINGER: "De inbrenger", words.OTHERS: "De anderen"}
# What somebody does, and what more than one do.
WRITING = {
    words.TEXT: ("schrijft een tekst", "schrijven elk een tekst"),
    words.LINES: ("schrijft {lines}", "schrijven elk {lines}"),
    words.PER_PERSON: ("schrijft voor elk van de anderen één kaartje", "schrijven voor elk van de anderen één kaartje"),
    words.CARDS: ("kiest een tot drie kaarten", "kiezen een tot drie kaarten"),
    words.WEIGH: ("weegt wat er bij '{of}' staat: {options}", "wegen wat er bij '{of}' staat: {options}"),
    words.SORT: ("schrijft {lines}, elk in een bak: {options}", "schrijven {lines}, elk in een bak: {options}"),
    words.LINE: ("kiest een plek op de lijn tussen de uitersten", "kiezen een plek op de lijn tussen de uitersten"),
    words.ACTIONS: ("schrijft eigen acties, met een dag", "schrijven eigen acties, met een dag"),
}  # fmt: skip
SEES = {
    (words.ALL, words.AT_ONCE): "Iedereen leest dat meteen.",
    (words.ALL, words.AFTER_OWN): "Wie zelf inlevert, leest wat de anderen inleverden. Na de stap leest iedereen het.",
    (words.ALL, words.AFTER_STEP): "Iedereen leest dat zodra de stap klaar is.",
    (words.OTHERS, words.AT_ONCE): "De anderen lezen dat meteen, de inbrenger niet.",
    (words.OTHERS, words.AFTER_OWN): "Wie zelf inlevert, leest het, en na de stap ieder. De inbrenger niet.",
    (words.OTHERS, words.AFTER_STEP): "De anderen lezen dat zodra de stap klaar is, de inbrenger niet.",
    (words.OTHERS_FIRST, words.AT_ONCE): "De anderen lezen dat meteen, de inbrenger zodra de stap klaar is.",
    (words.OTHERS_FIRST, words.AFTER_OWN):
        "Van de anderen leest het wie zelf inlevert. De inbrenger leest het zodra de stap klaar is.",
    (words.OTHERS_FIRST, words.AFTER_STEP): "Iedereen leest dat zodra de stap klaar is.",
    (words.BRINGER, words.AT_ONCE): "Alleen de inbrenger leest dat, meteen.",
    (words.BRINGER, words.AFTER_OWN): "Alleen de inbrenger leest dat, na het inleveren of na de stap.",
    (words.BRINGER, words.AFTER_STEP): "Alleen de inbrenger leest dat, zodra de stap klaar is.",
    (words.RECEIVER, words.AT_ONCE): "Alleen wie het krijgt, leest dat. Dat kan meteen.",
    (words.RECEIVER, words.AFTER_OWN): "Alleen wie het krijgt, leest dat, na het inleveren of na de stap.",
    (words.RECEIVER, words.AFTER_STEP): "Alleen wie het krijgt, leest dat zodra de stap klaar is.",
}  # fmt: skip
ONLY_WRITER = "Niemand anders leest dat."
TAKES_HOME = {
    words.QUESTION: "Gaat mee naar huis met wie de vraag stelde.",
    words.CARD: "De gekozen kaart gaat mee naar huis.",
    words.INSIGHT: "Gaat mee naar huis met voor wie het is.",
    words.ADVICE: "Gaat mee naar huis met de inbrenger.",
    words.LEARNT: "Gaat mee naar huis met wie het schreef.",
}
WHOSE = {
    words.ONE: "De vraag van één iemand",
    words.OWN: "Ieder een eigen vraag",
    words.IN_TURN: "Ieders vraag, om de beurt",
    words.NOBODYS: "Samen verkennen",
}
# How a step feels, in a word: beside its colour.
SILENT, TOGETHER, IN_TURN, BRINGERS, OTHERS = "stil", "samen", "beurt", "inbrenger", "anderen"
MOODS = {
    SILENT: "In stilte", TOGETHER: "Samen praten", IN_TURN: "Om de beurt", BRINGERS: "Inbrenger praat",
    OTHERS: "Inbrenger luistert",
}  # fmt: skip
MOOD_OF = {
    words.NONE: SILENT, words.TURN: IN_TURN, words.BRINGER: BRINGERS, words.OTHERS: OTHERS, words.ALL: TOGETHER,
    words.LEADER: TOGETHER,
}  # fmt: skip


@dataclass(frozen=True)
class Verteld:
    """One step in words. `begins` counts minutes from the start, with every repeated step once; `mood` is a colour."""

    step: Stap
    number: int
    begins: int
    mood: str
    speaks: str
    writes: str
    sees: str
    takes_home: str

    @property
    def mood_title(self) -> str:
        """Return what the colour stands for."""
        return "Begeleider praat" if self.step.speaks == words.LEADER else MOODS[self.mood]

    @property
    def ends(self) -> int:
        """Return the minute in which it is over."""
        return self.begins + self.step.minutes


def told(schema: Werkvormschema) -> tuple[Verteld, ...]:
    """Return the steps in words."""
    lines, begins = [], 0
    for number, step in enumerate(schema.steps, start=1):
        lines.append(
            Verteld(step, number, begins, MOOD_OF[step.speaks], SPEAKS[step.speaks], _writes(schema, step), _sees(step),
                    TAKES_HOME.get(step.result, ""))
        )  # fmt: skip
        begins += step.minutes
    return tuple(lines)


def shortest(schema: Werkvormschema) -> int:
    """Return the minutes of the smallest group: what repeats takes its time for each of them."""
    return minutes_of(schema, schema.group_fewest)


def longest(schema: Werkvormschema) -> int:
    """Return the minutes of the largest group."""
    return minutes_of(schema, schema.group_most)


def _writes(schema: Werkvormschema, step: Stap) -> str:
    if step.input == words.NOTHING:
        return ""
    one, more = WRITING[step.input]
    named = schema.step(step.of)
    what = (more if step.writes == words.OTHERS else one).format(
        lines="één regel" if step.lines == 1 else f"{step.lines} regels", of=named.title if named else step.of,
        options=", ".join(option.title for option in step.options),
    )  # fmt: skip
    return f"{WHO_WRITES[step.writes]} {what}."


def _sees(step: Stap) -> str:
    if step.input == words.NOTHING:
        return ""
    return SEES.get((step.sees, step.reveal), ONLY_WRITER)
