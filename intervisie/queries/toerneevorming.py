"""What speaks against a toernee before it is made: too few or double people, a samenwerking that cannot, a period."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.models import Samenwerking, User
from community.workdays import is_workday, local_date
from intervisie.access.toernees import showable_samenwerkingen
from intervisie.models import FEWEST, MOST

# Nobody plans further ahead than this.
MOST_DAYS = 730
NAME_LENGTH = 80


@dataclass(frozen=True)
class Toerneeplan:
    """What somebody wants to make a toernee of. `people` in the order in which roles rotate, each with what she shows.

    Gaps and span are in working days, as in Toernee.
    """

    name: str
    people: Sequence[tuple[User, Samenwerking | None]]
    from_date: date
    until_date: date
    begeleiders: Sequence[User] = ()
    contactpersoon: User | None = None
    min_gap_days: int = 10
    ideal_gap_days: int = 20
    max_span_days: int = 110
    uses_school_holidays: bool = False


@dataclass(frozen=True)
class Bezwaar:
    """One thing that speaks against a toernee: a sentence, and near which field of a form it belongs.

    `at` is the place of the person it is about, from 0; None when it is about the whole.
    """

    sentence: str
    about: str = ""
    at: int | None = field(default=None)


def bezwaren(plan: Toerneeplan, now: datetime) -> list[Bezwaar]:
    """Return all that speaks against this toernee; empty when it can be made. One query per person."""
    return [*_about_name(plan), *_about_people(plan), *_about_shown(plan, now), *_about_period(plan, now)]


def workdays_in(first: date, last: date) -> int:
    """Return how many working days there are from `first` up to and including `last`; 0 when it ends before."""
    days = (last - first).days + 1
    return sum(is_workday(first + timedelta(days=number)) for number in range(days))


def workdays_needed(people: int, min_gap_days: int) -> int:
    """Return how many working days so many visits need at least, with these gaps between them."""
    return (people - 1) * min_gap_days + 1


def _about_name(plan: Toerneeplan) -> Iterator[Bezwaar]:
    if not plan.name.strip() or len(plan.name.strip()) > NAME_LENGTH:
        yield Bezwaar(_("Geef de toernee een naam van hooguit {most} tekens.").format(most=NAME_LENGTH), "name")


def _about_people(plan: Toerneeplan) -> Iterator[Bezwaar]:
    number = len(plan.people)
    if number < FEWEST:
        words = _("Een toernee heeft minstens {fewest} regisseurs nodig. Nu zijn het er {number}.")
        yield Bezwaar(words.format(fewest=FEWEST, number=number))
    if number > MOST:
        words = _("Een toernee heeft hooguit {most} regisseurs. Nu zijn het er {number}.")
        yield Bezwaar(words.format(most=MOST, number=number))
    seen: set[object] = set()
    for at, (user, _shown) in enumerate(plan.people):
        if user.pk in seen:
            yield Bezwaar(_("{name} staat er twee keer in.").format(name=user.naam), "person", at)
        if not user.is_active:
            yield Bezwaar(_("{name} heeft geen account meer.").format(name=user.naam), "person", at)
        seen.add(user.pk)
    for guide in plan.begeleiders:
        if guide.pk in seen:
            words = _("{name} is deelnemer en kan de toernee niet ook begeleiden.")
            yield Bezwaar(words.format(name=guide.naam), "begeleiders")


def _about_shown(plan: Toerneeplan, now: datetime) -> Iterator[Bezwaar]:
    seen: set[object] = set()
    for at, (user, shown) in enumerate(plan.people):
        sentence = what_is_wrong_with(user, shown, seen, now)
        if sentence:
            yield Bezwaar(sentence, "shown", at)
        if shown is not None:
            seen.add(shown.pk)


def what_is_wrong_with(user: User, shown: Samenwerking | None, taken: Collection[object], now: datetime) -> str:
    """Return why this person cannot show this samenwerking, beside those that others show; empty when she can.

    One query.
    """
    if shown is None:
        return _("Kies welke samenwerking {name} laat zien.").format(name=user.naam)
    if shown.ended_at is not None:
        return _("{samenwerking} is beëindigd. Kies een andere samenwerking.").format(samenwerking=shown.name)
    if not showable_samenwerkingen(user, now).filter(pk=shown.pk).exists():
        words = _("{name} is geen regisseur van {samenwerking}.")
        return words.format(name=user.naam, samenwerking=shown.name)
    if shown.pk in taken:
        words = _("{samenwerking} staat er twee keer in. Ieder laat een andere samenwerking zien.")
        return words.format(samenwerking=shown.name)
    return ""


def _about_period(plan: Toerneeplan, now: datetime) -> Iterator[Bezwaar]:
    if plan.from_date <= local_date(now):
        yield Bezwaar(_("Kies een eerste dag die nog komt."), "from_date")
    if plan.until_date <= plan.from_date:
        yield Bezwaar(_("De laatste dag moet na de eerste dag liggen."), "until_date")
        return
    if (plan.until_date - plan.from_date).days > MOST_DAYS:
        yield Bezwaar(_("Kies een periode van hooguit twee jaar."), "until_date")
        return
    if not 1 <= plan.min_gap_days <= plan.ideal_gap_days <= plan.max_span_days:
        words = _("De kortste tijd tussen twee bezoeken is minstens 1 dag en niet langer dan de liefste tijd.")
        yield Bezwaar(words, "min_gap_days")
        return
    yield from _about_length(plan)


def _about_length(plan: Toerneeplan) -> Iterator[Bezwaar]:
    number = min(max(len(plan.people), FEWEST), MOST)
    needed, there = workdays_needed(number, plan.min_gap_days), workdays_in(plan.from_date, plan.until_date)
    if needed > there:
        words = _("De periode is te kort. {number} bezoeken met {gap} werkdagen ertussen vragen {needed} werkdagen. "
                  "Deze periode heeft er {there}.")  # fmt: skip
        yield Bezwaar(words.format(number=number, gap=plan.min_gap_days, needed=needed, there=there), "until_date")
    if needed - 1 > plan.max_span_days:
        words = _("{number} bezoeken met {gap} werkdagen ertussen passen niet binnen {span} werkdagen.")
        yield Bezwaar(words.format(number=number, gap=plan.min_gap_days, span=plan.max_span_days), "max_span_days")
