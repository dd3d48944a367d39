"""What a member says about a story: yes or no, to the text that was on her screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.verhalen import NO, YES


class VerhaalAntwoordForm(forms.Form):
    """Yes or no. Neither is chosen before she does."""

    antwoord = forms.ChoiceField(
        label=_("Mag dit verhaal op de website?"), choices=((YES, _("Ja, dit mag online")), (NO, _("Nee"))),
        widget=forms.RadioSelect,
        help_text=_("Je kunt een ja altijd weer intrekken. Het verhaal is dan meteen weg van de website."),
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": _("Kies ja of nee.")},
    )  # fmt: skip
    versie = forms.RegexField(
        r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _("Deze pagina is te oud. Open haar opnieuw.")),
    )  # fmt: skip

    def __init__(self, data: object = None, *, version: str) -> None:
        super().__init__(data, initial={"versie": version}, use_required_attribute=False)  # type: ignore[arg-type]  # a QueryDict or nothing
