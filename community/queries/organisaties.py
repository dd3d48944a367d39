"""Who works where, on a day or over time."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from community.models import Dienstverband, Organisatie, Profiel, User, VisibleTo
from community.models.fragments import Plain
from community.queries.search_words import stem_of, words_of


def holding_on(day: date) -> Q:
    """Return the condition that a Dienstverband holds on this day; both ends belong to it."""
    return Q(from_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gte=day))


def holding_between(first: Any, last: Any) -> Q:
    """Return the condition that a Dienstverband holds on any day from the first to the last; both belong to it."""
    return Q(from_date__lte=last) & (Q(until_date__isnull=True) | Q(until_date__gte=first))


def people_by_organisatie(first: date, last: date) -> dict[uuid.UUID, int]:
    """Return how many people worked at each organisatie on any of these days, merged ones with their head."""
    merged, found = heads(), dict[uuid.UUID, set[uuid.UUID]]()
    rows = Dienstverband.objects.filter(holding_between(first, last))
    for organisatie_id, user_id in rows.values_list("organisatie_id", "user_id"):
        found.setdefault(merged.get(organisatie_id, organisatie_id), set()).add(user_id)
    return {organisatie_id: len(people) for organisatie_id, people in found.items()}


def with_merged(organisatie_id: uuid.UUID) -> list[uuid.UUID]:
    """Return this organisatie and all that became part of it, also when it is part of another one now. One query."""
    into = dict(Organisatie.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    found, grows = {organisatie_id}, True
    while grows:
        more = {pk for pk, further in into.items() if further in found} - found
        found, grows = found | more, bool(more)
    return sorted(found)


def heads(extra: Iterable[uuid.UUID] = ()) -> dict[uuid.UUID, uuid.UUID]:
    """Return what each organisatie that merged is part of in the end; `extra` ones too, most as themselves. One query.

    A circle, which no action makes, ends where it began.
    """
    into = dict(Organisatie.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    found = {}
    for start in {*into, *extra}:
        at, seen = start, {start}
        while (further := into.get(at)) is not None and further not in seen:
            at = further
            seen.add(at)
        found[start] = at
    return found


def employer_on(user: User, day: date) -> Organisatie | None:
    """Return where this person works on this day, or None."""
    return employers_on([user.pk], day).get(user.pk)


def employers_on(user_ids: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, Organisatie]:
    """Return where these people work on this day; who works nowhere is left out. One query."""
    rows = Dienstverband.objects.filter(holding_on(day), user_id__in=list(user_ids)).select_related("organisatie")
    return {row.user_id: row.organisatie for row in rows}


def workers_on(organisatie: Organisatie, day: date) -> int:
    """Return how many people work at this organisatie on this day."""
    return Dienstverband.objects.filter(holding_on(day), organisatie=organisatie).count()


def history_of(user: User) -> QuerySet[Dienstverband]:
    """Return where this person works, worked and will work, the latest first."""
    return Dienstverband.objects.filter(user=user).select_related("organisatie").order_by("-from_date")


def shown_at(profielen: QuerySet[Profiel], day: date, **organisatie: object) -> QuerySet[Profiel]:
    """Narrow profiles to people who work on this day at an organisatie like this and show that to all members."""
    fitting = {f"organisatie__{name}": value for name, value in organisatie.items()}
    workers = Dienstverband.objects.filter(holding_on(day), **fitting)
    return profielen.filter(organisatie_visible_to=VisibleTo.LEDEN, user_id__in=workers.values("user_id"))


def with_member_count(rows: QuerySet[Organisatie], listed: QuerySet[Profiel], day: date) -> QuerySet[Organisatie]:
    """Add `member_count`: how many listed people work there on this day and show that to all members."""
    shown = listed.filter(organisatie_visible_to=VisibleTo.LEDEN).values("user_id")
    per_organisatie = (
        Dienstverband.objects.filter(holding_on(day), user_id__in=shown, organisatie_id=OuterRef("pk"))
        .order_by()
        .values("organisatie_id")
        .annotate(amount=Count("pk"))
    )
    amount = Subquery(per_organisatie.values("amount"), output_field=IntegerField())
    return rows.annotate(member_count=Coalesce(amount, 0))


def named(rows: QuerySet[Organisatie], text: str) -> QuerySet[Organisatie]:
    """Keep the organisaties in whose name every word stands, in singular or plural."""
    for word in words_of(text):
        rows = rows.filter(search_text__contains=Plain(Value(stem_of(word))))
    return rows


def called(names: Iterable[str], rows: QuerySet[Organisatie]) -> dict[str, Organisatie]:
    """Return the organisaties among these rows that are called exactly so, by `name_of` the name. One query."""
    wanted = {name_of(name) for name in names}
    found = rows.alias(lower_name=Lower("name")).filter(lower_name__in=wanted) if wanted else rows.none()
    return {name_of(row.name): row for row in found.distinct()}


def name_of(text: str) -> str:
    """Return a name as we compare it: without capitals and double spaces."""
    return " ".join(text.lower().split())
