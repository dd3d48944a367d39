"""Giving and ending a role."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN, RowField
from community.forms.dates import DayField
from community.models import Kring, Organisatie, Rol, User
from community.queries.rollen import person_by_email

AT_ONCE, LATER = "nu", "later"


class RolForm(forms.Form):
    """Who gets which role, where and from when until when. `user` is known when one came from somebody's page."""

    email = forms.EmailField(
        label=_("E-mailadres van het lid"), help_text=_("Het adres waarmee deze persoon inlogt."), max_length=254,
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Schrijf het e-mailadres zo: naam@organisatie.nl."),
        },
    )  # fmt: skip
    rol = forms.ChoiceField(label=_("Rol"), error_messages={"required": _("Kies een rol."), "invalid_choice": KNOWN})
    organisatie = RowField(
        label=_("Voor welke organisatie?"), queryset=None, required=False, empty_label=_("Geen"),
        help_text=_("Alleen voor een partnercontact of een opleidingsadviseur."),
    )  # fmt: skip
    kring = RowField(
        label=_("Voor welke leergroep?"), queryset=None, required=False, empty_label=_("Geen, de rol geldt overal"),
        help_text=_("Alleen voor een trainer, coach of expert van één groep."),
    )  # fmt: skip
    from_date = DayField(label=_("Eerste dag"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    until_date = DayField(label=_("Laatste dag"), required=False, help_text=_("Laat leeg als er geen einde bekend is."))

    def __init__(
        self, rollen: Iterable[Rol], organisaties: QuerySet[Organisatie], kringen: QuerySet[Kring], *,
        user: User | None, data: Any = None, initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.user = user
        if user is not None:
            del self.fields["email"]
        self.fields["rol"].choices = [("", _("Kies een rol")), *((rol.value, rol.label) for rol in rollen)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["organisatie"].queryset = organisaties.order_by("name")  # type: ignore[attr-defined]  # a choice of rows
        self.fields["kring"].queryset = kringen  # type: ignore[attr-defined]  # a choice of rows
        self.fields["kring"].label_from_instance = lambda kring: kring.name  # type: ignore[attr-defined]  # idem

    def clean_email(self) -> str:
        """Find the person. Raises ValidationError when nobody active logs in with this address."""
        email = str(self.cleaned_data["email"])
        self.user = person_by_email(email)
        if self.user is None:
            raise ValidationError(
                _("We kennen geen lid met dit e-mailadres. Kijk of het klopt, of nodig de persoon uit.")
            )
        return email

    def answers(self) -> dict[str, Any]:
        """Return what was filled in, for the action."""
        names = ("rol", "organisatie", "kring", "from_date", "until_date")
        return {"user": self.user, **{name: self.cleaned_data[name] for name in names}}


class EndRolForm(forms.Form):
    """When a role ends: at once, or after a day to come."""

    when = forms.ChoiceField(
        label=_("Wanneer eindigt de rol?"), choices=((AT_ONCE, _("Direct")), (LATER, _("Na een dag die ik kies"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wanneer de rol eindigt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    last_day = DayField(label=_("Laatste dag"), required=False, help_text=_("Alleen als de rol later eindigt."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"when": AT_ONCE}, use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day when the role ends later; forget it when it ends at once."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("when") == LATER and not given.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Vul de laatste dag in."))
        if given.get("when") == AT_ONCE:
            given["last_day"] = None
        return given
