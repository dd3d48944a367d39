"""A place in a form: typed, with the places we know as suggestions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField
from community.plaatsen import place_named

# Of templates/components/places.html, which a page with such a field includes once.
SUGGESTIONS = "plaatsen"
UNKNOWN = _("Deze plaats kennen we niet. Kies een grotere plaats in de buurt.")


class PlaceField(LineField):
    """The name of a place of community.plaatsen, as it stands there; empty when it is not asked or not filled in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": SUGGESTIONS, "autocomplete": "off"})
        super().__init__(**{"max_length": 60, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        """Return the name of the place. Raises ValidationError when we do not know it."""
        typed = str(super().clean(value))
        if not typed:
            return ""
        found = place_named(typed)
        if found is None:
            raise ValidationError(UNKNOWN, code="place")
        return found.name
