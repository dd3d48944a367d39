"""What happens between the days of a training in the demo: teams, tussentijden, reactions, material.

Call within a scope of the vault.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from casussen.actions.onderdelen import add_row
from casussen.models import Casus, Dilemma
from community.actions.agenda import Opzet
from community.actions.slots import Aanbod
from community.models import Audience, Bezetting, BijeenkomstKind, KringRol, Lidmaatschap, User
from community.workdays import add_workdays, at_local, local_date, workday_on_or_after
from deploy.demo.seed.casussen import CANVAS_NOW, CANVAS_WANTED, DILEMMAS, fill_in
from deploy.demo.seed.trainingen import parts_of
from deploy.demo.seed.trainingseinde import write_advies
from training.actions.coachgasten import Gast
from training.actions.coaching import Boeking, book_coaching, offer_coaching, save_verslag
from training.actions.evaluaties import answer_evaluatie, open_evaluaties
from training.actions.teamgesprekken import plan_teamgesprek
from training.actions.teamindeling import propose_division, publish_teams
from training.actions.tussentijden import hand_in_work, react_to_work
from training.models import Deelnemer, Editie, Editiedeel, Onderdeelevaluatie, OnderdeelKind, Team
from training.models.evaluatievragen import ASKED

REACTIES = (
    "Je beschrijft scherp wie er iets te verliezen heeft. Wat brengt de kleinste partij in?",
    "Mooi dat je het verschil tussen nu en gewenst zo klein maakt. Begin met het vak dat nog leeg is.",
    "Lees dit eens hardop voor aan je opdrachtgever. Waar aarzel je dan?",
)
OPMERKINGEN = (
    "De oefening met de partijen aan tafel hielp mij het meest.",
    "Graag iets meer tijd voor de eigen casus.",
    "Fijn dat er ruimte was om te twijfelen.",
)
VRAGEN = (
    "Mijn opdrachtgever zegt ja, maar doet niets. Hoe bespreek ik dat?",
    "Twee partijen praten alleen nog via mij. Hoe stop ik daarmee?",
    "Ik moet slecht nieuws brengen in de stuurgroep. Hoe bereid ik dat voor?",
)
VERSLAG = "Eerst vragen wat mijn opdrachtgever nodig heeft om iets toe te zeggen. Daarna pas het voorstel."


def tell_teams(editie: Editie, coordinator: User) -> None:
    """Let the coördinator make teams on the working day after the first day, and make them known."""
    first = parts_of(editie, OnderdeelKind.DAGDEEL)["1"].bijeenkomst
    if first is None:
        return
    at = at_local(add_workdays(local_date(first.starts_at), 1), time(9))
    voorstel = propose_division(actor=coordinator, editie=editie, version=0, now=at)
    publish_teams(actor=coordinator, editie=editie, version=voorstel.version, now=at + timedelta(hours=1))


def tell_team_talks(editie: Editie, now: datetime) -> None:
    """Let each captain plan a talk: the first two teams had one last week, each has one in two weeks."""
    for team in Team.objects.filter(editie=editie).select_related("kring").order_by("number"):
        captain = Lidmaatschap.objects.filter(kring=team.kring, role=KringRol.TREKKER).select_related("user").get().user
        for days in (-7, 13) if team.number <= 2 else (13,):
            day = workday_on_or_after(local_date(now + timedelta(days=days)))
            begins = at_local(day, time(14 + team.number % 3))
            opzet = Opzet(
                kind=BijeenkomstKind.TEAMGESPREK, audience=Audience.KRING, title="Wat lukt, wat schuurt",
                starts_at=begins, ends_at=begins + timedelta(hours=1),
                online_url="https://praat.regiekamer.example/team",
            )  # fmt: skip
            plan_teamgesprek(actor=captain, team=team, opzet=opzet, but_not=(), now=begins - timedelta(days=10))


def tell_tussentijden(editie: Editie, deelnemers: Sequence[Deelnemer], trainer: User, now: datetime) -> None:
    """Let participants work in their casussen in each tussentijd that was, and in a part of the one that is on."""
    for code, deel in parts_of(editie, OnderdeelKind.TUSSENTIJD).items():
        if deel.from_date is None or deel.until_date is None or deel.from_date > local_date(now):
            continue
        is_on = deel.until_date >= local_date(now)
        ready = deelnemers[: len(deelnemers) // 3] if is_on else deelnemers[: len(deelnemers) - 2]
        for number, row in enumerate(ready):
            day = deel.from_date + timedelta(days=2 + number % 3 if is_on else 3 + number % 8)
            at = min(at_local(day, time(19, 10 + number)), now - timedelta(hours=1))
            _work(row, deel, code, number, at)
            if number % 4 != 3:
                _react(row, deel, number, trainer, min(at + timedelta(hours=20), now - timedelta(minutes=5)))


def _work(row: Deelnemer, deel: Editiedeel, code: str, number: int, at: datetime) -> None:
    """Fill what the tussentijd asks in one's own casus, and hand it in; every fourth lets nobody read along."""
    casus = Casus.objects.get(pk=str(row.casus_id))
    if code in {"A", "C"}:
        boxes = CANVAS_NOW if code == "A" else CANVAS_WANTED
        kept = list(boxes.items())[: 3 + number % 6]
        answers = {box: {"text": text, "status": status, "open": ask} for box, (text, status, ask) in kept}
        fill_in(casus, "canvas", "nu" if code == "A" else "gewenst", answers, at)
    elif code == "B":
        pole_a, pole_b, position, first, second = DILEMMAS[number % len(DILEMMAS)]
        stand = {"position": position, "arguments_a": first, "arguments_b": second}
        add_row(actor=row.user, casus=casus, model=Dilemma, values={"pole_a": pole_a, "pole_b": pole_b, "stand": stand},
                now=at)  # fmt: skip
    elif code == "D":
        write_advies(row, number, at)
    hand_in_work(actor=row.user, deelnemer=row, deel=deel, version=0, is_shared=number % 4 != 3,
                 now=at + timedelta(minutes=20))  # fmt: skip


