"""Vormverkenner: four forms beside each other; which one is it now, which one is wanted, and what must change for that.

Light on purpose: its forms are the options of two questions; the logic only says which dimensions have to turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casussen.instrumenten.schema import Schema, SchemaError, order_faults

NU, GEWENST, WAAROM, SCHAKELT = "nu", "gewenst", "waarom", "schakelt"
KINDS = {NU: "choice", GEWENST: "choice", WAAROM: "text", SCHAKELT: "text"}


@dataclass(frozen=True)
class Schakel:
    """One trait that is another in the wanted form."""

    trait: str
    nu: str
    gewenst: str


@dataclass(frozen=True)
class Uitkomst:
    """Where one stands and wants to go; no switches when both are the same form."""

    nu: str
    gewenst: str
    schakels: tuple[Schakel, ...]


def outcome(schema: Schema, answers: Mapping[str, Any]) -> Uitkomst | None:
    """Return what must turn to go from the present form to the wanted one; None until both are chosen."""
    forms = schema.table["vormen"]
    here, there = answers.get(NU), answers.get(GEWENST)
    if not (isinstance(here, str) and isinstance(there, str) and here in forms and there in forms):
        return None
    traits = schema.table["kenmerken"]
    turning = tuple(
        Schakel(str(traits[trait]), str(forms[here][trait]), str(forms[there][trait]))
        for trait in schema.in_order("kenmerken")
        if forms[here][trait] != forms[there][trait]
    )
    titles = schema.question(NU)
    return Uitkomst(titles.words(here), titles.words(there), turning)


def check(schema: Schema) -> None:
    """Refuse a schema without the four questions, or whose forms lack a trait. Raises SchemaError."""
    forms, traits = schema.table.get("vormen"), schema.table.get("kenmerken")
    faults = _question_faults(schema)
    if not isinstance(forms, dict) or not isinstance(traits, dict) or not traits:
        raise SchemaError([*faults, "De tabel mist 'vormen' of 'kenmerken'."])
    faults += _form_faults(schema, forms, traits)
    if faults:
        raise SchemaError(faults)


def _question_faults(schema: Schema) -> list[str]:
    found = {question.code: question.kind for question in schema.questions()}
    faults = [f"De vraag '{code}' ontbreekt." for code in KINDS if code not in found]
    faults += [f"De vraag '{code}' hoort niet in de vormverkenner." for code in found if code not in KINDS]
    faults += [
        f"De vraag '{code}' moet kind '{kind}' hebben." for code, kind in KINDS.items() if found.get(code, kind) != kind
    ]
    if schema.layers:
        faults.append("De vormverkenner heeft geen lagen.")
    return faults


def _form_faults(schema: Schema, forms: dict[str, Any], traits: dict[str, Any]) -> list[str]:
    faults = [
        f"De vraag '{question.code}' moet precies de vormen van de tabel als keuze hebben."
        for question in schema.questions()
        if question.code in (NU, GEWENST) and {option.code for option in question.options} != set(forms)
    ]
    if not all(isinstance(title, str) and title for title in traits.values()):
        faults.append("Elk kenmerk in de tabel heeft een naam nodig.")
    for form, words in forms.items():
        faults += [
            f"De vorm '{form}' mist '{trait}'." for trait in traits if not isinstance(words, dict) or trait not in words
        ]
    return faults + order_faults(schema.table)
