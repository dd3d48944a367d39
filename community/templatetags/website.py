"""What pages of the website place: pictures in sizes that fit the screen."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from community.queries.beelden import WIDTHS, shown_size

register = template.Library()

USUAL = "midden"


@register.simple_tag
def beeld(image: AbstractImage | None, alt: str) -> SafeString:
    """Draw a picture of the website with its words; nothing when the picture was removed."""
    if image is None:
        return SafeString("")
    sources = {maat: reverse("beeld", args=(image.pk, maat)) for maat in WIDTHS}
    width, height = shown_size(image, USUAL)
    srcset = ", ".join(f"{path} {shown_size(image, maat)[0]}w" for maat, path in sources.items())
    return format_html(
        '<img src="{}" srcset="{}" sizes="(max-width: 48rem) 100vw, 48rem" width="{}" height="{}" alt="{}" '
        'loading="lazy">',
        sources[USUAL], srcset, width, height, alt,
    )  # fmt: skip
