"""Terms of the craft: what they mean now, how they came to mean that, and where they are used."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.text import slugify

from community.kennis_points import Begripplek, term_places
from community.models import Begrip, Begripnaam, BegripStatus, Begripversie
from community.models.fragments import Plain
from community.queries.search_words import stem_of, words_of
from community.uitleg import Lexicon, Term, lexicon_of, terms_in


@dataclass(frozen=True)
class Letter:
    """The terms under one letter."""

    letter: str
    versies: tuple[Begripversie, ...]


def current_versies() -> QuerySet[Begripversie]:
    """Return of each term the version that counts: the newest settled one, or the concept where none is settled."""
    # 'VASTGESTELD' comes after 'CONCEPT', so the settled ones stand first.
    newest = Begripversie.objects.order_by("begrip_id", "-status", "-number").distinct("begrip_id")
    return Begripversie.objects.filter(pk__in=newest.values("pk")).select_related("begrip")


def with_names(rows: QuerySet[Begripversie]) -> QuerySet[Any]:
    """Return these versions with the other words for their terms as `names`, in the same query."""
    names = Begripnaam.objects.filter(begrip=OuterRef("begrip_id")).order_by("naam").values("naam")
    return rows.annotate(names=ArraySubquery(names))


def lexicon() -> Lexicon:
    """Return all terms with what they mean now, in one query, to be found in texts."""
    rows = with_names(current_versies()).order_by("begrip__term")
    return lexicon_of(
        tuple(
            Term(
                slug=row.begrip.slug, term=row.begrip.term, definition=row.definitie, names=tuple(row.names),
                is_settled=row.status == BegripStatus.VASTGESTELD,
            )
            for row in rows
        )
    )  # fmt: skip


def versies_with(text: str) -> QuerySet[Any]:
    """Return what each term means now, of the terms that have these words in them, with their names; A to Z.

    A word counts in the term, in another word for it and in what it means, in singular and plural.
    """
    said = Concat(F("definitie"), Value(" "), F("voorbeeld"), output_field=TextField())
    rows = with_names(current_versies()).annotate(plain=Plain(said))
    for word in words_of(text):
        part = Plain(Value(stem_of(word)))
        named = Begripnaam.objects.filter(begrip=OuterRef("begrip_id"), search_text__contains=part)
        rows = rows.filter(Q(begrip__search_text__contains=part) | Q(plain__contains=part) | Exists(named))
    return rows.order_by("begrip__search_text", "begrip__term")


def by_letter(rows: Sequence[Begripversie]) -> list[Letter]:
    """Return these versions under the first letters of their terms, without accents; signs come under '#'."""
    return [Letter(letter, tuple(group)) for letter, group in groupby(rows, key=_letter)]


def _letter(row: Begripversie) -> str:
    first = row.begrip.search_text[:1].upper()
    return first if first.isalpha() else "#"


def preferred_slug(slug: str) -> str | None:
    """Return the address of the term to which this other word leads, None when it leads nowhere."""
    names = Begripnaam.objects.values_list("naam", "begrip__slug")
    return next((found for naam, found in names if slugify(naam) == slug), None)


def with_stand(rows: QuerySet[Begrip]) -> QuerySet[Any]:
    """Return these terms with whether they are settled and whether a concept waits, in the same query."""
    of_it = Begripversie.objects.filter(begrip=OuterRef("pk"))
    return rows.annotate(
        has_settled=Exists(of_it.filter(status=BegripStatus.VASTGESTELD)),
        has_concept=Exists(of_it.filter(status=BegripStatus.CONCEPT)),
    )


def others_than(begrip: Begrip | None) -> QuerySet[Begrip]:
    """Return all terms from A to Z but this one, to choose from."""
    rows = Begrip.objects.order_by("search_text")
    return rows if begrip is None else rows.exclude(pk=begrip.pk)


def is_there(begrip: Begrip) -> bool:
    """Whether the term still exists: with its only version it goes."""
    return Begrip.objects.filter(pk=begrip.pk).exists()


def begrip_of(slug: str) -> Begrip | None:
    """Return the term at this address with its other words and what it is not the same as."""
    rows = Begrip.objects.prefetch_related(
        Prefetch("namen", Begripnaam.objects.order_by("naam")),
        Prefetch("niet_hetzelfde_als", Begrip.objects.order_by("search_text", "term")),
    )
    return rows.filter(slug=slug).first()


def settled_versies(begrip: Begrip) -> list[Begripversie]:
    """Return what a second reader settled of a term, the newest first."""
    rows = begrip.versies.filter(status=BegripStatus.VASTGESTELD)
    return list(rows.select_related("bron").order_by("-number"))


def concept_of(begrip: Begrip) -> Begripversie | None:
    """Return what is proposed and not settled yet."""
    return begrip.versies.filter(status=BegripStatus.CONCEPT).select_related("bron", "written_by").first()


def versie_of(begrip: Begrip, pk: str) -> Begripversie | None:
    """Return this version of a term, None for what is no version of it."""
    return next((row for row in begrip.versies.all() if str(row.pk) == pk), None)


def newest_of(begrip: Begrip) -> Begripversie | None:
    """Return the last version, settled or not: with its text a form begins."""
    return begrip.versies.select_related("bron").order_by("-number").first()


def places_of(slug: str) -> list[Begripplek]:
    """Return where on the platform this term is used, each place once, in the order in which apps tell them.

    A place uses a term when one of its fixed texts has it, in whatever form.
    """
    words = lexicon()
    every = (place for places in term_places.all() for place in places())
    found = (place for place in every if slug in terms_in("\n".join(place.texts), words))
    return list({(place.path, place.title): place for place in found}.values())


def mark_of(begrip: Begrip) -> str:
    """Return a mark of all that can be changed of a term: another mark, and somebody changed it meanwhile."""
    newest = newest_of(begrip)
    told = [
        begrip.term,
        sorted(begrip.namen.values_list("naam", flat=True)),
        sorted(str(pk) for pk in begrip.niet_hetzelfde_als.values_list("pk", flat=True)),
        [str(newest.pk), newest.written_at.isoformat(), newest.status] if newest else [],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]
