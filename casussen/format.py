"""The casusformat: fourteen questions in four blocks (blueprint §6.4; the source names a format but does not give one).

Pure data. `code` is the key under which an answer is stored; it never changes, its words may.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["line", "text", "choice", "choices"]
# Each block with its questions and the answers in words.
Blocks = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Question:
    """One question: what is asked, one line of help, an example, and for a choice its options by code."""

    code: str
    label: str
    help: str
    kind: Kind = "text"
    example: str = ""
    options: tuple[tuple[str, str], ...] = ()
    longest: int = 4000


@dataclass(frozen=True)
class Block:
    """Questions that belong together."""

    code: str
    title: str
    questions: tuple[Question, ...]


FASEN = (
    ("1", "1 Verkennen"), ("2", "2 Ambitie bepalen"), ("3", "3 Plan maken"), ("4", "4 Uitvoeren"),
    ("5", "5 Beheren en borgen"),
)  # fmt: skip
AANLEIDINGEN = (
    ("EIGEN", "Eigen initiatief van partijen in het gebied"), ("PLICHT", "Een verplichting van buiten"),
    ("BEIDE", "Beide"),
)  # fmt: skip
PROVINCIES = tuple(
    (name.upper().replace("-", "_").replace("Â", "A"), name)
    for name in (
        "Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland",
        "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
    )
)  # fmt: skip

BLOCKS = (
    Block("waarover", "Waar gaat het over", (
        Question("werktitel", "Werktitel", "Een korte naam zonder namen van personen.", "line",
                 "Beekdal dat droogvalt", longest=100),
        Question("gebied", "Gebied en grenzen", "Waar ligt het, en waarom loopt de grens juist daar?",
                 example="Het beekdal van bron tot monding. De grens volgt het water, niet de gemeenten."),
        Question("provincie", "Provincie", "Kies er een of meer.", "choices", options=PROVINCIES),
        Question("opgaven", "Opgaven", "Wat moet er in dit gebied gebeuren?",
                 example="Water vasthouden, ruimte voor natuur, toekomst voor boeren."),
        Question("aanleiding", "Aanleiding", "Waardoor begon de samenwerking?", "choice", options=AANLEIDINGEN),
    )),
    Block("wie", "Wie doen er mee", (
        Question("partijen", "Partijen", "Zet elke partij op een eigen regel.",
                 example="Waterschap\nTwee gemeenten\nAgrarisch collectief"),
        Question("rol", "Mijn rol en mandaat", "Wat mag je beslissen, en wat niet?",
                 example="Ik leid het overleg. Over geld beslist de stuurgroep."),
        Question("opdrachtgevers", "Opdrachtgever of opdrachtgevers", "Wie vroeg jou dit te doen? Noem rollen.",
                 example="De gedeputeerde en het dagelijks bestuur van het waterschap."),
    )),
    Block("stand", "Hoe staat het ervoor", (
        Question("fase", "Fase", "In welke fase is het gebiedsproces nu?", "choice", options=FASEN),
        Question("doel", "Gezamenlijk doel", "Welk doel delen alle partijen? Is het er nog niet, zeg dat dan.",
                 example="In 2030 voert de beek het hele jaar water."),
        Question("goed", "Wat gaat goed", "Waar ben je tevreden over?",
                 example="De boeren zitten aan tafel en brengen zelf ideeën in."),
    )),
    Block("schuurt", "Waar schuurt het", (
        Question("schuurpunt", "Schuurpunt", "Waar loopt het vast? Schrijf over situaties, niet over personen.",
                 example="Elke partij wacht tot een andere als eerste geld toezegt."),
        Question("vraag", "Mijn vraag", "Begin met: hoe kunnen wij …?",
                 example="Hoe kunnen wij samen de eerste stap zetten?"),
        Question("leren", "Wat wil ik leren", "Wat hoop je zelf beter te kunnen?",
                 example="Eerder zien wanneer een partij afhaakt."),
    )),
)  # fmt: skip
QUESTIONS = tuple(question for block in BLOCKS for question in block.questions)
BY_CODE = {question.code: question for question in QUESTIONS}


def missing(answers: dict[str, object]) -> list[Question]:
    """Return the questions without an answer, in order: what keeps a casus from being handed in."""
    return [question for question in QUESTIONS if not answers.get(question.code)]


def in_words(question: Question, answer: object) -> str:
    """Return an answer as a person reads it: the words of a choice, lines as they were typed."""
    if question.kind == "choices":
        chosen = answer if isinstance(answer, list) else []
        return ", ".join(words for code, words in question.options if code in chosen)
    if question.kind == "choice":
        return dict(question.options).get(str(answer or ""), "")
    return str(answer or "")


def blocks_of(answers: Mapping[str, Any]) -> Blocks:
    """Return the answers of a format in words, by block."""
    return [
        (block.title, [(question.label, in_words(question, answers.get(question.code)))
                       for question in block.questions])
        for block in BLOCKS
    ]  # fmt: skip
