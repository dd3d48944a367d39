"""What the pages of the demo ask."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from community.workdays import AMSTERDAM, at_local, local_date, next_mail_moment

DAY_FORMATS = ["%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d"]
# As far as the feestdagen are known and the demo means anything.
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2040, 12, 31)

STEPS = (("UUR", _("1 uur later")), ("DAG", _("1 dag later")), ("WEEK", _("1 week later")),
         ("WERKDAG", _("Volgende werkdag, 8.30 uur")))  # fmt: skip


class StepForm(forms.Form):
    """One step ahead."""

    stap = forms.ChoiceField(choices=STEPS)

    def moment(self, now: datetime) -> datetime:
        """Return where the clock goes."""
        step = self.cleaned_data["stap"]
        if step == "UUR":
            return now + timedelta(hours=1)
        if step == "WERKDAG":
            return next_mail_moment(now + timedelta(seconds=1))
        days = 7 if step == "WEEK" else 1
        # The same time on the clock, also over the change of summer time.
        return at_local(local_date(now) + timedelta(days=days), now.astimezone(AMSTERDAM).time())


class MomentForm(forms.Form):
    """A moment of one's own choice."""

    datum = forms.DateField(
        label=_("Datum"), input_formats=DAY_FORMATS, help_text=_("Bijvoorbeeld 9-2-2027."),
        error_messages={"required": _("Vul een datum in."), "invalid": _("Schrijf de datum zo: 9-2-2027.")},
    )  # fmt: skip
    tijd = forms.TimeField(
        label=_("Tijd"), input_formats=["%H:%M", "%H.%M", "%H"], help_text=_("Bijvoorbeeld 8.30."),
        error_messages={"required": _("Vul een tijd in."), "invalid": _("Schrijf de tijd zo: 8.30.")},
    )  # fmt: skip

    def clean_datum(self) -> date:
        """Keep to the years the demo knows."""
        day: date = self.cleaned_data["datum"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Kies een datum tussen 1-1-2020 en 31-12-2040."))
        return day

    def moment(self) -> datetime:
        """Return the chosen moment."""
        clock: time = self.cleaned_data["tijd"]
        return at_local(self.cleaned_data["datum"], clock)
