"""Reading rounds: who registered, who said nothing, how the figures stand, and what the goals weigh."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from community.access.people import shown_fields
from community.models import Profiel, Provincie, User
from community.notation import DAYS, date_plain, listing
from community.plaatsen import place_named
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.access.matching import invitable_people, planned_rondes, visible_aanmeldingen
from intervisie.models import (
    OPEN_AANMELDING,
    ErvaringWens,
    Form,
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
RUNNING = (RondeStatus.OPEN, RondeStatus.GESLOTEN)


@dataclass(frozen=True)
class Regel:
    """One registration as the coördinerend hart sees it: never whom she names, nor what she keeps private."""

    aanmelding: Matchaanmelding
    organisatie: str
    provincies: tuple[str, ...]
    dagdelen: str
    opgaven: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """How many registrations have one thing in common."""

    label: str
    number: int


@dataclass(frozen=True)
class RondePage:
    """A round as its coördinator sees it."""

    ronde: Matchronde
    regels: Sequence[Regel]
    told: int
    declined: int
    silent: int
    provincies: Sequence[Tally]
    forms: Sequence[Tally]
    # Of each day of the week: its name, and how many can in the morning and in the afternoon.
    dagdelen: Sequence[tuple[str, Sequence[Tally]]]

    @property
    def number(self) -> int:
        """How many are registered."""
        return len(self.regels)

    @property
    def shortage(self) -> str:
        """What is wrong with their number, in a sentence; empty when groups can be made of it."""
        return shortage_of(self.ronde, self.number)


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
        return _("Nog te weinig aanmeldingen voor een groep ({number} van {least}).").format(number=number, least=least)
    if can_divide(number, least, most):
        return ""
    return _("{number} mensen passen niet precies in groepen van {least} tot {most}. Pas de groottes aan.").format(
        number=number, least=least, most=most
    )


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
    return rows.select_related("user__profiel").prefetch_related("opgaven").order_by("user__sort_key", "pk")


def with_details(rows: QuerySet[Matchaanmelding]) -> QuerySet[Matchaanmelding]:
    """Fetch registrations with all that was asked, by surname; whom people named is for the engine and for herself."""
    return with_people(rows).prefetch_related("samenwerkingen", "wants")


def registered_people(ronde: Matchronde) -> list[User]:
    """Return who is registered, to tell them something. One query."""
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde=ronde)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True))


def silent_people(ronde: Matchronde) -> list[User]:
    """Return who was told that the round is open and neither registered nor declined. One query."""
    answered = Matchaanmelding.objects.filter(ronde=ronde)
    told = Rondeuitnodiging.objects.filter(ronde=ronde, declined_at__isnull=True)
    told = told.exclude(user__in=answered.values("user"))
    return list(User.objects.filter(pk__in=told.values("user"), is_active=True))


def answered_pairs(ronde_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID]) -> set[tuple[Any, Any]]:
    """Return, as (user id, ronde id), who of these people registered or declined for these rounds. Two queries."""
    about = {"ronde__in": set(ronde_ids), "user__in": set(user_ids)}
    declined = Rondeuitnodiging.objects.filter(declined_at__isnull=False, **about)
    rows = Matchaanmelding.objects.filter(**about)
    return {*declined.values_list("user_id", "ronde_id"), *rows.values_list("user_id", "ronde_id")}


def registered_pairs(ronde_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID]) -> set[tuple[Any, Any]]:
    """Return, as (user id, ronde id), who of these people is registered for these rounds. One query."""
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde__in=set(ronde_ids), user__in=set(user_ids))
    return set(rows.values_list("user_id", "ronde_id"))


def rondes_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Matchronde]:
    """Return these rounds. One query."""
    return Matchronde.objects.in_bulk(set(ids))


def ronde_page(ronde: Matchronde, user: User, now: datetime) -> RondePage:
    """Return a round with its registrations and figures, for its coördinator. Seven queries for any number."""
    rows = with_people(visible_aanmeldingen(user, ronde, now)).filter(user__is_active=True)
    regels = _regels(list(rows), user, now)
    told, declined, silent = _told(ronde, now)
    slots = Counter(slot for regel in regels for slot in regel.aanmelding.slots)
    forms = Counter(regel.aanmelding.form for regel in regels)
    where = Counter(name for regel in regels for name in regel.provincies or (_("Niet bekend"),))
    return RondePage(
        ronde=ronde, regels=regels, told=told, declined=declined, silent=silent,
        provincies=[Tally(name, number) for name, number in sorted(where.items())],
        forms=[Tally(str(label), forms[value]) for value, label in Form.choices if forms[value]],
        dagdelen=[
            (day, [Tally(half, slots[number * 2 + side]) for side, half in enumerate(HALVES)])
            for number, day in enumerate(DAYS[:5])
        ],
    )  # fmt: skip


def ronde_lines(user: User, now: datetime) -> list[Any]:
    """Return every round with `number`, how many are registered; the newest first. One query."""
    number = Count("aanmeldingen", filter=Q(aanmeldingen__withdrawn_at__isnull=True))
    return list(planned_rondes(user, now).annotate(number=number).order_by("-closes_date", "name", "pk"))


def rondes_waiting(now: datetime) -> list[Any]:
    """Return the rounds that are closed and wait for groups, each with `number`; the oldest first. One query."""
    number = Count("aanmeldingen", filter=Q(aanmeldingen__withdrawn_at__isnull=True))
    rows = Matchronde.objects.filter(status=RondeStatus.GESLOTEN).annotate(number=number)
    return list(rows.order_by(F("closed_at").asc(nulls_last=True), "pk"))


def state_sentence(page: RondePage, now: datetime) -> str:
    """Say how a round stands, and what its coördinator does next."""
    ronde = page.ronde
    day = date_plain(ronde.closes_date)
    if ronde.status == RondeStatus.CONCEPT:
        number = invitable_people(ronde, now).count()
        return _("Nog niemand weet van deze ronde. Open je haar, dan krijgen {number} leden een uitnodiging.").format(
            number=number
        )
    if ronde.status == RondeStatus.OPEN:
        return _("Leden kunnen zich aanmelden tot en met {day}. Daarna sluit de ronde vanzelf.").format(day=day)
    if ronde.status == RondeStatus.GESLOTEN:
        return _("Aanmelden kan niet meer. Deel nu de groepen in, of geef een latere dag om aan te melden.")
    if ronde.status == RondeStatus.AFGEBLAZEN:
        return _("Deze ronde gaat niet door. Wie zich aanmeldde, kreeg bericht.")
    return _("De groepen zijn bekend. Wie zich aanmeldde, kreeg bericht.")


def _told(ronde: Matchronde, now: datetime) -> tuple[int, int, int]:
    """Return how many were told of a round, how many of them declined, and how many said nothing. Two queries."""
    rows = Rondeuitnodiging.objects.filter(ronde=ronde)
    found = rows.aggregate(told=Count("pk"), declined=Count("pk", filter=Q(declined_at__isnull=False)))
    return found["told"], found["declined"], len(silent_people(ronde)) if ronde.status in RUNNING else 0


def _regels(rows: Sequence[Matchaanmelding], viewer: User, now: datetime) -> list[Regel]:
    """Return registrations with employer and provinces as far as their person lets others see these."""
    profielen: list[Profiel] = [row.user.profiel for row in rows]
    shown = shown_fields(viewer, profielen, now)
    employers = employers_on((row.user_id for row in rows), local_date(now))
    found = []
    for row in rows:
        may_see: Any = shown.get(row.user_id, frozenset())
        employer = employers.get(row.user_id)
        found.append(
            Regel(
                aanmelding=row,
                organisatie=employer.name if employer and "organisatie" in may_see else "",
                provincies=_provincies(row, "provincies" in may_see),
                dagdelen=dagdeel_words(row.slots),
                opgaven=tuple(sorted(opgave.name for opgave in row.opgaven.all())),
            )
        )
    return found


def _provincies(row: Matchaanmelding, may_see: bool) -> tuple[str, ...]:
    """Return the province of the place she named, else those of her profile."""
    labels: Mapping[str, Any] = dict(Provincie.choices)
    if (place := place_named(row.place)) is not None:
        return (str(labels[place.provincie]),)
    return tuple(str(labels[code]) for code in row.user.profiel.provincies) if may_see else ()
