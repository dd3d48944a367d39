"""A list to choose from that is drawn at once: above a list of many pages stand some twenty options."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """A select without groups. It looks as Django's own, which draws each option with a template of its own."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the select with its options; what was chosen is selected."""
        chosen = set(self.format_value(value))
        options = "".join(
            f'<option value="{escape(code)}"{" selected" if code in chosen else ""}>{escape(str(label))}</option>'
            for code, label in ((str(code), label) for code, label in self.choices)
        )
        return SafeString(
            f'<select name="{escape(name)}"{flatatt(self.build_attrs(self.attrs, attrs))}>{options}</select>'
        )
