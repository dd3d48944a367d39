"""A page of knowledge with every block, a picture and a document; one for members, and one that waits for its date."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from community.models import Bron, KennisPage, KennisRubriekPage, User, Zichtbaar
from community.workdays import local_date
from tests.factories.website import an_online_verhaal


def enrich_website(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add the pages; return for each person the addresses that no page leads her to: these stand in lists."""
    whole = _page("Alles op een rij", "WERKVORM", now, inhoud=_blocks())
    whole.save_revision().publish()
    _page("Alleen voor leden", "HANDREIKING", now, zichtbaar=Zichtbaar.LEDEN).save_revision().publish()
    later = _page("Dit komt later", "INSTRUMENT", now, live=False, go_live_at=now + timedelta(days=30))
    later.save_revision().publish()
    story = an_online_verhaal(people["lid"])
    taking_back = reverse("mijn-verhaal-intrekken", args=[story.translation_key])
    return {"lid": ["/kennis/handreikingen/alleen-voor-leden/", taking_back]}


def _page(title: str, soort: str, now: datetime, **fields: Any) -> KennisPage:
    plain = {"inhoud": [{"type": "tekst", "value": "<p>Neem de tijd om te luisteren.</p>"}]}
    page = KennisPage(
        title=title, samenvatting="Wat je nodig hebt en hoe je begint.", bron=Bron.objects.order_by("titel")[0],
        controle_datum=local_date(now + timedelta(days=200)), **(plain | fields),
    )  # fmt: skip
    KennisRubriekPage.objects.get(soort=soort).add_child(instance=page)
    return page


def _blocks() -> list[dict[str, Any]]:
    content = io.BytesIO()
    Image.new("RGB", (1200, 600), "#7fae94").save(content, "PNG")
    picture = get_image_model().objects.create(
        title="Sloot", file=ContentFile(content.getvalue(), name="sloot.png")
    )  # fmt: skip
    paper = get_document_model().objects.create(title="Blad aan de muur", file=ContentFile(b"%PDF-1.4", "blad.pdf"))
    film = {"titel": "Luisteren aan de dijk", "adres": "https://film.example/dijk", "duur": "3 minuten",
            "tekst": "Een boer loopt over de dijk.\n\nZij vertelt wat zij zag."}  # fmt: skip
    found = (
        ("kenmerken", [{"naam": "Tijd", "waarde": "Een uur"}, {"naam": "Groep", "waarde": "Vier tot acht mensen"}]),
        ("kop", {"tekst": "Zo begin je", "niveau": "2"}),
        ("stappen", ["<p>Loop samen naar buiten.</p>", "<p>Stel één vraag.</p>"]),
        ("kop", {"tekst": "Let op", "niveau": "3"}), ("tekst", "<p>Laat iedereen <b>uitpraten</b>.</p>"),
        ("afbeelding", {"afbeelding": picture.pk, "alt": "Een groen vlak.", "bron": "de redactie"}),
        ("citaat", {"tekst": "Pas buiten begreep ik het.", "bron": "Een waterbeheerder"}), ("filmpje", film),
        ("document", paper.pk),
    )  # fmt: skip
    return [{"type": kind, "value": value} for kind, value in found]
