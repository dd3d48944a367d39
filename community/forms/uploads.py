"""Pictures and documents that a redacteur adds to the website. The content decides, never the name or the type."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from community.actions.bestandsinhoud import BestandError, Inhoud, judge
from community.models import BestandKind

PICTURES = frozenset({BestandKind.JPG, BestandKind.PNG, BestandKind.WEBP})
LONGEST_TITLE = 255
DOCUMENTS = frozenset({BestandKind.PDF, BestandKind.DOCX, BestandKind.XLSX, BestandKind.PPTX})


class BeeldField(WagtailImageField):
    """A file that becomes a picture of ours, before anything else reads it."""

    def to_python(self, data: Any) -> Any:
        """Return the picture as it is kept. Refuses what is no picture, also when it says it is one."""
        return super().to_python(_kept(data, PICTURES, _("Kies een foto of tekening: jpg, png of webp.")))


class BeeldForm(BaseImageForm):
    """A picture: drawn anew, so that place, date, camera and hidden text of the file stay behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (plain := self.fields.get("file")) is not None:
            # A title that is refused would make Wagtail keep the file as it was sent: see `clean`.
            title = self.fields["title"]
            title.required, title.validators = False, []
            self.fields["file"] = BeeldField(label=plain.label, required=plain.required, widget=plain.widget)

    def clean(self) -> dict[str, Any]:
        """Cut a title that is too long; a picture without one is called as its file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = PurePosixPath(getattr(cleaned.get("file"), "name", "") or "").stem
        if "file" in self.fields and "title" in cleaned:
            cleaned["title"] = (cleaned["title"] or name or _("Foto"))[:LONGEST_TITLE]
        return cleaned


class DocumentForm(BaseDocumentForm):
    """A document: looked into, without macros or programs."""

    def clean_file(self) -> Any:
        """Return the document. Refuses what is no document of the kinds we offer."""
        return _kept(self.cleaned_data["file"], DOCUMENTS, _("Kies een document: pdf, docx, xlsx of pptx."))


def _kept(file: Any, kinds: frozenset[BestandKind], sentence: str) -> Any:
    """Return a file as it may be kept; one that was there already stays as it is."""
    if not isinstance(file, UploadedFile):
        return file
    try:
        found: Inhoud = judge(file)
    except BestandError as error:
        raise forms.ValidationError(error.message) from error
    if found.kind not in kinds:
        raise forms.ValidationError(sentence)
    return SimpleUploadedFile(found.name, found.content, content_type=file.content_type or "")
