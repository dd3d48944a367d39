"""How forms are drawn: the input of a field, its attributes, what is wrong with it.

Known in every template (deploy/settings/base.py); the templates are components/field.html and django/forms/.
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, ClearableFileInput, Field, FileInput, TextInput
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

# What a browser may fill in when a field asks about the person at the keyboard.
AUTOCOMPLETE = {
    "email": "email",
    "voornaam": "given-name",
    "tussenvoegsel": "additional-name",
    "achternaam": "family-name",
    "naam": "name",
    "telefoon": "tel",
    "organisatie": "organization",
    "functie": "organization-title",
    "postcode": "postal-code",
    "plaats": "address-level2",
}


@register.simple_tag
def once_token() -> SafeString:
    """Write the hidden field that makes a second submit of the same form do nothing (community/requests.py)."""
    return format_html('<input type="hidden" name="eenmalig" value="{}">', uuid4())


@register.filter
def attributes(names: dict[str, Any]) -> SafeString:
    """Write the attributes of an input, escaped: a loop over them in a template costs more than all the rest."""
    return SafeString(_attributes(names))


@register.filter
def options(optgroups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """Draw what can be chosen in a list, escaped; in its groups when it has them."""
    return SafeString("\n".join(_group(name, choices) for name, choices, _index in optgroups))


def _attributes(names: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in names.items() if value is not False
    )  # fmt: skip


def _group(name: str | None, choices: list[dict[str, Any]]) -> str:
    drawn = "\n".join(
        f'<option value="{conditional_escape(choice["value"])}"{_attributes(choice["attrs"])}>'
        f"{conditional_escape(choice['label'])}</option>"
        for choice in choices
    )
    return f'<optgroup label="{conditional_escape(name)}">\n{drawn}\n</optgroup>' if name else drawn


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Draw the input of a form field, with the autocomplete word that belongs to its name."""
    drawn = field.field.widget
    word = AUTOCOMPLETE.get(field.name)
    if word and isinstance(drawn, TextInput) and "autocomplete" not in drawn.attrs:
        return field.as_widget(attrs={"autocomplete": word})
    return field.as_widget()


@register.filter
def kind(field: BoundField) -> str:
    """Tell how a field is laid out: 'fieldset', 'checkbox', 'file' or 'line'."""
    drawn = field.field.widget
    if field.use_fieldset:
        return "fieldset"
    if isinstance(drawn, CheckboxInput):
        return "checkbox"
    return "file" if isinstance(drawn, FileInput | ClearableFileInput) else "line"


@register.filter
def anchor(field: BoundField) -> str:
    """Return the id of the first input of a field, where a link in the error summary lands."""
    if not field.use_fieldset:
        return field.id_for_label or field.auto_id
    first = field.subwidgets[0].data["attrs"] if len(field.subwidgets) else {}
    return str(first.get("id") or f"{field.auto_id}_0")


@register.filter
def sentences(field: BoundField) -> list[str]:
    """Return what is wrong with a field; a form that has no words of its own for an empty answer names the question."""
    nameless = str(Field.default_error_messages["required"])
    asked = {"fieldset": _("Kies een antwoord bij '%(label)s'."), "checkbox": _("Zet een vinkje bij '%(label)s'."),
             "file": _("Kies een bestand bij '%(label)s'.")}  # fmt: skip
    named = asked.get(kind(field), _("Vul '%(label)s' in.")) % {"label": field.label}
    return [named if error == nameless else str(error) for error in field.errors]


@register.filter
def questions_with_errors(form: BaseForm) -> list[BoundField]:
    """Return the visible fields with an error, in the order of the page."""
    return [field for field in form.visible_fields() if field.errors]
