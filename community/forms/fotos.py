"""Adding a photo."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FotoForm(forms.Form):
    """One file; what is in it is judged by community.actions.fotos."""

    foto = forms.FileField(
        label=_("Foto"),
        help_text=_("Een jpg, png of webp van hooguit 5 MB. We maken er een vierkante foto van."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        max_length=None,
        allow_empty_file=True,
        error_messages={"required": _("Kies een foto."), "invalid": _("Kies een foto.")},
    )
