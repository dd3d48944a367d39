"""Pictures and documents that a redacteur adds to the website. The content decides, never the name or the type."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from community.actions.bestandsinhoud import BestandError, Inhoud, judge
from community.models import BestandKind

PICTURES = frozenset({BestandKind.JPG, BestandKind.PNG, BestandKind.WEBP})
DOCUMENTS = frozenset({BestandKind.PDF, BestandKind.DOCX, BestandKind.XLSX, BestandKind.PPTX})


class BeeldForm(BaseImageForm):  # type: ignore[misc]  # Wagtail has no types
    """A picture: drawn anew, so that place, date, camera and hidden text of the file stay behind."""

    def clean_file(self) -> Any:
        """Return the picture as it is kept. Refuses what is no picture, also when it says it is one."""
        return _kept(self, PICTURES, _("Kies een foto of tekening: jpg, png of webp."))


class DocumentForm(BaseDocumentForm):  # type: ignore[misc]  # Wagtail has no types
    """A document: looked into, without macros or programs."""

    def clean_file(self) -> Any:
        """Return the document. Refuses what is no document of the kinds we offer."""
        return _kept(self, DOCUMENTS, _("Kies een document: pdf, docx, xlsx of pptx."))


def _kept(form: forms.Form, kinds: frozenset[BestandKind], sentence: str) -> Any:
    """Return the file of a form as it may be kept; one that was there already stays as it is."""
    file = form.cleaned_data["file"]
    if not isinstance(file, UploadedFile):
        return file
    try:
        found: Inhoud = judge(file)
    except BestandError as error:
        raise forms.ValidationError(error.message) from error
    if found.kind not in kinds:
        raise forms.ValidationError(sentence)
    fresh: Any = ContentFile(found.content, name=found.name)
    # Wagtail reads the kind of a picture from the file it was given.
    fresh.image = getattr(file, "image", None)
    fresh.content_type = getattr(file, "content_type", None)
    return fresh
