"""Pictures and documents of the website. A picture has a few sizes; each is made once, when it is first asked for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError

# What may stand in an address, with the width of the picture. A picture is never made larger than it is.
WIDTHS: Mapping[str, int] = MappingProxyType({"klein": 480, "midden": 960, "groot": 1600})


def images() -> QuerySet[Any]:
    """Return all pictures of the website."""
    rows: QuerySet[Any] = get_image_model().objects.all()
    return rows


def documents() -> QuerySet[Any]:
    """Return all documents of the website."""
    rows: QuerySet[Any] = get_document_model().objects.all()
    return rows


def rendition(image: AbstractImage, maat: str) -> AbstractRendition | None:
    """Return this picture in this size, None when the file itself is gone."""
    try:
        made: AbstractRendition = image.get_rendition(f"width-{WIDTHS[maat]}|format-webp|webpquality-80")
    except (SourceImageIOError, InvalidFilterSpecError):
        return None
    return made


def shown_size(image: AbstractImage, maat: str) -> tuple[int, int]:
    """Return width and height of this picture in this size, without making it."""
    width = min(image.width, WIDTHS[maat])
    return width, max(1, round(image.height * width / image.width))


def find_upload(name: str) -> Any:
    """Return the file that is kept under this name for a picture, a size of one or a document; None when none is."""
    if "\x00" in name:
        return None
    for model in (get_image_model().get_rendition_model(), get_image_model(), get_document_model()):
        if (row := model.objects.filter(file=name).first()) is not None:
            return row.file
    return None
