"""Handing in the opdracht of a tussentijd, choosing a casus, and reacting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN
from community.forms.text import LinesField
from community.forms.versions import version_field
from training.forms.gesprekken import NEW_CASUS

YES, NO = "ja", "nee"


class InleverForm(forms.Form):
    """Whether the trainers read along; `version` says which saved choice she was looking at."""

    meelezen = forms.ChoiceField(
        label=_("Mogen je trainers meelezen?"), widget=forms.RadioSelect,
        choices=[(YES, _("Ja, mijn trainers lezen dit en kunnen reageren")),
                 (NO, _("Nee, mijn trainers zien alleen dat ik klaar ben"))],
        error_messages={"required": _("Kies of je trainers mogen meelezen.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, is_shared: bool | None = None, version: int = 0, parts: str = "") -> None:
        chosen = None if is_shared is None else YES if is_shared else NO
        super().__init__(data, initial={"meelezen": chosen, "version": version})
        if parts:
            words = _("Zij lezen: %(parts)s. Ook wat je later nog verandert. Je kunt dit altijd terugnemen.")
            self.fields["meelezen"].help_text = words % {"parts": parts}

    @property
    def is_shared(self) -> bool:
        """Whether she chose that trainers read along."""
        return bool(self.cleaned_data["meelezen"] == YES)


class CasusKiesForm(forms.Form):
    """Which casus she brings: one of her own, or a new one."""

    casus = forms.ChoiceField(
        label=_("Welke casus breng je in?"), widget=forms.RadioSelect,
        help_text=_("Je schrijft hem daarna zelf. Niemand leest mee, tot je hem inlevert of deelt."),
        error_messages={"required": _("Kies een casus, of begin een nieuwe."), "invalid_choice": KNOWN},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, casussen: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["casus"].choices = [*casussen, (NEW_CASUS, _("Ik begin een nieuwe casus"))]  # type: ignore[attr-defined]  # of a ChoiceField

    @property
    def code(self) -> str:
        """The code of the casus she chose; empty for a new one."""
        chosen: str = self.cleaned_data["casus"]
        return "" if chosen == NEW_CASUS else chosen


class ReactieForm(forms.Form):
    """What a trainer answers; `version` says what she was reading."""

    text = LinesField(
        label=_("Je reactie"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("De deelnemer en de trainers van deze editie lezen dit."),
        error_messages={"required": _("Schrijf eerst je reactie.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, version: int = 0) -> None:
        super().__init__(data, initial={"version": version})
