"""The light instruments: their questions and answers as any page shows them, and what their own logic says."""

from collections.abc import Callable, Mapping
from typing import Any

from casussen.instrumenten import dilemmalijn, vormverkenner
from casussen.instrumenten.schema import Schema
from casussen.models import Casus
from casussen.queries.instrumenten import Blad, begun_blad

# Its address below a casus, and the code of the instrument: all that a light one needs besides data and a template.
LIGHT = {"vormen": "vormverkenner", "dilemmalijn": "dilemmalijn"}


def _vormen(schema: Schema, answers: Mapping[str, Any]) -> dict[str, Any]:
    found = vormverkenner.outcome(schema, answers)
    traits, forms = schema.table["kenmerken"], schema.table["vormen"]
    # The database does not keep the order of a table; that of the choices is kept.
    shown = schema.question(vormverkenner.NU).options
    compared = {
        "heads": [form.title for form in shown],
        "rows": [
            [traits[trait], [str(forms[form.code][trait]) for form in shown]] for trait in schema.in_order("kenmerken")
        ],
    }
    if found is None:
        return {"compared": compared}
    turning = [[one.trait, one.nu, one.gewenst] for one in found.schakels]
    return {"compared": compared, "nu": found.nu, "gewenst": found.gewenst, "schakels": turning}


def _lijnen(schema: Schema, answers: Mapping[str, Any]) -> dict[str, Any]:
    lines = dilemmalijn.outcome(schema, answers.get("nu", {}), answers.get("gewenst", {}))
    sides = [[option.title for option in question.options] for question in schema.questions()]
    rows = [
        {"ask": line.ask, "sides": side, "nu": line.nu, "gewenst": line.gewenst, "move": line.move}
        for line, side in zip(lines, sides, strict=True)
    ]
    return {"lijnen": rows, "is_answered": any(line.nu is not None or line.gewenst is not None for line in lines)}


# What each logic says of the answers of an Invulling, as plain values for its template.
RESULTS: dict[str, Callable[[Schema, Mapping[str, Any]], dict[str, Any]]] = {
    "vormverkenner": _vormen,
    "dilemmalijn": _lijnen,
}


def result_of(blad: Blad) -> dict[str, Any]:
    """Return what a light instrument says of its answers; worked out each time, never stored."""
    return RESULTS[blad.schema.logic](blad.schema, blad.answers())


def answered_texts(blad: Blad) -> list[list[str]]:
    """Return the open questions of a light instrument that were answered, with their text."""
    answers = blad.answers()
    asked = [question for question in blad.schema.questions() if question.kind in ("text", "line")]
    return [[question.ask, str(answers[question.code])] for question in asked if answers.get(question.code)]


def reader_of(code: str) -> Callable[[Casus], dict[str, Any] | None]:
    """Return what reads this light instrument as a part of a casus; it gives None when there is nothing in it."""

    def read(casus: Casus) -> dict[str, Any] | None:
        blad = begun_blad(casus, code)
        if blad is None or not any(blad.answers().values()):
            return None
        about = {"instrument": blad.instrument.name, "source": blad.versie.source, "versie": blad.versie.number}
        return about | {"result": result_of(blad), "texts": answered_texts(blad)}

    return read
