"""What search finds in one's own casussen. They are opened and read in memory; no index holds a word of them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casussen.access.casussen import own_casussen
from casussen.format import blocks_of
from casussen.models import Casus
from casussen.queries.casussen import title_of
from community.access.kringen import Visitor
from community.confidential import confidential
from community.kennis_points import Vondst, Vondsten, Zoekonderwerp
from community.kluis import KluisError
from community.zoeken.spelling import likeness
from community.zoeken.stukken import is_held
from community.zoeken.vormen import plain
from community.zoeken.vraag import WORD, Zoekvraag, Zoekwoord

# The last changed ones: opening each costs time, and nobody has more.
MOST = 200
LIKENESS = 0.5


def find_casussen(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the person's own casussen, in the title and in every answer. Two queries for any number.

    A vault that stays shut keeps the rest of search open; it says so.
    """
    try:
        with confidential():
            casussen = list(own_casussen(user, now).order_by("-changed_at", "pk")[:MOST])
            found = [one for casus in casussen if (one := _read(casus, vraag)) is not None]
    except KluisError:
        return Vondsten((), 0, _("Je casussen kunnen we nu niet doorzoeken. Probeer het later opnieuw."))
    found.sort(key=lambda one: -one.rank)
    return Vondsten(tuple(found[:limit]), len(found))


def _read(casus: Casus, vraag: Zoekvraag) -> Vondst | None:
    """Return a casus as a find when all words stand in it."""
    answers: dict[str, Any] = casus.format
    title = title_of(answers)
    text = " ".join(f"{answer}." for _block, pairs in blocks_of(answers) for _question, answer in pairs if answer)
    words, named = _words(f"{title} {text}"), _words(title)
    enough = any if vraag.is_guess else all
    way = next((way for way in vraag.ways if enough(_stands(word, words, vraag) for word in way)), None)
    if way is None:
        return None
    in_title = sum(_stands(word, named, vraag) for word in way) / len(way)
    return Vondst(title, reverse("casus", args=[casus.code]), text, 2.0 * in_title)


def _words(text: str) -> set[str]:
    return set(WORD.findall(plain(text)))


def _stands(word: Zoekwoord, words: set[str], vraag: Zoekvraag) -> bool:
    if vraag.is_guess:
        return any(likeness(word.text, other) >= LIKENESS for other in words)
    return any(is_held(form, other) for form in word.forms for other in words)


ONDERWERPEN = (Zoekonderwerp("casussen", gettext_lazy("Mijn casussen"), 35, find_casussen),)
