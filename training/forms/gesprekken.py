"""Offering times for talks, and choosing one of them."""

from collections.abc import Iterable, Sequence
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from community.actions.slots import MOST_AT_ONCE, Aanbod
from community.forms.agenda import KNOWN, LINK
from community.forms.dates import DayField
from community.forms.text import LineField
from community.forms.times import ClockField
from community.models import Slot
from community.notation import date_long, time_range
from community.workdays import at_local, is_skipped, local_date

LENGTHS = (("30", _("een half uur")), ("45", _("drie kwartier")), ("60", _("een uur")), ("90", _("anderhalf uur")))
NEW_CASUS = "nieuw"
FURTHEST = timedelta(days=366)


class TijdenForm(forms.Form):
    """A day with hours, cut into times of one length."""

    date = DayField(label=_("Op welke dag?"))
    starts = ClockField(label=_("Van"))
    ends = ClockField(label=_("Tot"))
    minutes = forms.ChoiceField(
        label=_("Hoe lang duurt een gesprek?"), choices=LENGTHS, initial="60", widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe lang een gesprek duurt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    place_name = LineField(
        label=_("Plaats"), max_length=120, required=False, help_text=_("Leeg als jullie elkaar online spreken.")
    )
    online_url = forms.URLField(
        label=_("Link om online mee te doen"), max_length=500, required=False, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("Alleen jij en wie het moment kiest zien deze link."),
        error_messages={"invalid": LINK, "max_length": _("Deze link is te lang. Gebruik een kortere.")},
    )  # fmt: skip

    def __init__(self, now: datetime, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.now = now
        self.fields["online_url"].validators.append(URLValidator(schemes=["http", "https"], message=LINK))

    def clean_date(self) -> Day:
        """Return the day. Raises ValidationError for one so far away that the year must be a mistake."""
        day: Day = self.cleaned_data["date"]
        if day > local_date(self.now) + FURTHEST:
            raise forms.ValidationError(_("Deze dag is te ver weg. Kies een dag binnen een jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """Cut the hours into times. What does not exist or does not fit is told at its field."""
        given: dict[str, Any] = super().clean() or {}
        day, starts, ends = given.get("date"), given.get("starts"), given.get("ends")
        if day and day < local_date(self.now):
            self.add_error("date", _("Deze dag is al geweest. Kies een latere dag."))
        for name, clock in (("starts", starts), ("ends", ends)):
            if day and clock and is_skipped(day, clock):
                self.add_error(
                    name, _("Deze tijd bestaat niet: de klok gaat dan een uur vooruit. Kies een andere tijd.")
                )
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Kies een einde dat later is dan het begin."))
        if not self.errors:
            given["times"] = _cut(at_local(day, starts), at_local(day, ends), timedelta(minutes=int(given["minutes"])))  # type: ignore[arg-type]  # without errors they are there
            self._judge(given["times"])
        return given

    def aanbod(self) -> Aanbod:
        """Return what is offered, for the action."""
        given = self.cleaned_data
        return Aanbod(given["times"], place_name=given["place_name"], online_url=given["online_url"])

    def _judge(self, times: Sequence[tuple[datetime, datetime]]) -> None:
        if not times:
            self.add_error(
                "ends", _("Tussen begin en einde past geen gesprek. Kies een later einde of een korter gesprek.")
            )
        elif times[0][0] <= self.now:
            self.add_error("starts", _("Deze tijd is al geweest. Kies een latere tijd."))
        elif len(times) > MOST_AT_ONCE:
            self.add_error("ends", _("Dat zijn te veel gesprekken op één dag. Kies een korter deel van de dag."))


class KiesForm(forms.Form):
    """Choosing one of the free times; with `casussen` also the casus that goes along."""

    moment = forms.ChoiceField(
        label=_("Kies een moment"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de momenten."),
                        "invalid_choice": _("Dit moment is niet meer vrij. Kies een ander moment.")},
    )  # fmt: skip
    casus = forms.ChoiceField(
        label=_("Welke casus breng je in?"), widget=forms.RadioSelect,
        help_text=_("Je schrijft hem daarna zelf. Niemand leest mee, tot je hem inlevert of deelt."),
        error_messages={"required": _("Kies een casus, of begin een nieuwe."), "invalid_choice": KNOWN},
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, free: Iterable[Slot], casussen: Sequence[tuple[str, str]] | None = None
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self._offer("moment", [(str(slot.pk), in_words(slot)) for slot in free])
        if casussen is None:
            del self.fields["casus"]
        else:
            self._offer("casus", [*casussen, (NEW_CASUS, str(_("Ik begin een nieuwe casus")))])
            self.initial["casus"] = casussen[0][0] if casussen else NEW_CASUS

    def casus_code(self) -> str:
        """Return the code of the chosen casus; empty for a new one."""
        chosen = self.cleaned_data.get("casus", "")
        return "" if chosen == NEW_CASUS else chosen

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of a ChoiceField


def in_words(slot: Slot) -> str:
    """Return a time as one chooses it: 'dinsdag 19 januari 2027, 10 tot 11 uur, online, met Tineke Postma'."""
    where = slot.place_name or (_("online") if slot.online_url else "")
    with_whom = _("met {name}").format(name=slot.host.naam)
    return ", ".join(str(part) for part in (date_long(slot.starts_at), time_range(slot.starts_at, slot.ends_at), where,
                                            with_whom) if part)  # fmt: skip


def _cut(starts_at: datetime, ends_at: datetime, length: timedelta) -> tuple[tuple[datetime, datetime], ...]:
    """Return whole times of this length, one after another."""
    number = max((ends_at - starts_at) // length, 0)
    return tuple((starts_at + i * length, starts_at + (i + 1) * length) for i in range(number))
