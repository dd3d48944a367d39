"""What a member proposes about a term or a page of knowledge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField


class KennisvoorstelForm(forms.Form):
    """The proposal, in her own words."""

    text = LinesField(
        label=_("Wat kan beter?"), max_length=1000,
        help_text=_("Schrijf wat er niet klopt, en hoe jij het zou zeggen. Noem geen namen uit een casus."),
        error_messages={"required": _("Schrijf eerst je voorstel.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
