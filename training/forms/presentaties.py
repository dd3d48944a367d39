"""The presentation of a participant: at most eight slides of a title and some text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField, LinesField
from community.forms.versions import version_field

MOST_SLIDES, LONGEST_TITLE, LONGEST_TEXT = 8, 80, 600


class PresentatieForm(forms.Form):
    """Eight places for a slide; an empty one is left out."""

    version = version_field()

    def __init__(self, data: Any = None, *, slides: Sequence[Mapping[str, str]], version: int) -> None:
        initial: dict[str, Any] = {"version": version}
        for number, slide in enumerate(slides[:MOST_SLIDES], start=1):
            initial |= {f"titel_{number}": slide.get("title", ""), f"tekst_{number}": slide.get("text", "")}
        super().__init__(data, initial=initial, use_required_attribute=False)
        for number in range(1, MOST_SLIDES + 1):
            self.fields[f"titel_{number}"] = LineField(
                label=_("Titel van dia %(number)d") % {"number": number}, required=False, max_length=LONGEST_TITLE
            )
            self.fields[f"tekst_{number}"] = LinesField(
                label=_("Tekst van dia %(number)d") % {"number": number}, required=False, max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Each slide with its two questions."""
        for number in range(1, MOST_SLIDES + 1):
            yield number, [self[f"titel_{number}"], self[f"tekst_{number}"]]

    def clean(self) -> dict[str, Any]:
        """Ask for a title where there is text: a slide without one cannot be found back."""
        given = super().clean() or self.cleaned_data
        for number in range(1, MOST_SLIDES + 1):
            if (
                given.get(f"tekst_{number}")
                and not given.get(f"titel_{number}")
                and f"titel_{number}" not in self.errors
            ):
                self.add_error(f"titel_{number}", _("Geef dia %(number)d een titel.") % {"number": number})
        return given

    def content(self) -> dict[str, Any]:
        """Return the slides of a valid form as they are kept."""
        given = self.cleaned_data
        pairs = [(given[f"titel_{number}"], given[f"tekst_{number}"]) for number in range(1, MOST_SLIDES + 1)]
        return {"slides": [{"title": title, "text": text} for title, text in pairs if title]}
