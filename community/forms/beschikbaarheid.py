"""A month of dagdelen with one word each, and filling many of them at once."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.beschikbaarheid import Invulling
from community.models import Dagdeelkeuze
from community.notation import DAYS, month_of
from community.queries.beschikbaarheid import Cel, Maand, Slot, first_of_month, months_from

WORD = _("Kies een van de drie woorden.")
NOTHING = ("", _("Nog niets"))
EMPTY = "LEEG"
LETTERS = {Dagdeelkeuze.KAN.value: "k", Dagdeelkeuze.LIEVER_NIET.value: "l", Dagdeelkeuze.KAN_NIET.value: "n"}
SEEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.([01])([kln])", re.ASCII)
# What the page showed is never longer than this.
LONGEST = 2000
DAYS_OF = (("", _("Alle werkdagen")), *((str(number), _("Alle {day}en").format(day=DAYS[number]))
                                        for number in range(5)))  # fmt: skip
HALVES_OF = (("", _("Ochtend en middag")), ("0", _("Alleen de ochtend")), ("1", _("Alleen de middag")))
THIS_MONTH = ""


class MaandForm(forms.Form):
    """One word per dagdeel of a month. What she changed is judged against what the page showed.

    So two windows that are open at once do not undo each other's answers.
    """

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST)

    def __init__(self, maand: Maand, data: Any = None, *, as_list: bool = False) -> None:
        """Show the dagdelen in which she has nothing yet; `as_list` as lists to choose from instead of buttons."""
        shown = "".join(_seen(cell) for cell in maand.open_cells if cell.keuze)
        initial = {cell.name: cell.keuze for cell in maand.open_cells} | {"gezien": shown}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.maand = maand
        for cell in maand.open_cells:
            self.fields[cell.name] = forms.ChoiceField(
                label=cell.label, required=False, error_messages={"invalid_choice": WORD},
                choices=[NOTHING, *Dagdeelkeuze.choices] if as_list else Dagdeelkeuze.choices,
                widget=forms.Select if as_list else forms.RadioSelect,
            )  # fmt: skip

    def weeks(self) -> Iterator[tuple[Any, list[tuple[date, list[tuple[Cel, Any]]]]]]:
        """Return the weeks with their days, and per dagdeel the field (None when she has something then)."""
        for week in self.maand.weeks:
            yield (
                week,
                [
                    (day, [(cell, None if cell.is_taken else self[cell.name]) for cell in cells])
                    for day, cells in week.days
                ],
            )

    def choices(self) -> dict[Slot, str]:
        """Return what she changed compared with what the page showed."""
        seen = {(day, int(half)): letter for day, half, letter in SEEN.findall(self.cleaned_data["gezien"])}
        found = {}
        for cell in self.maand.open_cells:
            keuze = self.cleaned_data.get(cell.name, "")
            before = seen.get((cell.slot[0].isoformat(), cell.slot[1]), "")
            if LETTERS.get(keuze, "") != before:
                found[cell.slot] = keuze
        return found


class InvullingForm(forms.Form):
    """One word for many dagdelen: which days, which halves, until when."""

    dagen = forms.ChoiceField(label=_("Welke dagen"), choices=DAYS_OF, required=False)
    delen = forms.ChoiceField(label=_("Welk dagdeel"), choices=HALVES_OF, required=False)
    woord = forms.ChoiceField(
        label=_("Wat geef je op"), choices=[*Dagdeelkeuze.choices, (EMPTY, _("Maak leeg"))],
        error_messages={"required": _("Kies wat je wilt opgeven."), "invalid_choice": WORD},
    )  # fmt: skip
    tot = forms.ChoiceField(label=_("Tot en met"), required=False)
    alleen_leeg = forms.BooleanField(label=_("Alleen waar ik nog niets opgaf"), required=False)

    def __init__(self, maand: Maand, today: date, data: Any = None, *, until: date | None = None) -> None:
        """Offer the months from the one that is shown on; `until` is the one to expect."""
        super().__init__(data, use_required_attribute=False)
        self.maand = maand
        rest = [month for month in months_from(today) if month > maand.first]
        self.fields["tot"].choices = [  # type: ignore[attr-defined]  # of a choice
            (THIS_MONTH, month_of(maand.first)),
            *((month.isoformat()[:7], month_of(month)) for month in rest),
        ]
        if until is not None and until in rest:
            self.initial["tot"] = until.isoformat()[:7]

    def fill(self) -> Invulling:
        """Return what was asked, for the action."""
        data = self.cleaned_data
        month = date.fromisoformat(f"{data['tot']}-01") if data["tot"] else self.maand.first
        return Invulling(
            keuze="" if data["woord"] == EMPTY else data["woord"],
            first=self.maand.first,
            last=first_of_month(month, 1) - timedelta(days=1),
            weekdays=frozenset([int(data["dagen"])] if data["dagen"] else range(5)),
            halves=frozenset([int(data["delen"])] if data["delen"] else range(2)),
            only_empty=data["alleen_leeg"],
        )


def _seen(cell: Cel) -> str:
    return f"{cell.slot[0]:%Y-%m-%d}.{cell.slot[1]}{LETTERS[cell.keuze]}"
