"""Where the terms of the craft are used in a casus: in the words of its parts and instruments, never in what was
written in them."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.format import BLOCKS, FASEN
from casussen.models import Instrumentversie
from casussen.onderdelen import parts
from casussen.queries.casussen import FORMAT_PART
from community.kennis_points import Begripplek
from community.uitleg import texts_of

PHASES = "fasen"


def places_in_casus() -> Sequence[Begripplek]:
    """Return each part of a casus with its fixed texts; the page of a place leads to that part in one's own casus."""
    rows = Instrumentversie.objects.filter(published_at__isnull=False, instrument__is_offered=True)
    newest = rows.order_by("instrument", "-number").distinct("instrument").select_related("instrument")
    instruments = {row.instrument.code: row for row in newest}
    found = []
    for part in sorted(parts.all(), key=lambda part: part.order):
        texts = [part.title, *_own_words(part.code)]
        if (row := instruments.get(part.instrument)) is not None:
            texts += [row.instrument.name, row.instrument.summary, *texts_of(row.schema)]
        title = _("In je casus: {onderdeel}").format(onderdeel=part.title)
        found.append(Begripplek(title, reverse("casus-stap", args=[part.code]), tuple(texts)))
    return found


def _own_words(code: str) -> list[str]:
    if code == FORMAT_PART.code:
        return [words for block in BLOCKS for each in block.questions for words in (block.title, each.label, each.help)]
    if code == PHASES:
        return [_("Een gebiedsproces loopt in vijf fasen. Elke fase eindigt met een product."), *dict(FASEN).values()]
    return []
