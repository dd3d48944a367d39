"""Choosing a row of the database in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KNOWN = _("Kies een van de mogelijkheden in de lijst.")


class RowField(forms.ModelChoiceField):
    """A choice of rows; whatever is no row of the list, also what is no id at all, gets the same sentence."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid_choice": KNOWN, **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the row. Raises ValidationError when it is not in the list."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(KNOWN, code="invalid_choice") from error
