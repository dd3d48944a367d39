"""The logic that belongs to a schema, by its name: whether it can work with it, and which answers may be given."""

from collections.abc import Callable, Mapping
from typing import Any

from casussen.instrumenten import canvas, dilemmalijn, keuzehulp, vormverkenner
from casussen.instrumenten.schema import Question, Schema, read_schema

LONGEST_OPEN = 1000
CHECKS: dict[str, Callable[[Schema], None]] = {
    "canvas": canvas.check,
    "keuzehulp": keuzehulp.check,
    "vormverkenner": vormverkenner.check,
    "dilemmalijn": dilemmalijn.check,
}
INVENTED = "Het antwoord '{code}' hoort bij geen vraag van dit instrument."


def judge_schema(data: Any) -> Schema:
    """Return the schema that this JSON describes, when its logic can work with it. Raises SchemaError otherwise."""
    schema = read_schema(data)
    CHECKS[schema.logic](schema)
    return schema


def judge_answers(schema: Schema, answers: Mapping[str, Any]) -> list[str]:
    """Return in words what is wrong with these answers by the code of a question; nothing when all can be kept.

    A question may be left open. What is written for a question that is not there is refused.
    """
    known = {question.code: question for question in schema.questions()}
    faults = []
    for code, given in answers.items():
        if code not in known:
            faults.append(INVENTED.format(code=str(code)[:40]))
        elif (fault := JUDGES[known[code].kind](known[code], given)) is not None:
            faults.append(f"{known[code].ask} {fault}")
    return faults


def judge_filled(schema: Schema, layer: str, answers: Mapping[str, Any]) -> list[str]:
    """Return in words what is wrong with the answers of an Invulling: of one layer, or of all layers by their code."""
    codes = [one.code for one in schema.layers]
    if layer or not codes:
        return judge_answers(schema, answers) if layer in (codes or [""]) else [f"De laag '{layer[:40]}' is er niet."]
    faults = [f"De laag '{str(name)[:40]}' is er niet." for name in answers if name not in codes]
    for name in codes:
        given = answers.get(name, {})
        faults += (
            judge_answers(schema, given)
            if isinstance(given, Mapping)
            else [f"De laag '{name}' heeft antwoorden nodig."]
        )
    return faults


def carry(schema: Schema, layer: str, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split the answers of an Invulling into those that fit these questions and those that do not."""
    if not layer and schema.layers:
        pairs = {one.code: carry(schema, one.code, answers.get(one.code, {})) for one in schema.layers}
        lost = {f"{code} {name}": value for code, (_fit, left) in pairs.items() for name, value in left.items()}
        return {code: fit for code, (fit, _left) in pairs.items()}, lost
    fit = {code: value for code, value in answers.items() if not judge_answers(schema, {code: value})}
    fit = keuzehulp.kept(fit) if schema.logic == "keuzehulp" else fit
    return fit, {code: value for code, value in answers.items() if code not in fit}


def _text(question: Question, given: Any) -> str | None:
    if not isinstance(given, str):
        return "Schrijf hier tekst."
    if len(given) > question.longest:
        return f"Maak deze tekst korter: hooguit {question.longest} tekens. Nu zijn het er {len(given)}."
    return None


def _choice(question: Question, given: Any) -> str | None:
    is_known = isinstance(given, str) and given in {option.code for option in question.options}
    return None if is_known else "Kies een van de mogelijkheden."


def _scale(question: Question, given: Any) -> str | None:
    return None if dilemmalijn.position(given) is not None else "Geef een heel getal van 0 tot en met 100."


def _box(question: Question, given: Any) -> str | None:
    if not isinstance(given, Mapping) or set(given) - {"text", "status", "open"}:
        return "Een vak heeft een tekst, een status en een open vraag."
    if given.get("status", canvas.LEEG) not in canvas.STATUSES:
        return "Kies Leeg, Concept of Afgesproken."
    asked = given.get("open", "")
    if not isinstance(asked, str) or len(asked) > LONGEST_OPEN:
        return f"Maak de open vraag korter: hooguit {LONGEST_OPEN} tekens."
    return _text(question, given.get("text", ""))


JUDGES: dict[str, Callable[[Question, Any], str | None]] = {
    "text": _text,
    "line": _text,
    "choice": _choice,
    "scale": _scale,
    "box": _box,
}
