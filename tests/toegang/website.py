"""Pages of knowledge for the access matrix: one for everybody, one for members, one that is not online, each with a
picture and a document."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from tests.factories.paginas import a_kennispagina

VOOR_LEDEN, NIET_ONLINE = "moerashyacint", "krabbenscheer"
# Whoever is logged in. A draft stands in /beheer/ alone.
VOOR_LEDEN_READERS = {"LI", "LA", "GL", "ZA", "TK", "EX", "WA", "AV", "DE", "TR", "CO", "OC", "PA", "RE", "BE", "GE"}
# Who keeps the website works with its pictures and documents before they are online (community.access.beelden).
NIET_ONLINE_READERS = {"RE"}


def website_samples() -> dict[str, dict[str, Any]]:
    """Return the parameters of pictures and documents: plain ones stand on the page for members."""
    found = {}
    for variant, word, fields in (
        ("@openbaar", "oeverzegge", {}), ("", VOOR_LEDEN, {"is_for_leden": True}),
        ("@concept", NIET_ONLINE, {"live": False}),
    ):  # fmt: skip
        picture, paper = _uploads(word)
        page = a_kennispagina(f"Over {word}", f"Dit gaat over {word}.", samenvatting=f"Alles over {word}.", **fields)
        page.inhoud = [
            {"type": "afbeelding", "value": {"afbeelding": picture.pk, "alt": f"Een {word}.", "bron": "de maker"}},
            {"type": "document", "value": paper.pk},
        ]
        page.save()
        ReferenceIndex.create_or_update_for_object(page)
        found[f"beeld{variant}"] = {"pk": picture.pk, "maat": "klein"}
        found[f"document{variant}"] = {"pk": paper.pk, "naam": paper.filename}
    found["beheer-bestand"] = {"naam": picture.file.name}
    return found


def _uploads(word: str) -> tuple[Any, Any]:
    content = io.BytesIO()
    Image.new("RGB", (600, 300), "#385").save(content, "PNG")
    picture = get_image_model().objects.create(title=word, file=ContentFile(content.getvalue(), name="tekening.png"))
    paper = get_document_model().objects.create(title=word, file=ContentFile(word.encode(), name="blad.pdf"))
    return picture, paper
