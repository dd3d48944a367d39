"""What members of a group write to each other."""

import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.actions.bestandsinhoud import ALLOWED, MOST_BYTES, MOST_FILES, Inhoud, judge
from community.actions.errors import ActionError
from community.actions.groepsberichten import Meegestuurd
from community.forms.choices import KNOWN
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import Groepsbericht
from community.notation import file_size

EMPTY = _("Schrijf eerst een bericht.")
NO_TITLE = _("Vat je vraag samen in een paar woorden.")
NO_SUBJECT = _("Schrijf waar het bericht over gaat.")
CHOOSE_AGAIN = _("Kies de bestanden daarna opnieuw.")
TOO_MANY = _("Deel hooguit vijf bestanden tegelijk.")


class FilesInput(forms.FileInput):
    """The input for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return all files that were sent under this name."""
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """Some files; what is in each is judged, whatever the browser says it is."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Inhoud]:
        """Return the judged files. Raises ValidationError with one sentence per file that cannot be shared."""
        uploads = [upload for upload in data or [] if isinstance(upload, UploadedFile)]
        if len(uploads) > MOST_FILES:
            raise ValidationError([TOO_MANY, CHOOSE_AGAIN])
        judged: list[Inhoud] = []
        wrong: list[str] = []
        for upload in uploads:
            try:
                judged.append(judge(upload))
            except ActionError as error:
                wrong.append(error.message)
        if wrong:
            raise ValidationError([*wrong, CHOOSE_AGAIN])
        return judged


class GroepsberichtForm(forms.Form):
    """One message in plain text; who to name and which files to share are free."""

    text = LinesField(
        label=_("Je bericht"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": EMPTY},
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, label: str = "", initial: Any = None) -> None:
        super().__init__(data, files, initial=initial, use_required_attribute=False)
        if label:
            self.fields["text"].label = label

    def clean_text(self) -> str:
        """Return the text. Raises ValidationError when it has only signs that nobody sees."""
        return _visible(str(self.cleaned_data["text"]), EMPTY)


class SchrijfForm(GroepsberichtForm):
    """A new message or reply: the text, somebody to name, and files. `people` are names by id."""

    bestanden = FilesField(label=_("Bestanden"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, people: Mapping[UUID, str], label: str = "") -> None:
        super().__init__(data, files if data is not None else None, label=label)
        self._people = {str(pk): pk for pk in people}
        if people:
            self.fields["noem"] = forms.ChoiceField(
                label=_("Wie wil je noemen?"), required=False, error_messages={"invalid_choice": KNOWN},
                choices=[("", _("Niemand")), *((str(pk), naam) for pk, naam in people.items())],
                help_text=_("Diegene krijgt een melding. Meer mensen noemen? Typ @ en de naam in je bericht."),
            )  # fmt: skip
        self.order_fields(["title", "text", "noem", "bestanden"])
        self.fields["bestanden"].help_text = _("Hooguit vijf van elk {size}: {kinds}.").format(
            size=file_size(MOST_BYTES), kinds=ALLOWED
        )
        ends = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.jpg,.jpeg,.png,.webp,.txt,.csv"
        self.fields["bestanden"].widget.attrs["accept"] = ends

    @property
    def more(self) -> Meegestuurd:
        """What comes with the text. Only when the form is valid."""
        named = self._people.get(self.cleaned_data.get("noem") or "")
        return Meegestuurd(named=[named] if named else [], files=self.cleaned_data["bestanden"])


class VraagForm(SchrijfForm):
    """A question for the group."""

    title = LineField(label=_("Je vraag in het kort"), max_length=120, error_messages={"required": NO_TITLE})

    def clean_title(self) -> str:
        """Return the title. Raises ValidationError when nobody can see it."""
        return _visible(str(self.cleaned_data["title"]), NO_TITLE)


class RondmailForm(GroepsberichtForm):
    """A message of the trekker to all members."""

    title = LineField(label=_("Onderwerp"), max_length=120, error_messages={"required": NO_SUBJECT})
    field_order = ("title", "text")

    def clean_title(self) -> str:
        """Return the subject. Raises ValidationError when nobody can see it."""
        return _visible(str(self.cleaned_data["title"]), NO_SUBJECT)


class BewerkForm(GroepsberichtForm):
    """One's own message again. `version` says which saved text somebody was looking at."""

    title = LineField(label=_("Titel"), max_length=120, error_messages={"required": NO_TITLE})
    version = version_field(least=1)
    field_order = ("title", "text", "version")

    def __init__(self, bericht: Groepsbericht, data: Any = None) -> None:
        super().__init__(data, initial={"title": bericht.title, "text": bericht.text, "version": bericht.version})
        if not bericht.title:
            del self.fields["title"]

    def clean_title(self) -> str:
        """Return the title. Raises ValidationError when nobody can see it."""
        return _visible(str(self.cleaned_data["title"]), NO_TITLE)


def _visible(text: str, sentence: Any) -> str:
    if all(unicodedata.category(sign)[0] in "ZC" for sign in text):
        raise ValidationError(sentence, code="required")
    return text
