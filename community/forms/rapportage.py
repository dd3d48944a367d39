"""Whether the contacts of one's own organisatie see one's name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.naamtoestemming import NotYourEmployerError
from community.models import Organisatie

GEEF, TREK_IN = "geef", "trek-in"


class NaamForm(forms.Form):
    """One button. Which organisatie stood on the page goes along, so that an old window never speaks of a new one."""

    doe = forms.ChoiceField(choices=((GEEF, GEEF), (TREK_IN, TREK_IN)), widget=forms.HiddenInput)
    organisatie = forms.CharField(max_length=160, widget=forms.HiddenInput)

    def __init__(self, organisaties: Iterable[Organisatie], data: Any = None) -> None:
        """`organisaties`: where she works now if that is a partner, and of which a consent of hers stands."""
        super().__init__(data)
        self._organisaties = {row.slug: row for row in organisaties}
        sentence = _("Kies of je toestemming geeft of intrekt.")
        self.fields["doe"].error_messages |= {"required": sentence, "invalid_choice": sentence}
        self.fields["organisatie"].error_messages |= dict.fromkeys(
            ("required", "max_length", "null_characters_not_allowed"), NotYourEmployerError().message
        )

    def clean_organisatie(self) -> Organisatie:
        """Return the organisatie. Raises ValidationError for one that is not hers."""
        found = self._organisaties.get(self.cleaned_data["organisatie"])
        if found is None:
            raise forms.ValidationError(NotYourEmployerError().message)
        return found
