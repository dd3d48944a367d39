"""Sessions of the demo: one that goes on and waits for a visitor, one in days, and those of a group of intervisie.

People are numbers in PEOPLE. Every session begins, goes on and ends by the actions of the pages, each at its moment.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from community.confidential import confidential
from community.models import User
from community.workdays import at_local, local_date, workday_on_or_after
from deploy.demo.seed import sessieteksten as teksten
from deploy.demo.seed.groepssessies import tell_coming, tell_over
from deploy.demo.seed.sessiestappen import go_to, place, plan_of, position, write
from intervisie.actions.sessieleiding import choose_user_as_inbrenger
from intervisie.actions.sessieloop import begin, go_on_by_itself, pause
from intervisie.actions.sessiemensen import join, join_as_guest
from intervisie.actions.sessies import make_sessie
from intervisie.models import Sessie, SessieTempo

NOOR = 0
# How long ago the session that goes on began, and how long its step of the insights lasts when it is paused. Paused,
# it waits for who comes along.
BEGUN_AGO, PAUSED_AFTER = timedelta(minutes=26), timedelta(minutes=4)
# How long the session in days takes, and how long ago it began.
DAYS, BEGUN_DAYS_AGO = 14, 9


def tell_sessies(people: Sequence[User], now: datetime) -> None:
    """Tell them all, the one that goes on last: it is what happens now."""
    with confidential():
        tell_over(people[NOOR], now)
        tell_coming(people[NOOR], now)
        tell_in_days(people, now)
        tell_gesprek(people, now)


def tell_gesprek(people: Sequence[User], now: datetime) -> Sessie:
    """Let eight people have a conversation with cards, up to the step in which they write for each other; paused.

    A guest came in by the code, and more can.
    """
    lead, started = people[teksten.LEAD], now - BEGUN_AGO
    plan = plan_of("ingangspunten", expected=len(teksten.GESPREK), lets_guests=True)
    sessie = make_sessie(actor=lead, bijeenkomst=None, plan=plan, now=started - timedelta(days=2))
    token = f"{sessie.code}-{teksten.GUEST}"
    who: list[User | str] = [token if number is None else people[number] for number, *_words in teksten.GESPREK]
    for one in who:
        if isinstance(one, str):
            join_as_guest(sessie=sessie, name=teksten.GUEST, token=one, now=started)
        else:
            join(user=one, sessie=sessie, now=started, by_code=True)
    begin(plek=place(sessie, lead, started), now=started)
    for one, (_number, card, _question) in zip(who, teksten.GESPREK, strict=True):
        write(sessie, one, "kaart", {"kaarten": card}, started + timedelta(minutes=3))
    go_to(sessie, lead, "vraag", started + timedelta(minutes=4))
    for one, (_number, _card, question) in zip(who, teksten.GESPREK, strict=True):
        write(sessie, one, "vraag", {"tekst": question}, started + timedelta(minutes=9))
    go_to(sessie, lead, "inzichten", now - PAUSED_AFTER)
    for at, words in teksten.INZICHTEN.items():
        seats = [str(seat) for seat in range(1, len(who) + 1) if seat != at + 1]
        write(sessie, who[at], "inzichten", dict(zip(seats, words, strict=False)), now - timedelta(minutes=1))
    pause(plek=place(sessie, lead, now), position=position(sessie), now=now)
    return sessie


def tell_in_days(people: Sequence[User], now: datetime) -> Sessie:
    """Let six people answer a question in two weeks, each in her own time; half of it is over."""
    members = [people[number] for number in teksten.IN_DAGEN]
    lead = members[0]
    started = at_local(workday_on_or_after(local_date(now) - timedelta(days=BEGUN_DAYS_AGO)), time(10))
    plan = plan_of("tienstappen", expected=len(members), tempo=SessieTempo.DAGEN, days=DAYS, lets_guests=True)
    sessie = make_sessie(actor=lead, bijeenkomst=None, plan=plan, now=started - timedelta(days=1))
    for user in members:
        join(user=user, sessie=sessie, now=started - timedelta(hours=1), by_code=True)
    choose_user_as_inbrenger(actor=lead, sessie=sessie, user=lead, now=started)
    begin(plek=place(sessie, lead, started), now=started)
    codes = [one["code"] for one in sessie.versie.schema["steps"]]
    while True:
        here = Sessie.objects.select_related("versie").get(pk=sessie.pk)
        if here.moment_started_at is None:
            return here
        _write_in_days(here, codes[here.step], members, now)
        ends = here.moment_started_at + timedelta(seconds=here.moment_seconds)
        if ends > now or here.step == len(codes) - 1:
            return here
        go_on_by_itself(sessie=here, position=position(here), now=ends)


def _write_in_days(sessie: Sessie, step: str, members: Sequence[User], now: datetime) -> None:
    """Let people write in a step of days, the first an hour after it began; of the newest one not everybody yet."""
    lead, others = members[0], members[1:]
    seats = [place(sessie, user, now).number for user in others]
    said: dict[str, list[tuple[User, dict[str, str]]]] = {
        "situatie": [(lead, {"tekst": teksten.SITUATIE})],
        "vragen": [(user, {str(number): line for number, line in enumerate(lines, 1) if line})
                   for user, lines in zip(others, teksten.VRAGEN, strict=False)],
        "wegen": [(lead, {f"{seat}-{number}": teksten.WEGING[(at + number) % 3]
                          for at, (seat, lines) in enumerate(zip(seats, teksten.VRAGEN, strict=False))
                          for number, line in enumerate(lines, 1) if line})],
        "kern": [(user, {"tekst": text}) for user, text in zip(others, teksten.KERN, strict=False)],
    }  # fmt: skip
    begun = sessie.moment_started_at or now
    for at, (user, answers) in enumerate(said.get(step, ()), 1):
        moment = begun + timedelta(hours=at)
        if moment < now:
            write(sessie, user, step, answers, moment)
