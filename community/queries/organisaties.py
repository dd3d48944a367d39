"""Who works where, on a day or over time."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from community.models import Dienstverband, Organisatie, Profiel, User, VisibleTo
from community.models.fragments import Plain
from community.queries.search_words import stem_of, words_of


def holding_on(day: date) -> Q:
    """Return the condition that a Dienstverband holds on this day; both ends belong to it."""
    return Q(from_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gte=day))


def employer_on(user: User, day: date) -> Organisatie | None:
    """Return where this person works on this day, or None."""
    return employers_on([user.pk], day).get(user.pk)


def employers_on(user_ids: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, Organisatie]:
    """Return where these people work on this day; who works nowhere is left out. One query."""
    rows = Dienstverband.objects.filter(holding_on(day), user_id__in=list(user_ids)).select_related("organisatie")
    return {row.user_id: row.organisatie for row in rows}


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
