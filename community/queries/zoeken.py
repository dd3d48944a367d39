"""Searching: which rows a question fits, which fit best, and what is said about them.

Every subject begins with the rows that `access` lets this person see; here they are only narrowed and ordered. The
number of finds and the finds themselves come from one statement, so that they never tell different things.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, Count, Expression, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.functions import Greatest

from community.access.kennis import is_member
from community.access.kringen import Visitor
from community.kennis_points import Vondst, Vondsten, Zoekonderwerp, search_subjects
from community.models import Begripnaam
from community.models.fragments import Plain
from community.queries.zoekwoorden import probably_meant
from community.zoeken.stukken import SHORT, Stuk, fragment, marked
from community.zoeken.vraag import Weg, Zoekvraag, Zoekwoord, phrases_of, with_synonyms

# How much of a mistyped word must be found back in a text, between 0 and 1; shorter words are like everything.
LIKENESS = 0.5
SHORTEST_MISTYPED = 4
PER_PAGE = 20
# Nobody leafs further; whoever seeks more is told to say more.
MOST_PAGES = 10

Also = Callable[[Zoekwoord], Q]


def nowhere(_word: Zoekwoord) -> Q:
    """Return the condition of a subject in which words stand in its own fields only."""
    return Q(pk__in=[])


def holding(name: str, word: Zoekwoord) -> Q:
    """Return the condition that a plain text holds a form of this word; a short one at the beginning of a word only."""
    return reduce(or_, (_with_form(name, form) for form in word.forms))


def fitting(vraag: Zoekvraag, names: Sequence[str], also: Also = nowhere) -> Q:
    """Return the condition that a row fits: all words stand in these plain texts, or where `also` looks.

    For a guess one of the words will do, or what looks like it.
    """
    if vraag.is_guess:
        return reduce(or_, (_resembling(names, word) for word in vraag.words))
    return reduce(or_, (_all_of(way, names, also) for way in vraag.ways))


def name_rank(vraag: Zoekvraag, name: str) -> Expression:
    """Return how well a plain name fits: which part of the words it holds, more when it begins so or is just that."""
    if vraag.is_guess:
        return TrigramWordSimilarity(" ".join(word.text for word in vraag.words), name)
    shares = [_share(way, name) for way in vraag.ways]
    return Greatest(*shares) if len(shares) > 1 else shares[0]


def best_of(rows: QuerySet[Any], rank: Expression, order: Sequence[str], limit: int) -> tuple[list[Any], int]:
    """Return the best rows, as `found_rank`, and how many there are in all: one statement."""
    found = rows.annotate(found_rank=rank, found_total=Window(Count("*")))
    best = list(found.order_by("-found_rank", *order)[:limit])
    return best, _total(best)


def vondsten(rows: Sequence[Any], count: int, say: Callable[[Any], tuple[str, str, str]]) -> Vondsten:
    """Return these rows as finds; `say` returns title, address and text of one."""
    return Vondsten(tuple(Vondst(*say(row), rank=float(row.found_rank or 0)) for row in rows), count)


@contextmanager
def guessing() -> Iterator[None]:
    """Let the indexes of trigrams keep to our limit, for what is asked within."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])
        yield


def with_other_words(vraag: Zoekvraag) -> Zoekvraag:
    """Return the question with the terms that its words are other names of. One query."""
    phrases = phrases_of(vraag)
    names = Begripnaam.objects.filter(search_text__in=phrases).order_by("search_text", "begrip__term")
    return with_synonyms(vraag, names.values_list("search_text", "begrip__term")) if phrases else vraag


@dataclass(frozen=True)
class Gevonden:
    """One find as the page shows it: its subject, and title and text in parts."""

    subject: str
    path: str
    title: tuple[Stuk, ...]
    about: tuple[Stuk, ...]


@dataclass(frozen=True)
class Onderwerpstand:
    """How many things of one subject were found."""

    code: str
    title: str
    count: int