def _react(row: Deelnemer, deel: Editiedeel, number: int, trainer: User, at: datetime) -> None:
    """Let the trainer answer two of three of what is shared."""
    if number % 3 == 2:
        return
    inzending = row.inzendingen.get(editiedeel=deel)
    react_to_work(actor=trainer, inzending=inzending, version=inzending.version, text=REACTIES[number % 3], now=at)


def tell_evaluaties(editie: Editie, deelnemers: Sequence[Deelnemer], now: datetime) -> None:
    """Let the questions be asked after each day that was, and most answer them the day after."""
    ended = Editiedeel.objects.filter(editie=editie, bijeenkomst__ends_at__lt=now - timedelta(days=1))
    for deel in ended.select_related("bijeenkomst", "onderdeel").order_by("bijeenkomst__starts_at"):
        meeting = deel.bijeenkomst
        if meeting is None:
            continue
        open_evaluaties(meeting.ends_at + timedelta(minutes=5))
        evaluatie = Onderdeelevaluatie.objects.filter(editiedeel=deel).select_related("editiedeel__editie").first()
        if evaluatie is None:
            continue  # the second dagdeel of a day is asked about with the first
        for number, row in enumerate(deelnemers[: 7 + len(deelnemers) // 4]):
            answers = {
                vraag.code: (OPMERKINGEN[number] if number < len(OPMERKINGEN) else "") if vraag.is_open
                else 3 + (number + place) % 3
                for place, vraag in enumerate(ASKED[deel.onderdeel.kind])
            }  # fmt: skip
            answer_evaluatie(actor=row.user, evaluatie=evaluatie, now=meeting.ends_at + timedelta(hours=20),
                             answers={code: value for code, value in answers.items() if value != ""})  # fmt: skip


def free_day(coach: User, day: date) -> date:
    """Return this day, or the first working day after it on which the coach has nothing else."""
    while Bezetting.objects.filter(user=coach, starts_at__date=day).exists():
        day = add_workdays(day, 1)
    return day


def tell_coaching(editie: Editie, deelnemers: Sequence[Deelnemer], coach: User, now: datetime) -> None:
    """Let a coach offer hours three weeks ago and again now; some are booked, one with a colleague."""
    for days, booked in ((-21, 3), (12, 2)):
        first = free_day(coach, add_workdays(local_date(now + timedelta(days=days)), 1))
        at = now + timedelta(days=min(days, 0) - 4)
        hours = [at_local(first, time(hour)) for hour in (9, 10, 11, 14, 15)]
        times = tuple((begin, begin + timedelta(minutes=50)) for begin in hours)
        aanbod = Aanbod(times, online_url="https://praat.regiekamer.example/coaching")
        slots = offer_coaching(actor=coach, editie=editie, aanbod=aanbod, now=at)
        for number, slot in enumerate(slots[:booked]):
            row = deelnemers[number + (1 if days > 0 else 4)]
            gast = Gast("Collega van het gebiedsteam", f"coachcollega{number}@regiekamer.example", "Adviseur")
            boeking = Boeking(VRAGEN[number], gast if number == 1 else None)
            gesprek = book_coaching(actor=row.user, deelnemer=row, slot_id=slot.pk, boeking=boeking,
                                    now=at + timedelta(hours=3 + number))  # fmt: skip
            if days < 0:
                save_verslag(actor=row.user, gesprek=gesprek, version=gesprek.version, text=VERSLAG,
                             now=slot.ends_at + timedelta(hours=1))  # fmt: skip
