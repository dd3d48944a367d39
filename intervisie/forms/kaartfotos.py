"""Adding a photograph of cards: of whom, and the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.fotos import MOST_BYTES
from community.notation import file_size


class KaartfotoForm(forms.Form):
    """One file of one person; what is in it is judged by intervisie.actions.kaartfotos."""

    about = forms.ChoiceField(
        label=_("Van wie zijn de kaartjes?"),
        error_messages={"required": _("Kies van wie de kaartjes zijn."),
                        "invalid_choice": _("Kies van wie de kaartjes zijn.")},
    )  # fmt: skip
    foto = forms.FileField(
        label=_("Foto"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}), max_length=None,
        allow_empty_file=True, error_messages={"required": _("Kies een foto."), "invalid": _("Kies een foto.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, people: list[tuple[str, str]], about: str = "") -> None:
        super().__init__(data, files, initial={"about": about}, use_required_attribute=False)
        field: Any = self.fields["about"]
        empty = [] if len(people) == 1 else [("", _("Kies iemand"))]
        field.choices = [*empty, *people]
        self.fields["foto"].help_text = _(
            "Een jpg, png of webp van hooguit {size}. Plaats en datum halen we eruit."
        ).format(size=file_size(MOST_BYTES))
