"""The three styles of bemiddeling as data, and the short choice aid: five questions, an advice and why.

The three styles, what each steers (content, process, neither) and the figures are facts from bron 002; the words, the
questions and their weights are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE = (
    "De driedeling en de cijfers komen uit de Handreiking gebiedsgericht werken (bron 002), die voor de cijfers de "
    "Mediatorsfederatie Nederland noemt. De uitleg en de vragen zijn van ons."
)
FACTS = (
    "Ongeveer een kwart van de bemiddelingen is binnen vijf uur gesprek klaar. "
    "Ongeveer een derde duurt vijf tot tien uur. Niet elke bemiddeling eindigt met een oplossing."
)
EVALUEREND, FACILITEREND, TRANSFORMATIEF = "EVALUEREND", "FACILITEREND", "TRANSFORMATIEF"


@dataclass(frozen=True)
class Style:
    """One style: what the bemiddelaar does, what she steers, when it fits and when not."""

    code: str
    title: str
    what: str
    steers: str
    fits: tuple[str, ...]
    unfit: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer: for which style it speaks, and why in one sentence. No style: it says nothing."""

    code: str
    words: str
    style: str = ""
    why: str = ""


@dataclass(frozen=True)
class Question:
    """One question of the choice aid."""

    code: str
    ask: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Advice:
    """Which style fits best, why, and what speaks for another. `is_close`: another fits nearly as well."""

    style: Style
    reasons: tuple[str, ...]
    others: tuple[str, ...]
    is_close: bool


STYLES = (
    Style(
        EVALUEREND, "Evaluerend",
        "De bemiddelaar verdiept zich in de zaak zelf, zegt wat zij ervan vindt en toetst of de uitkomst deugt.",
        "Inhoud en gesprek",
        ("Het gaat vooral om feiten, geld, regels of een knoop.", "Jullie willen een oordeel van iemand van buiten.",
         "Er is weinig tijd."),
        ("Het vertrouwen is weg en een oordeel maakt het erger.",
         "De partijen moeten de uitkomst zelf gaan dragen en uitvoeren."),
    ),
    Style(
        FACILITEREND, "Faciliterend",
        "De bemiddelaar leidt het gesprek strak en laat de inhoud aan jullie. Zij vraagt, ordent en vat samen.",
        "Alleen het gesprek",
        ("Jullie willen eruit komen, maar het gesprek loopt steeds vast.",
         "Jullie kennen de inhoud zelf het best.", "Iedereen wil aan tafel blijven."),
        ("Een partij wil eigenlijk een uitspraak.", "De partijen kunnen elkaar niet meer verdragen."),
    ),
    Style(
        TRANSFORMATIEF, "Transformatief",
        "De bemiddelaar stuurt inhoud noch gesprek. Zij helpt jullie om elkaar weer te horen en te begrijpen.",
        "Niets: de partijen houden zelf de regie",
        ("De omgang is het probleem, meer dan de zaak.", "Jullie moeten nog jaren met elkaar verder.",
         "Er is tijd voor meer gesprekken."),
        ("Er ligt een harde datum.", "Het gaat om een losse knoop die iemand kan doorhakken."),
    ),
)  # fmt: skip
QUESTIONS = (
    Question("kern", "Waar zit het vooral vast?", (
        Answer("zaak", "Op de zaak: feiten, geld, regels", EVALUEREND, "Het zit vast op de zaak zelf."),
        Answer("gesprek", "Op het gesprek: we komen niet tot een besluit", FACILITEREND,
               "Het gesprek zelf loopt vast."),
        Answer("omgang", "Op de omgang: we verstaan elkaar niet meer", TRANSFORMATIEF, "De omgang is het probleem."),
    )),
    Question("oordeel", "Willen jullie dat iemand van buiten een oordeel geeft?", (
        Answer("ja", "Ja", EVALUEREND, "Jullie willen een oordeel van buiten."),
        Answer("nee", "Nee, we willen het zelf beslissen", FACILITEREND, "Jullie willen zelf beslissen."),
        Answer("weet_niet", "Dat weten we niet"),
    )),
    Question("tijd", "Hoeveel tijd is er?", (
        Answer("weken", "Enkele weken", EVALUEREND, "Er is weinig tijd."),
        Answer("maanden", "Enkele maanden", FACILITEREND, "Er is tijd voor een paar goede gesprekken."),
        Answer("ruim", "Er is geen datum", TRANSFORMATIEF, "Er is tijd om de omgang te herstellen."),
    )),
    Question("verder", "Hoe lang moeten jullie nog met elkaar verder?", (
        Answer("kort", "Alleen voor dit besluit", EVALUEREND, "Jullie hoeven alleen dit besluit samen te nemen."),
        Answer("project", "Tot het project klaar is", FACILITEREND, "Jullie werken samen tot het project klaar is."),
        Answer("jaren", "Nog jaren", TRANSFORMATIEF, "Jullie moeten nog jaren met elkaar verder."),
    )),
    Question("tafel", "Wil iedereen nog aan tafel?", (
        Answer("ja", "Ja", FACILITEREND, "Iedereen wil nog aan tafel."),
        Answer("met_moeite", "Met moeite", TRANSFORMATIEF, "Aan tafel komen kost al moeite."),
        Answer("nee", "Nee, het moet langs een ander", EVALUEREND,
               "Niet iedereen wil aan tafel: dan moet iemand heen en weer."),
    )),
)  # fmt: skip
BY_CODE = {style.code: style for style in STYLES}


def advise(answers: Mapping[str, str]) -> Advice | None:
    """Return the style for which most answers speak, with why; None when no answer speaks for any.

    With as many answers for two styles the one that leaves most to the parties themselves wins. Answers that are not
    known say nothing.
    """
    chosen = [
        answer
        for question in QUESTIONS
        for answer in question.answers
        if answers.get(question.code) == answer.code and answer.style
    ]
    if not chosen:
        return None
    numbers = {style.code: sum(answer.style == style.code for answer in chosen) for style in STYLES}
    # Later in the list leaves more to the parties themselves.
    order = sorted(range(len(STYLES)), key=lambda place: (-numbers[STYLES[place].code], -place))
    best, second = STYLES[order[0]], STYLES[order[1]]
    return Advice(
        style=best,
        reasons=tuple(answer.why for answer in chosen if answer.style == best.code),
        others=tuple(f"{answer.why} Dat past meer bij {BY_CODE[answer.style].title.lower()}."
                     for answer in chosen if answer.style != best.code),
        is_close=numbers[best.code] - numbers[second.code] <= 1,
    )  # fmt: skip
