"""Keuzehulp samenwerkingsvorm: three gates and three dimensions lead to a form of collaboration, with reasons.

Decision table of capabilities.md §7.1 (structure: seed 001 r258-350; two of the eight rows are our own). The words
stand in the schema's table, so that they can be changed in /beheer/; the path through the questions stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casussen.instrumenten.schema import Question, Schema, SchemaError, order_faults

DOEL, VERPLICHTEND, BIJDRAGEN = "doel", "verplichtend", "bijdragen"
DIMENSIONS = ("doelbelang", "verhouding", "zekerheid")
ORDER = (DOEL, VERPLICHTEND, BIJDRAGEN, *DIMENSIONS)
YES, NO = "ja", "nee"
VALUES = {
    DOEL: (YES, NO), VERPLICHTEND: (YES, NO), BIJDRAGEN: (YES, NO), "doelbelang": ("belangrijk", "essentieel"),
    "verhouding": ("symmetrisch", "asymmetrisch"), "zekerheid": ("hoog", "laag"),
}  # fmt: skip
SPLITSEN, NETWERK = "splitsen", "netwerk"


@dataclass(frozen=True)
class Vorm:
    """What an outcome says: what it is, what it asks, what does not fit, where it comes from, a caution."""

    code: str
    title: str
    what: str
    asks: str
    unfit: str
    origin: str
    caution: str = ""


@dataclass(frozen=True)
class Reason:
    """One answer that led to the outcome, in words."""

    question: str
    answer: str
    why: str


@dataclass(frozen=True)
class Flip:
    """One other answer and what the outcome would be then; empty when more questions would follow."""

    question: str
    answer: str
    outcome: str


@dataclass(frozen=True)
class Uitkomst:
    """An advice with its reasons. `remark` is about parties without a contribution."""

    vorm: Vorm
    reasons: tuple[Reason, ...]
    flips: tuple[Flip, ...]
    remark: str = ""


def path(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the questions that are asked with these answers, up to and with the first open one."""
    asked: list[str] = []
    for code in ORDER:
        asked.append(code)
        given = answers.get(code)
        if given not in VALUES[code] or (code in (DOEL, VERPLICHTEND) and given == NO):
            break
    return tuple(asked)


