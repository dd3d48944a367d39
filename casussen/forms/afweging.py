"""The weighing of options as one form: always room for all of it, of which the page shows what it needs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casussen.afweging import HIGHEST, LOWEST, MOST_CRITERIA, MOST_OPTIONS
from community.forms.agenda import KNOWN
from community.forms.text import LineField
from community.forms.versions import version_field

NUMBERS = [(str(number), str(number)) for number in range(LOWEST, HIGHEST + 1)]
COMMON_WEIGHT = 3
NAMELESS_CRITERION = _("Geef dit criterium een naam, of maak ook de rest ervan leeg.")
NAMELESS_OPTION = _("Geef deze optie een naam, of maak ook haar scores leeg.")
# How many are offered to who begins.
FIRST_CRITERIA, FIRST_OPTIONS = 3, 2


class AfwegingForm(forms.Form):
    """Criteria with weight and origin, options, and a score with reason for each."""

    version = version_field()

    def __init__(self, data: Any = None, *, frame: Mapping[str, Any] | None = None, version: int = 0) -> None:
        super().__init__(data, initial=_initial(frame or {}) | {"version": version}, use_required_attribute=False)
        for at in range(MOST_CRITERIA):
            number = {"number": at + 1}
            self.fields[f"criterium_{at}"] = _line(_("Criterium %(number)d") % number, 120)
            self.fields[f"gewicht_{at}"] = _number(_("Gewicht van criterium %(number)d") % number)
            self.fields[f"herkomst_{at}"] = _line(_("Herkomst van criterium %(number)d") % number, 200)
        for option in range(MOST_OPTIONS):
            self.fields[f"optie_{option}"] = _line(_("Optie %(number)d") % {"number": option + 1}, 120)
            for at in range(MOST_CRITERIA):
                words = {"option": option + 1, "number": at + 1}
                self.fields[f"score_{option}_{at}"] = _number(
                    _("Score van optie %(option)d op criterium %(number)d") % words
                )
                self.fields[f"reden_{option}_{at}"] = _line(
                    _("Reden bij optie %(option)d, criterium %(number)d") % words, 300
                )

    def criteria(self) -> list[dict[str, forms.BoundField]]:
        """Return the criteria to show: what was filled in, and one empty one to go on with."""
        shown = self._shown("criterium", MOST_CRITERIA, FIRST_CRITERIA)
        return [{part: self[f"{part}_{at}"] for part in ("criterium", "gewicht", "herkomst")} for at in range(shown)]

    def options(self) -> list[dict[str, Any]]:
        """Return the options to show, each with a score for every criterium that has a name."""
        named = [at for at in range(MOST_CRITERIA) if any(self._text(name) for name in self._of_criterion(at))]
        return [
            {"optie": self[f"optie_{option}"], "cells": [
                {"name": self._text(f"criterium_{at}"), "score": self[f"score_{option}_{at}"],
                 "reden": self[f"reden_{option}_{at}"]}
                for at in named
            ]}
            for option in range(self._shown("optie", MOST_OPTIONS, FIRST_OPTIONS))
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse to lose what belongs to a criterium or option without a name."""
        given = super().clean() or self.cleaned_data
        for at in range(MOST_CRITERIA):
            self._need_name(f"criterium_{at}", self._of_criterion(at), NAMELESS_CRITERION)
        for option in range(MOST_OPTIONS):
            rest = [f"{part}_{option}_{at}" for at in range(MOST_CRITERIA) for part in ("score", "reden")]
            self._need_name(f"optie_{option}", rest, NAMELESS_OPTION)
        return given

    def frame(self) -> dict[str, Any]:
        """Return what a valid form holds, without its empty rows."""
        given = self.cleaned_data
        criteria = [at for at in range(MOST_CRITERIA) if given[f"criterium_{at}"]]
        options = [option for option in range(MOST_OPTIONS) if given[f"optie_{option}"]]
        return {
            "criteria": [
                {"name": given[f"criterium_{at}"], "weight": int(given[f"gewicht_{at}"] or COMMON_WEIGHT),
                 "origin": given[f"herkomst_{at}"]}
                for at in criteria
            ],
            "options": [given[f"optie_{option}"] for option in options],
            "scores": [
                [{"score": int(given[f"score_{option}_{at}"]) if given[f"score_{option}_{at}"] else None,
                  "reason": given[f"reden_{option}_{at}"]} for at in criteria]
                for option in options
            ],
        }  # fmt: skip

    def _of_criterion(self, at: int) -> list[str]:
        """Return the questions about a criterion that are answered by hand; a weight alone says nothing."""
        cells = [f"{part}_{option}_{at}" for option in range(MOST_OPTIONS) for part in ("score", "reden")]
        return [f"criterium_{at}", f"herkomst_{at}", *cells]

    def _need_name(self, name: str, rest: list[str], sentence: Any) -> None:
        given = self.cleaned_data
        if name in given and not given[name] and any(given.get(other) for other in rest):
            self.add_error(name, ValidationError(sentence))

    def _text(self, name: str) -> str:
        return str(self[name].value() or "").strip()

    def _shown(self, part: str, most: int, first: int) -> int:
        """Return how many rows the page shows: up to the last one in use, and one more."""
        used = [at for at in range(most) if self._text(f"{part}_{at}") or self[f"{part}_{at}"].errors]
        return min(most, max(first, max(used, default=-1) + 2))


def _initial(frame: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for at, criterion in enumerate(frame.get("criteria", ())):
        found |= {f"criterium_{at}": criterion["name"], f"gewicht_{at}": str(criterion["weight"]),
                  f"herkomst_{at}": criterion["origin"]}  # fmt: skip
    for option, name in enumerate(frame.get("options", ())):
        found[f"optie_{option}"] = name
        for at, cell in enumerate(frame["scores"][option]):
            found |= {f"score_{option}_{at}": str(cell["score"] or ""), f"reden_{option}_{at}": cell["reason"]}
    return found


def _line(label: Any, longest: int) -> LineField:
    return LineField(label=label, max_length=longest, required=False)


def _number(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=(("", "–"), *NUMBERS), required=False, error_messages={"invalid_choice": KNOWN}
    )
