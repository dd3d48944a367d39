"""The choices on an attendance list, and the code somebody types at the place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.errors import ActionError
from community.actions.presentie import Presentie
from community.forms.text import LineField
from community.models import Deelname, DeelnameStatus
from community.queries.presentie import EXPECTED

PREFIX = "p_"
# One input for each person: what she saw, a dot, what she chose. Django reads at most 500 inputs of one form.
PER_PAGE = 200
LEAVE = ""
DECIDED = (DeelnameStatus.AANWEZIG, DeelnameStatus.AFWEZIG)
CODE_LENGTH = 20
CHOOSABLE = (LEAVE, *DECIDED, DeelnameStatus.AANGEMELD)


class CheckInForm(forms.Form):
    """The code that hangs at the door."""

    code = LineField(
        label=gettext_lazy("Code bij de deur"), max_length=CODE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy("Acht tekens. Hoofdletters en spaties maken niet uit."),
        error_messages={"required": gettext_lazy("Vul de code in die bij de deur hangt.")},
    )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One button of a person on the list."""

    value: str
    label: str
    is_checked: bool


@dataclass(frozen=True)
class ListRow:
    """One person on the list, with her buttons."""

    place: Deelname
    name: str
    choices: list[Choice]
    is_expected: bool
    was_changed: bool


def list_rows(
    places: Iterable[Deelname], *, chosen: Mapping[str, str] | None = None, changed: Iterable[Deelname] = (),
    everyone_present: bool = False,
) -> list[ListRow]:  # fmt: skip
    """Return the list with its buttons: as stored, with everyone expected present, or as `chosen` in a refused form.

    Each button carries the status its reader sees, so that what changes meanwhile is noticed (actions.presentie).
    """
    now = {place.pk: place for place in changed}
    rows = []
    for old in places:
        place = now.get(old.pk, old)
        picked = _picked(place, chosen or {}, everyone_present=everyone_present)
        rows.append(ListRow(place, input_name(place), _choices(place, picked), place.status in EXPECTED,
                            was_changed=place.pk in now))  # fmt: skip
    return rows


def lines_from(data: Mapping[str, str], places: Iterable[Deelname]) -> list[Presentie]:
    """Return what was chosen for these people; who is not in the form stays as she is.

    Raises ActionError for a value that this page never gave.
    """
    lines = []
    for place in places:
        value = data.get(input_name(place))
        if value is None:
            continue
        seen, _dot, picked = value.partition(".")
        if seen not in DeelnameStatus.values or picked not in CHOOSABLE:
            raise ActionError(_("Deze lijst is te oud. Open de pagina opnieuw en vul hem nog eens in."))
        lines.append(Presentie(place.pk, seen, picked))
    return lines


def input_name(place: Deelname) -> str:
    """Return the name of the buttons of one person."""
    return f"{PREFIX}{place.pk.hex}"


def _picked(place: Deelname, chosen: Mapping[str, str], *, everyone_present: bool) -> str:
    if input_name(place) in chosen:
        return chosen[input_name(place)].partition(".")[2]
    if everyone_present and place.status in EXPECTED and place.status not in DECIDED:
        return DeelnameStatus.AANWEZIG
    return place.status if place.status in DECIDED else LEAVE


def _choices(place: Deelname, picked: str) -> list[Choice]:
    """Return the three buttons; the last one leaves the place as it is, or takes back what was decided."""
    later = DeelnameStatus.AANGEMELD.value if place.status in DECIDED else LEAVE
    words = [(DeelnameStatus.AANWEZIG.value, _("Aanwezig")), (DeelnameStatus.AFWEZIG.value, _("Afwezig")),
             (later, _("Later"))]  # fmt: skip
    is_decided = picked in DECIDED
    return [
        Choice(f"{place.status}.{value}", label, value == picked if is_decided else value == later)
        for value, label in words
    ]
