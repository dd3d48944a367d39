"""Two fictional date polls: one that still waits for some people, and one whose date was fixed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from community.actions.antwoorden import save_antwoorden
from community.actions.datumprikker import Moment, Vraag, fix_date, open_datumprikker
from community.models import Datumprikker, Leergroep, Optie, User
from community.workdays import add_workdays, at_local, local_date, workday_on_or_after
from deploy.demo.seed.leergroepen import GROEPEN

SAYS = {"K": "KAN", "L": "LIEVER_NIET", "N": "KAN_NIET", "-": ""}


@dataclass(frozen=True)
class Prikker:
    """One date poll: days ago it was opened, its dates as (days from today, hour), and what people say about each."""

    group: str
    title: str
    place: str
    minutes: int
    opened: int
    until: int
    dates: tuple[tuple[int, int], ...]
    answers: tuple[tuple[int, str, str], ...]
    # Which date it became and how many days ago, when it was fixed.
    fixed: tuple[int, int] | None = None


PRIKKERS: list[Prikker] = [
    Prikker(
        "veenweide-en-water", "Langs de peilvakken in het voorjaar", "Gemaal De Hoop", 180, opened=3, until=8,
        dates=((40, 10), (42, 13), (47, 13), (54, 10)),
        answers=((8, "KKLK", ""), (5, "KLNK", "Op donderdag ben ik iets later."), (17, "NKKK", ""), (25, "KKNN", ""),
                 (36, "LKK-", "")),
    ),
    Prikker(
        "regisseurs-oost", "Twee vragen uit de praktijk, ronde twee", "Gebiedsdienst Oost", 120, opened=24, until=-14,
        dates=((24, 14), (25, 14), (31, 14)),
        answers=((7, "KKN", ""), (1, "KNK", ""), (14, "KKK", ""), (24, "LKN", ""), (40, "KNN", "")), fixed=(0, 12),
    ),
]  # fmt: skip


def tell_prikker(prikker: Prikker, people: Sequence[User], now: datetime) -> Datumprikker:
    """Ask, let people answer the days after, and fix the date where that happened."""
    group = Leergroep.objects.select_related("kring").get(slug=prikker.group)
    leader = people[next(groep for groep in GROEPEN if groep.slug == prikker.group).members[0]]
    opened_at = now - timedelta(days=prikker.opened)
    vraag = Vraag(
        title=prikker.title, place_name=prikker.place, duration_minutes=prikker.minutes,
        answer_until=at_local(_day(now, prikker.until), time(23, 59)),
    )  # fmt: skip
    moments = [Moment(at) for at in asked_moments(prikker, now)]
    poll = open_datumprikker(actor=leader, kring=group.kring, vraag=vraag, moments=moments, now=opened_at)
    opties = list(Optie.objects.filter(datumprikker=poll).order_by("starts_at"))
    for step, (number, words, note) in enumerate(prikker.answers, start=1):
        answers = {row.pk: SAYS[word] for row, word in zip(opties, words, strict=True) if SAYS[word]}
        save_antwoorden(actor=people[number], prikker=poll, version=poll.version, answers=answers, note=note,
                        now=opened_at + timedelta(hours=4 * step))  # fmt: skip
    if prikker.fixed:
        chosen, days = prikker.fixed
        fix_date(actor=leader, prikker=poll, optie_id=opties[chosen].pk, now=now - timedelta(days=days))
    return poll


def asked_moments(prikker: Prikker, now: datetime) -> list[datetime]:
    """Return the moments that are asked about: working days, and no moment twice when a weekend lies between."""
    found: list[datetime] = []
    for day, hour in prikker.dates:
        date_ = workday_on_or_after(_day(now, day))
        while at_local(date_, time(hour)) in found:
            date_ = add_workdays(date_, 1)
        found.append(at_local(date_, time(hour)))
    return found


def _day(now: datetime, days: int) -> date:
    return local_date(now) + timedelta(days=days)
