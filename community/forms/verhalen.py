"""What a member says about a story: yes or no, to the text that was on her screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community import clock
from community.actions.verhalen import NO, YES
from community.forms.kennispaginas import WebsitePageForm
from community.models import User
from community.queries.verhalen import possible_vertellers


class VertellerField(forms.ModelChoiceField):
    """A member, by her name."""

    def label_from_instance(self, obj: User) -> str:
        """Return how she stands in the list."""
        return obj.naam


class VerhaalPageForm(WebsitePageForm):
    """A story in /beheer/. Whoever does not want to be found does not stand among the members to choose from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "verteller" in self.fields:
            # Wagtail hands the form no moment: this is a door to the clock.
            people = possible_vertellers(self.for_user, self.instance.verteller_id, clock.now())
            self.fields["verteller"] = VertellerField(
                people, label=_("Verteller"), required=False, empty_label=_("Niemand: er staat geen naam in"),
                help_text=_("Vraag na het schrijven toestemming bij Toestemming voor verhalen."),
            )  # fmt: skip


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
