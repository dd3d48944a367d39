"""Vormverkenner: four forms beside each other; which one is it now, which one is wanted, and what must change for that.

Light on purpose: its forms are the options of two questions; the logic only says which dimensions have to turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casussen.instrumenten.schema import Schema, SchemaError

NU, GEWENST, WAAROM, SCHAKELT = "nu", "gewenst", "waarom", "schakelt"
ORDER = (NU, GEWENST, WAAROM, SCHAKELT)


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


def outcome(schema: Schema, answers: Mapping[str, str]) -> Uitkomst | None:
    """Return what must turn to go from the present form to the wanted one; None until both are chosen."""
    forms = schema.table["vormen"]
    here, there = answers.get(NU), answers.get(GEWENST)
    if here not in forms or there not in forms:
        return None
    traits = schema.table["kenmerken"]
    turning = tuple(
        Schakel(str(traits[trait]), str(forms[here][trait]), str(forms[there][trait]))
        for trait in traits
        if forms[here][trait] != forms[there][trait]
    )
    titles = schema.question(NU)
    return Uitkomst(titles.words(here), titles.words(there), turning)


def check(schema: Schema) -> None:
    """Refuse a schema without the four questions, or whose forms lack a trait. Raises SchemaError."""
    found = {question.code: question for question in schema.questions()}
    faults = [f"De vraag '{code}' ontbreekt." for code in ORDER if code not in found]
    forms, traits = schema.table.get("vormen"), schema.table.get("kenmerken")
    if not isinstance(forms, dict) or not isinstance(traits, dict) or not traits:
        raise SchemaError([*faults, "De tabel mist 'vormen' of 'kenmerken'."])
    for code in (NU, GEWENST):
        options = {option.code for option in found[code].options} if code in found else set(forms)
        if options != set(forms):
            faults.append(f"De vraag '{code}' moet precies de vormen van de tabel als keuze hebben.")
    for form, words in forms.items():
        faults += [
            f"De vorm '{form}' mist '{trait}'." for trait in traits if not isinstance(words, dict) or trait not in words
        ]
    if faults:
        raise SchemaError(faults)
