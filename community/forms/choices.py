"""Choosing a row of the database in a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.models import Opgave

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


class RowsField(forms.ModelMultipleChoiceField):
    """Boxes to tick for rows; whatever is no row of the list, also what is no id at all, gets the same sentence."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Return the rows. Raises ValidationError when one is not in the list."""
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(KNOWN, code="invalid_choice") from error


class OpgavenField(forms.TypedMultipleChoiceField):
    """Boxes to tick for the opgaven of the register. Without any in it the question is not asked."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid_choice": KNOWN, "invalid_list": KNOWN}
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, error_messages=errors, **kwargs)

    def offer(self, opgaven: Iterable[Opgave]) -> None:
        """Let these be chosen; what is given back are the opgaven themselves."""
        rows = {str(opgave.pk): opgave for opgave in opgaven}
        self.choices = [(key, opgave.name) for key, opgave in rows.items()]
        self.coerce = rows.__getitem__
        if not rows:
            self.widget = forms.MultipleHiddenInput()
