"""Adding a photo."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.fotos import MOST_BYTES
from community.notation import file_size


class FotoForm(forms.Form):
    """One file; what is in it is judged by community.actions.fotos."""

    foto = forms.FileField(
        label=_("Foto"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        max_length=None,
        allow_empty_file=True,
        error_messages={"required": _("Kies een foto."), "invalid": _("Kies een foto.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foto"].help_text = _(
            "Een jpg, png of webp van hooguit {size}. We maken er een vierkante foto van."
        ).format(size=file_size(MOST_BYTES))
