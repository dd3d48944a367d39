"""The ledengids: who wants to be found, narrowed by filters and words.

Every condition on a field also asks that all members may see that field. A hidden field therefore changes neither the
list nor its count (SECURITY.md T49).
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet, Value

from community.access.people import listed_profielen
from community.models import Dienstverband, Opgave, Organisatie, Profiel, Provincie, User, VisibleTo
from community.models.fragments import Plain
from community.models.people import SEARCH_CONFIG
from community.notation import name_key
from community.queries.organisaties import holding_on
from community.queries.search_words import stem_of, words_of
from community.zoeken.vraag import Zoekvraag

# How much of a mistyped word must be found back in a text, between 0 and 1; shorter words are like everything.
LIKENESS = 0.5
SHORTEST_MISTYPED = 4
# Name in the address -> order; the id makes the order of namesakes fixed.
ORDERS = {"naam": ("user__sort_key", "user_id"), "naam-omgekeerd": ("-user__sort_key", "-user_id")}
# What no list shows: reading it costs more than the names themselves.
UNSHOWN = (
    "search", "search_text", "in_ledengids", "completed_at", "user__password", "user__is_superuser", "user__sort_key",
    "user__joined_at", "user__last_login",
)  # fmt: skip


def ledengids(user: User, now: datetime) -> QuerySet[Profiel]:
    """Return who is in the ledengids, with the person, sorted by surname."""
    return ordered(listed_profielen(user, now).select_related("user").defer(*UNSHOWN), "naam")


def ordered(rows: QuerySet[Profiel], order: str) -> QuerySet[Profiel]:
    """Sort by one of ORDERS; any other word sorts by surname."""
    return rows.order_by(*ORDERS.get(order, ORDERS["naam"]))


def with_provincie(rows: QuerySet[Profiel], provincie: str) -> QuerySet[Profiel]:
    """Keep who works in this province."""
    return rows.filter(_open("provincies"), provincies__contains=[provincie])


def with_ervaring(rows: QuerySet[Profiel], ervaring: str) -> QuerySet[Profiel]:
    """Keep who calls herself this experienced."""
    return rows.filter(_open("ervaring"), ervaring=ervaring)


def with_opgave(rows: QuerySet[Profiel], slug: str) -> QuerySet[Profiel]:
    """Keep who works on this task in the area."""
    return rows.filter(_open("opgaven"), _one_of(_working_on(Opgave.objects.filter(slug=slug))))


def with_text_in(rows: QuerySet[Profiel], field: str) -> QuerySet[Profiel]:
    """Keep who filled in this text field ('zoekt' or 'biedt')."""
    return rows.filter(_open(field)).exclude(**{field: ""})


def matching(rows: QuerySet[Profiel], text: str, day: date) -> QuerySet[Profiel]:
    """Keep whom all these words fit: in name, function, 'zoekt', 'biedt', organisatie, provinces or opgaven."""
    for word in words_of(text):
        rows = rows.filter(_fits(word, day))
    return rows


def fitting(vraag: Zoekvraag, day: date) -> Q:
    """Return the condition that all words of a question fit a member; for a guess, that one looks like hers."""
    if vraag.is_guess:
        return reduce(or_, (_likely(word.text, day) for word in vraag.words))
    return reduce(or_, (reduce(and_, (_fits(word.text, day) for word in way)) for way in vraag.ways))


def ids_of(rows: QuerySet[Profiel]) -> list[uuid.UUID]:
    """Return whom a search found, in the order of the list. Searching once costs less than counting apart."""
    return list(rows.values_list("user_id", flat=True))


def ids_resembling(rows: QuerySet[Profiel], text: str, day: date) -> list[uuid.UUID]:
    """Return whom all these words resemble: the answer to typing errors, when nobody was found."""
    for word in words_of(text):
        rows = rows.filter(_likely(word, day))
    with transaction.atomic(), connection.cursor() as cursor:
        # The index of trigrams keeps to a limit of the session; this one holds until the end of the transaction.
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])
        return ids_of(rows)


def by_ids(rows: QuerySet[Profiel], ids: Iterable[uuid.UUID]) -> list[Profiel]:
    """Return the profiles of these people, in this order."""
    wanted = list(ids)
    found = {profiel.user_id: profiel for profiel in rows.filter(user_id__in=wanted)}
    return [found[user_id] for user_id in wanted if user_id in found]


def _open(field: str) -> Q:
    return Q(**{f"{field}_visible_to": VisibleTo.LEDEN})


def _fits(word: str, day: date) -> Q:
    """Whether a word is found. Subqueries, because each can use the index of its own table."""
    stem = Plain(Value(stem_of(word)))
    texts = Q(search=SearchQuery(word, config=SEARCH_CONFIG)) | Q(search_text__contains=stem)
    return (
        _one_of(Profiel.objects.filter(texts).values("user_id"))
        | _one_of(User.objects.filter(sort_key__contains=Plain(Value(word))).values("pk"))
        | (_open("organisatie") & _one_of(_employed_at(Organisatie.objects.filter(search_text__contains=stem), day)))
        | (_open("opgaven") & _one_of(_working_on(_named(word))))
        | (_open("provincies") & Q(provincies__overlap=_provincies_named(word)))
    )


def _likely(word: str, day: date) -> Q:
    """Whether a word is found or looks like one that is; a short one must be found."""
    return _fits(word, day) if len(word) < SHORTEST_MISTYPED else _resembles(word, day)


def _resembles(word: str, day: date) -> Q:
    """Whether a word is found back for the greater part in a text, a name or an organisatie."""
    plain = Plain(Value(word))
    employers = Organisatie.objects.filter(search_text__trigram_word_similar=plain)
    return (
        _one_of(Profiel.objects.filter(search_text__trigram_word_similar=plain).values("user_id"))
        | _one_of(User.objects.filter(sort_key__trigram_word_similar=plain).values("pk"))
        | (_open("organisatie") & _one_of(_employed_at(employers, day)))
    )


def _one_of(user_ids: QuerySet[Any, Any]) -> Q:
    return Q(user_id__in=user_ids)


def _employed_at(organisaties: QuerySet[Organisatie], day: date) -> QuerySet[Any, Any]:
    return Dienstverband.objects.filter(holding_on(day), organisatie__in=organisaties).values("user_id")


def _working_on(opgaven: QuerySet[Opgave]) -> QuerySet[Any, Any]:
    return Profiel.opgaven.through.objects.filter(opgave__in=opgaven).values("profiel_id")


def _named(word: str) -> QuerySet[Opgave]:
    return Opgave.objects.alias(plain=Plain(F("name"))).filter(plain__contains=Plain(Value(stem_of(word))))


def _provincies_named(word: str) -> list[str]:
    """Return the provinces in whose name this word is found: both Hollands for 'holland'."""
    plain = name_key("", "", word)
    if len(plain) < SHORTEST_MISTYPED:
        return []
    return [code for code, label in Provincie.choices if plain in name_key("", "", str(label))]
