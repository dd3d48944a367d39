"""Reading rounds: who registered, who said nothing, how many fit in groups, and what the goals weigh."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from community.models import Bericht, Profiel, User
from community.notation import DAYS, listing
from intervisie.access.matching import planned_rondes
from intervisie.models import (
    OPEN_AANMELDING,
    ErvaringWens,
    Gewicht,
    Matchaanmelding,
    Matchronde,
    RondeStatus,
    Rondeuitnodiging,
)

# What each goal of intervisie.matching weighs when nobody chose otherwise; together 1.
USUAL_WEIGHTS = {
    "sector": 0.18, "senioriteit": 0.10, "thema": 0.22, "nieuw": 0.15, "wens": 0.15, "reis": 0.10, "tijd": 0.05,
    "maat": 0.05,
}  # fmt: skip
TIMES = {Gewicht.NIET: 0.0, Gewicht.NORMAAL: 1.0, Gewicht.ZWAAR: 2.0}
# The goals a coördinator weighs one by one. Difference in experience follows from what the round asks.
CHOSEN_GOALS = tuple(goal for goal in USUAL_WEIGHTS if goal != "senioriteit")
HALVES = ("ochtend", "middag")


def weights_of(ronde: Matchronde) -> dict[str, float]:
    """Return what each goal of the engine weighs in this round: the one place where words become numbers.

    Difference in experience counts only when the round asks for it: the engine does not know its opposite.
    """
    found = {
        goal: weight * TIMES[Gewicht(ronde.weights.get(goal, Gewicht.NORMAAL))]
        for goal, weight in USUAL_WEIGHTS.items()
    }
    if ronde.experience != ErvaringWens.MIX:
        found["senioriteit"] = 0.0
    return found


def can_divide(number: int, least: int, most: int) -> bool:
    """Whether so many people can be divided in groups of these sizes with nobody left out."""
    return any(groups * least <= number <= groups * most for groups in range(1, number // least + 1))


def shortage_of(ronde: Matchronde, number: int) -> str:
    """Say why no groups can be made of so many registrations; empty when they can."""
    least, most = ronde.size_min, ronde.size_max
    if number < least:
        few = _("Nog te weinig aanmeldingen voor een groep ({number} van {least}).")
        if ronde.makes_toernees:
            few = _("Nog te weinig aanmeldingen voor een toernee ({number} van {least}).")
        return few.format(number=number, least=least)
    if can_divide(number, least, most):
        return ""
    words = _("{number} mensen passen niet precies in groepen van {least} tot {most}. Pas de groottes aan.")
    if ronde.makes_toernees:
        words = _("{number} mensen passen niet precies in toernees van {least} tot {most}. Vraag er iemand bij.")
    return words.format(number=number, least=least, most=most)


def dagdeel_words(slots: Iterable[int]) -> str:
    """Return dagdelen in words: 'maandag ochtend en middag, dinsdag middag'."""
    days: dict[int, list[str]] = {}
    for slot in sorted(set(slots)):
        days.setdefault(slot // 2, []).append(HALVES[slot % 2])
    return ", ".join(f"{DAYS[day]} {listing(halves)}" for day, halves in days.items())


def registered(ronde: Matchronde) -> QuerySet[Matchaanmelding]:
    """Return who is registered for this round with what she asked, by surname. Four queries for any number.

    For the engine and for actions; a page asks access.matching.visible_aanmeldingen.
    """
    return with_details(Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde=ronde, user__is_active=True))


def with_people(rows: QuerySet[Matchaanmelding]) -> QuerySet[Matchaanmelding]:
    """Fetch registrations with their people and themes, by surname."""
    return rows.select_related("user__profiel", "offered").prefetch_related("opgaven").order_by("user__sort_key", "pk")


def with_details(rows: QuerySet[Matchaanmelding]) -> QuerySet[Matchaanmelding]:
    """Fetch registrations with all that was asked, by surname; whom people named is for the engine and for herself."""
    return with_people(rows).prefetch_related("samenwerkingen", "wants")


def registered_people(ronde: Matchronde) -> list[User]:
    """Return who is registered, to tell them something. One query."""
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde=ronde)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True))


def silent_people(ronde: Matchronde) -> QuerySet[User]:
    """Return who was told that the round is open and neither registered nor declined."""
    answered = Matchaanmelding.objects.filter(ronde=ronde)
    told = Rondeuitnodiging.objects.filter(ronde=ronde, declined_at__isnull=True)
    told = told.exclude(user__in=answered.values("user"))
    return User.objects.filter(pk__in=told.values("user"), is_active=True)


def unreminded_people(ronde: Matchronde, kind: str, moment: str) -> list[User]:
    """Return the silent who were not owed this message yet, so that each minute of planning owes it once. One query."""
    owed = Bericht.objects.filter(kind=kind, object_id=ronde.pk, moment=moment, recipient__isnull=False)
    return list(silent_people(ronde).exclude(pk__in=owed.values("recipient")))


def answered_pairs(
    ronde_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID]
) -> tuple[set[tuple[Any, Any]], set[tuple[Any, Any]]]:
    """Return, as (user id, ronde id), who of these people registered or declined, and who was asked by name.

    Two queries.
    """
    about = {"ronde__in": set(ronde_ids), "user__in": set(user_ids)}
    told = Rondeuitnodiging.objects.filter(Q(declined_at__isnull=False) | Q(is_by_name=True), **about)
    found = list(told.values_list("user_id", "ronde_id", "declined_at", "is_by_name"))
    registered = Matchaanmelding.objects.filter(**about).values_list("user_id", "ronde_id")
    declined = {(user_id, ronde_id) for user_id, ronde_id, at, _named in found if at is not None}
    by_name = {(user_id, ronde_id) for user_id, ronde_id, _at, is_named in found if is_named}
    return {*declined, *registered}, by_name


def provincies_by_user(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Return in which provinces these people work. One query."""
    return dict(Profiel.objects.filter(user__in=set(user_ids)).values_list("user_id", "provincies"))


def registered_pairs(ronde_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID]) -> set[tuple[Any, Any]]:
    """Return, as (user id, ronde id), who of these people is registered for these rounds. One query."""
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde__in=set(ronde_ids), user__in=set(user_ids))
    return set(rows.values_list("user_id", "ronde_id"))


def rondes_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Matchronde]:
    """Return these rounds. One query."""
    return Matchronde.objects.in_bulk(set(ids))


def ronde_lines(user: User, now: datetime) -> list[Any]:
    """Return every round with `number`, how many are registered; the newest first. One query."""
    number = Count("aanmeldingen", filter=Q(aanmeldingen__withdrawn_at__isnull=True))
    return list(planned_rondes(user, now).annotate(number=number).order_by("-closes_date", "name", "pk"))


def rondes_waiting(now: datetime) -> list[Any]:
    """Return the rounds that are closed and wait for groups, each with `number`; the oldest first. One query."""
    number = Count("aanmeldingen", filter=Q(aanmeldingen__withdrawn_at__isnull=True))
    rows = Matchronde.objects.filter(status=RondeStatus.GESLOTEN).annotate(number=number)
    return list(rows.order_by(F("closed_at").asc(nulls_last=True), "pk"))