@dataclass(frozen=True)
class Uitslag:
    """All that was found, of one page what is shown, and whether it only looks like what was typed."""

    rows: tuple[Gevonden, ...] = ()
    count: int = 0
    subjects: tuple[Onderwerpstand, ...] = ()
    notes: tuple[str, ...] = ()
    is_guess: bool = False
    pages: int = 1
    # What was probably meant, when nothing was found with these very words.
    instead: str = ""


def subjects_for(user: Visitor) -> list[Zoekonderwerp]:
    """Return what this person can search in, in the order of the page."""
    subjects = search_subjects.all()
    return sorted((one for one in subjects if one.is_public or is_member(user)), key=lambda one: one.order)


def search(user: Visitor, vraag: Zoekvraag, where: str, page: int, now: datetime) -> Uitslag:
    """Return what was found in all subjects, or in the one with code `where`; what looks like it when nothing was."""
    vraag = with_other_words(vraag)
    found = _searched(user, vraag, where, page, now)
    if sum(one.count for _subject, one in found) or not vraag.words:
        return _uitslag(found, vraag, where, page)
    meant = probably_meant(vraag, now)
    guess = vraag.guessing(meant)
    with guessing():
        found = _searched(user, guess, where, page, now)
    return replace(_uitslag(found, guess, where, page), instead=" ".join(meant) if guess.meant else "")


Found = list[tuple[Zoekonderwerp, Vondsten]]


def _searched(user: Visitor, vraag: Zoekvraag, where: str, page: int, now: datetime) -> Found:
    """Ask every subject; of the ones that are not shown only how many there are."""
    return [
        (subject, subject.find(user, vraag, now, page * PER_PAGE if where in ("", subject.code) else 1))
        for subject in subjects_for(user)
    ]


def _uitslag(found: Found, vraag: Zoekvraag, where: str, page: int) -> Uitslag:
    shown = [(subject, one) for subject, one in found if where in ("", subject.code)]
    rows = [(subject, row) for subject, one in shown for row in one.rows]
    rows.sort(key=lambda each: (-round(each[1].rank, 4), each[0].order))
    count = sum(one.count for _subject, one in shown)
    here = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Uitslag(
        rows=tuple(_shown(subject, row, vraag.forms) for subject, row in here),
        count=count,
        subjects=tuple(Onderwerpstand(subject.code, str(subject.title), one.count) for subject, one in found),
        notes=tuple(one.note for _subject, one in found if one.note),
        is_guess=vraag.is_guess,
        pages=min(MOST_PAGES, max(1, -(-count // PER_PAGE))),
    )


def _shown(subject: Zoekonderwerp, row: Vondst, forms: tuple[str, ...]) -> Gevonden:
    return Gevonden(str(subject.title), row.path, marked(row.title, forms), fragment(row.about, forms))


def _with_form(name: str, form: str) -> Q:
    if len(form) > SHORT or not form.isascii():
        return Q(**{f"{name}__contains": Plain(Value(form))})
    # Letters and digits only, so nothing in it means anything to a regular expression.
    return Q(**{f"{name}__regex": rf"\m{form}\M" if len(form) < SHORT else rf"\m{form}"})


def _all_of(way: Weg, names: Sequence[str], also: Also) -> Q:
    return reduce(and_, (reduce(or_, (holding(name, word) for name in names), also(word)) for word in way))


def _resembling(names: Sequence[str], word: Zoekwoord) -> Q:
    if len(word.text) < SHORTEST_MISTYPED:
        return reduce(or_, (holding(name, word) for name in names))
    return reduce(or_, (Q(**{f"{name}__trigram_word_similar": Plain(Value(word.text))}) for name in names))


def _share(way: Weg, name: str) -> Expression:
    phrase = " ".join(word.text for word in way)
    parts = [Case(When(holding(name, word), then=Value(2.0 / len(way))), default=Value(0.0)) for word in way]
    begins = Case(
        When(Q(**{name: phrase}), then=Value(2.0)), When(Q(**{f"{name}__startswith": phrase}), then=Value(1.0)),
        default=Value(0.0), output_field=FloatField(),
    )  # fmt: skip
    total: Any = begins
    for part in parts:
        total = total + part
    share: Expression = total
    return share


def _total(rows: Sequence[Any]) -> int:
    return int(rows[0].found_total) if rows else 0
