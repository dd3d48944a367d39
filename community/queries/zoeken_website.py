"""What search finds on the website: knowledge, news, stories, what is offered, ordinary pages, and terms."""

from datetime import datetime
from functools import reduce
from html import unescape
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.access.aanbod import visible_aanbod
from community.access.kennis import visible_kennispaginas, visible_pages
from community.access.kringen import Visitor
from community.access.verhalen import visible_verhalen
from community.kennis_points import Vondsten, Zoekonderwerp
from community.models import Begripnaam, InhoudPage, NieuwsPage
from community.models.fragments import Plain, joined
from community.models.people import SEARCH_CONFIG
from community.queries.begrippen import current_versies
from community.queries.zoeken import best_of, fitting, holding, name_rank, vondsten
from community.zoeken.vraag import Zoekvraag, Zoekwoord


def find_kennis(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search knowledge: what is for everybody, and for members the rest."""
    return _pages(visible_kennispaginas(user, now), vraag, limit)


def find_nieuws(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search news."""
    return _pages(NieuwsPage.objects.filter(pk__in=visible_pages(user, now).values("pk")), vraag, limit)


def find_verhalen(_user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search stories: while their teller agrees."""
    return _pages(visible_verhalen(now), vraag, limit)


def find_aanbod(_user: Visitor, vraag: Zoekvraag, _now: datetime, limit: int) -> Vondsten:
    """Search what is offered."""
    return _pages(visible_aanbod(), vraag, limit)


def find_website(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search ordinary pages: about, privacy, contact."""
    return _pages(InhoudPage.objects.filter(pk__in=visible_pages(user, now).values("pk")), vraag, limit)


def find_begrippen(_user: Visitor, vraag: Zoekvraag, _now: datetime, limit: int) -> Vondsten:
    """Search terms: in the term, in other words for it, and in what it means now. All of it is public."""
    rows = current_versies().alias(meaning=Plain(joined(F("definitie"), Value(" "), F("voorbeeld"))))
    names = ("begrip__search_text", "meaning")
    rows = rows.filter(fitting(vraag, names[:1] if vraag.is_guess else names, _also_called))
    best, count = best_of(rows, name_rank(vraag, "begrip__search_text"), ["begrip__term"], limit)
    return vondsten(best, count, lambda row: (
        row.begrip.term, reverse("begrip", args=[row.begrip.slug]), f"{row.definitie} {row.voorbeeld}".strip(),
    ))  # fmt: skip


def _also_called(word: Zoekwoord) -> Q:
    return Q(Exists(Begripnaam.objects.filter(holding("search_text", word), begrip=OuterRef("begrip_id"))))


def _pages(rows: QuerySet[Any], vraag: Zoekvraag, limit: int) -> Vondsten:
    """Search pages of one kind: in title and text, by forms of words and by the stems of the database."""
    named = rows.select_related("zoektekst").only("title", "url_path", "zoektekst__body")
    named = named.alias(plain_title=Plain(F("zoektekst__title")))
    query = reduce(or_, (_query(word) for way in (*vraag.ways, vraag.meant) for word in way))
    rank = name_rank(vraag, "plain_title") + SearchRank(F("zoektekst__search"), query)
    found = named.filter(_like(vraag) if vraag.is_guess else fitting(vraag, ["zoektekst__search_text"], _stemmed))
    best, count = best_of(found, rank, ["title", "pk"], limit)
    return vondsten(best, count, lambda row: (row.title, path_of(row.url_path), unescape(row.zoektekst.body)))


def _like(vraag: Zoekvraag) -> Q:
    """Return the condition that a title looks like one of the words, or a text holds one, or what it was meant to be.

    Whole texts are not compared with a mistyped word: that takes a millisecond each.
    """
    held = (holding("zoektekst__search_text", word) | _stemmed(word) for word in (*vraag.words, *vraag.meant))
    return reduce(or_, held, fitting(vraag, ["plain_title"]))


def _stemmed(word: Zoekwoord) -> Q:
    return Q(zoektekst__search=_query(word))


def _query(word: Zoekwoord) -> SearchQuery:
    return SearchQuery(word.text, config=SEARCH_CONFIG)


def path_of(url_path: str) -> str:
    """Return the address of a page from its place in the tree, whose first step is the first page of the site."""
    return "/" + url_path.lstrip("/").partition("/")[2]


ONDERWERPEN = (
    Zoekonderwerp("kennis", _("Kennis"), 10, find_kennis, is_public=True),
    Zoekonderwerp("begrippen", _("Begrippen"), 20, find_begrippen, is_public=True),
    Zoekonderwerp("aanbod", _("Aanbod"), 30, find_aanbod, is_public=True),
    Zoekonderwerp("verhalen", _("Verhalen"), 90, find_verhalen, is_public=True),
    Zoekonderwerp("nieuws", _("Nieuws"), 100, find_nieuws, is_public=True),
    Zoekonderwerp("website", _("Over de community"), 110, find_website, is_public=True),
)