def kept(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that still count: going back and answering otherwise equals a fresh run."""
    return {code: answers[code] for code in path(answers) if answers.get(code) in VALUES[code]}


def open_question(answers: Mapping[str, str]) -> str | None:
    """Return the code of the question that is next, None when the outcome is known."""
    last = path(answers)[-1]
    return None if answers.get(last) in VALUES[last] else last


def outcome_code(answers: Mapping[str, str]) -> str | None:
    """Return the key of the outcome in the table: 'splitsen', 'netwerk' or the three dimensions joined by '-'."""
    if open_question(answers) is not None:
        return None
    if answers[DOEL] == NO:
        return SPLITSEN
    if answers[VERPLICHTEND] == NO:
        return NETWERK
    return "-".join(answers[code] for code in DIMENSIONS)


def outcome(schema: Schema, answers: Mapping[str, str]) -> Uitkomst | None:
    """Return the advice for these answers, None as long as a question is open."""
    code = outcome_code(answers)
    if code is None:
        return None
    reasons = tuple(
        Reason(question.ask, question.words(answers[question.code]), _why(question, answers[question.code]))
        for question in map(schema.question, path(answers))
    )
    remark = str(schema.table["zonder_bijdrage"]) if answers.get(BIJDRAGEN) == NO else ""
    return Uitkomst(_vorm(schema, code), reasons, tuple(_flips(schema, kept(answers))), remark)


def tension(schema: Schema, current: str, answers: Mapping[str, str]) -> str | None:
    """Return what rubs between the form in use and the advice, in one sentence; None when they agree or one is open."""
    code = outcome_code(answers)
    if not current or code is None:
        return None
    advised, names = _vorm(schema, code), schema.table["vormen"]
    if advised.code == current or current not in names:
        return None
    return str(schema.table["spanning"]).format(nu=names[current]["title"], advies=advised.title)


def check(schema: Schema) -> None:
    """Refuse a schema with which this logic cannot work. Raises SchemaError with every fault."""
    faults: list[str] = []
    found = {question.code: question for question in schema.questions()}
    for code in ORDER:
        question = found.get(code)
        if question is None:
            faults.append(f"De vraag '{code}' ontbreekt.")
        elif {option.code for option in question.options} != set(VALUES[code]):
            faults.append(f"De vraag '{code}' moet deze keuzes hebben: {', '.join(VALUES[code])}.")
    faults.extend(f"De vraag '{code}' hoort niet in de keuzehulp." for code in found if code not in ORDER)
    faults.extend(_table_faults(schema))
    if schema.layers:
        faults.append("De keuzehulp heeft geen lagen.")
    if faults:
        raise SchemaError(faults)


def all_outcomes() -> list[str]:
    """Return the key of every outcome there is: two gates and eight combinations."""
    combined = [
        f"{first}-{second}-{third}"
        for first in VALUES["doelbelang"] for second in VALUES["verhouding"] for third in VALUES["zekerheid"]
    ]  # fmt: skip
    return [SPLITSEN, NETWERK, *combined]


def _table_faults(schema: Schema) -> list[str]:
    faults = []
    forms, outcomes = schema.table.get("vormen"), schema.table.get("uitkomsten")
    if not isinstance(forms, dict) or not isinstance(outcomes, dict):
        return ["De tabel mist 'vormen' of 'uitkomsten'."]
    for key in all_outcomes():
        row = outcomes.get(key)
        if not isinstance(row, dict) or not isinstance(row.get("vorm"), str) or row["vorm"] not in forms:
            faults.append(f"De uitkomst '{key}' ontbreekt of noemt een vorm die er niet is.")
        elif not all(isinstance(row.get(name, ""), str) for name in ("title", "origin", "caution")):
            faults.append(f"De uitkomst '{key}' heeft tekst nodig bij title, origin en caution.")
    for code, words in forms.items():
        if not isinstance(words, dict) or not all(
            isinstance(words.get(name), str) and words[name] for name in ("title", "what", "asks", "unfit")
        ):
            faults.append(f"De vorm '{code}' mist een van: title, what, asks, unfit.")
    faults.extend(
        f"De tabel mist de tekst '{name}'."
        for name in ("zonder_bijdrage", "spanning")
        if not isinstance(schema.table.get(name), str)
    )
    if not _can_be_filled(schema.table.get("spanning", "")):
        faults.append("De tekst 'spanning' mag tussen accolades alleen {nu} en {advies} noemen.")
    return faults + order_faults(schema.table)


def _can_be_filled(sentence: object) -> bool:
    try:
        return isinstance(str(sentence).format(nu="", advies=""), str)
    except (LookupError, ValueError, AttributeError, TypeError):
        return False


def _vorm(schema: Schema, key: str) -> Vorm:
    row = schema.table["uitkomsten"][key]
    words = schema.table["vormen"][row["vorm"]]
    return Vorm(
        row["vorm"], row.get("title") or words["title"], words["what"], words["asks"], words["unfit"],
        row.get("origin", ""), row.get("caution", ""),
    )  # fmt: skip


def _why(question: Question, answer: str) -> str:
    return next((option.help for option in question.options if option.code == answer), "")


def _flips(schema: Schema, answers: dict[str, str]) -> list[Flip]:
    """Return each single other answer that changes the outcome."""
    now = outcome_code(answers)
    found = []
    for code in path(answers):
        for other in VALUES[code]:
            if other == answers[code]:
                continue
            changed = answers | {code: other}
            key = outcome_code(changed)
            question = schema.question(code)
            if key is None:
                found.append(Flip(question.ask, question.words(other), ""))
            elif _vorm(schema, key).title != _vorm(schema, str(now)).title:
                found.append(Flip(question.ask, question.words(other), _vorm(schema, key).title))
    return found
