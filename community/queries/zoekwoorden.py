"""Words that everybody may read, and which of them a mistyped word was probably meant to be."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Left

from community.access.kennis import visible_pages
from community.models import Begrip, Begripnaam, Paginatekst
from community.zoeken.spelling import nearest
from community.zoeken.vormen import plain
from community.zoeken.vraag import WORD, Zoekvraag

# Of how many public pages, the newest first, the words are known; and how much of each: its title and introduction.
MOST_PAGES_OF_WORDS = 3000
LENGTH_OF_WORDS = 400


def probably_meant(vraag: Zoekvraag, now: datetime) -> list[str]:
    """Return the words of a question in their order, each unknown one replaced by the nearest known one, if any.

    Known are the words of titles and introductions that everybody may read, and of terms: never anything else, so a
    suggestion tells nothing. Three queries.
    """
    known = _public_words(now)
    return [word.text if word.text in known else nearest(word.text, known) or word.text for word in vraag.words]


def _public_words(now: datetime) -> set[str]:
    shown = visible_pages(AnonymousUser(), now).values("pk")
    texts = Paginatekst.objects.filter(page__in=shown).order_by("-page_id")
    pages = texts.values_list("title", Left("body", LENGTH_OF_WORDS))[:MOST_PAGES_OF_WORDS]
    lines = [part for row in pages for part in row]
    lines += Begrip.objects.values_list("search_text", flat=True)
    lines += Begripnaam.objects.values_list("search_text", flat=True)
    return set(WORD.findall(plain(" ".join(lines))))
