"""What a proposal for toernees tells, in words of a toernee: cards, reasons, rules, goals and why something cannot."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from community.models import SamenwerkingFase, SamenwerkingVorm
from community.notation import count, listing

FORMS = {str(value): str(label) for value, label in SamenwerkingVorm.choices}
PHASES = {number: str(label) for number, (_value, label) in enumerate(SamenwerkingFase.choices, 1)}
# What the goals are called where a proposal for toernees says how well it does.
TOERNEE_GOALS = {
    "sector": lazy("Verschillende vormen"), "senioriteit": lazy("Verschillende fasen"),
    "thema": lazy("Gedeelde thema's"),
    "nieuw": lazy("Nieuwe mensen ontmoeten"), "reis": lazy("Korte reizen"), "tijd": lazy("Keuze in dagdelen"),
    "maat": lazy("Gewenst aantal deelnemers"),
}  # fmt: skip
NO_ASSIGNMENT, OTHER_FORMS, OTHER_PHASES = (
    "Geen opdrachtgever en opdrachtnemer", "Verschillende vormen", "Verschillende fasen",
)  # fmt: skip
# Rules of the engine that say nothing about a toernee, and what others are called.
LEFT_OUT = ("Vorm: online of op locatie",)
CALLED = {"Groepsgrootte": "Aantal deelnemers"}
# Sentences of the engine, and what they mean here. A sentence that means nothing here becomes empty.
SENTENCES = (
    (re.compile(r"\bandere sectoren\b"), "andere vormen"),
    (re.compile(r"\bandere sector\b"), "andere vorm"),
    (re.compile(r"\b(hebben|heeft) een andere ervaring\b"), "met een andere fase"),
    (re.compile(r"^(De groep komt .*|De afstand is .*)$"), ""),
    (re.compile(r"\bgroepen\b"), "toernees"),
    (re.compile(r"\bgroep\b"), "toernee"),
)


def in_words(sentence: str) -> str:
    """Return a sentence of the engine in words of a toernee; empty when it says nothing about one."""
    for pattern, words in SENTENCES:
        sentence = pattern.sub(words, sentence)
    return sentence


def in_words_all(sentences: Iterable[str]) -> list[str]:
    """Return these sentences in words of a toernee, without those that say nothing about one."""
    return [words for one in sentences if (words := in_words(one))]


def tick_rows(
    ticks: Sequence[tuple[str, bool]], shown: Collection[Mapping[str, Any]], *, is_assigned: bool
) -> list[list[Any]]:  # fmt: skip
    """Return the rules of one toernee, each with whether it is kept: those of the engine and its own."""
    found: list[list[Any]] = []
    for label, holds in ticks:
        if label in LEFT_OUT:
            continue
        kept = holds or (label == "Verschillende samenwerkingen" and is_assigned)
        found.append([CALLED.get(label, label), kept])
        if label == "Verschillende samenwerkingen":
            found.append([NO_ASSIGNMENT, not is_assigned])
    forms, phases = {one["vorm"] for one in shown} - {""}, {one["fase"] for one in shown} - {0}
    return [*found, [OTHER_FORMS, len(forms) > 1], [OTHER_PHASES, len(phases) > 1]]


def fact_rows(row: Mapping[str, Any]) -> list[str]:
    """Say which forms and phases come together in one toernee."""
    shown = list(row["shown"].values())
    forms = [FORMS[code] for code in FORMS if any(one["vorm"] == code for one in shown)]
    phases = [PHASES[number] for number in PHASES if any(one["fase"] == number for one in shown)]
    unknown = sum(not one["vorm"] or not one["fase"] for one in shown)
    found = []
    if forms:
        number = count(len(forms), _("vorm"), _("vormen"))
        found.append(f"{number}: {listing([one.lower() for one in forms])}")
    if phases:
        found.append(f"{count(len(phases), _('fase'), _('fasen'))}: {listing(phases)}")
    if unknown:
        found.append(_("Van {who} is vorm of fase niet ingevuld").format(
            who=count(unknown, _("samenwerking"), _("samenwerkingen"))))  # fmt: skip
    return found


def shown_words(shown: Mapping[str, Any]) -> str:
    """Return what somebody lets others visit: 'Beekdal · Netwerk · 2 Ambitie bepalen'."""
    parts = (shown["name"], FORMS.get(shown["vorm"], ""), PHASES.get(shown["fase"], ""))
    return " · ".join(one for one in parts if one)
