"""The life of a training in the demo, from applying up to its days, told through the platform's own actions.

People are numbers in PEOPLE.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casussen.actions.casussen import begin_casus
from casussen.actions.opnamen import hand_in
from casussen.models import Casus, Praktijkboek
from casussen.onderdelen import open_parts
from community.actions.kringen import accept_afspraken
from community.actions.presentie import Presentie, save_presentie
from community.actions.slots import Aanbod
from community.models import Bijeenkomst, Deelname, DeelnameStatus, User
from community.workdays import at_local, is_workday, local_date
from deploy.demo.seed.trainingteksten import casus_of
from training.actions.inschrijvingen import Aanvraag, apply_for_editie, give_instemming
from training.actions.intake import choose_intake, finish_intake, offer_intake, save_leerdoelen
from training.actions.toelating import Besluit, decide_inschrijvingen
from training.actions.vakmanschap import save_scan
from training.models import Deelnemer, Editie, Editiedeel, Inschrijving, OnderdeelKind, Scanmoment

MOTIVATIE = (
    "Ik wil leren hoe je een samenwerking op gang houdt als het spannend wordt.",
    "Ik werk alleen en zoek vakgenoten om mee te denken.",
    "Mijn opdrachtgever vraagt meer regie dan ik nu kan geven.",
)
LEERDOELEN = (
    "Eerder merken wanneer een partij afhaakt, en dat durven zeggen.",
    "Onderhandelen zonder zelf partij te worden.",
    "Rustig blijven als bestuurders het oneens zijn.",
)
OPDRACHTGEVERS = ("Wil Opdracht", "Ans Bestuur", "Henk Dijkgraaf", "Riet Gedeputeerde")
WELCOME = "Fijn dat je meedoet. Tot bij de intake."
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Groep:
    """Who takes part in an editie of the demo, with the number of the first casus that they bring."""

    members: Sequence[User]
    first_casus: int


def tell_admission(editie: Editie, groep: Groep, coordinator: User, now: datetime) -> list[Deelnemer]:
    """Let everybody apply, be agreed to by her opdrachtgever, be admitted and agree to the agreements."""
    opens = now + timedelta(days=2)
    for number, user in enumerate(groep.members):
        at = opens + number * 5 * HOUR
        aanvraag = Aanvraag(
            brings_casus=True, is_involved=True, samenwerking=casus_of(groep.first_casus + number, "")["werktitel"],
            motivation=MOTIVATIE[number % 3], opdrachtgever_name=OPDRACHTGEVERS[number % 4],
            opdrachtgever_email=f"opdracht{groep.first_casus + number}@regiekamer.example",
        )  # fmt: skip
        row = apply_for_editie(actor=user, editie=editie, aanvraag=aanvraag, now=at)
        if row.gastlink is not None:
            give_instemming(gastlink=row.gastlink, is_agreed=True, remark="", now=at + 30 * HOUR)
    decided = at_local(editie.decide_by_date or local_date(now), time(11))
    ids = list(Inschrijving.objects.filter(editie=editie).values_list("pk", flat=True))
    decide_inschrijvingen(actor=coordinator, editie=editie, ids=ids, besluit=Besluit.TOELATEN, text=WELCOME,
                          now=decided)  # fmt: skip
    for number, user in enumerate(groep.members):
        accept_afspraken(actor=user, kring=editie.kring, number=1, now=decided + (number + 2) * HOUR)
    rows = Deelnemer.objects.filter(editie=editie).select_related("user", "editie__kring")
    by_user = {row.user_id: row for row in rows}
    return [by_user[user.pk] for user in groep.members]


def tell_intakes(editie: Editie, groep: Groep, deelnemers: Sequence[Deelnemer], trainer: User) -> None:
    """Let the trainer offer times after the decision, everybody choose one with her casus, and each intake be held."""
    first = (editie.decide_by_date or editie.from_date) + timedelta(days=2)
    decided = at_local(editie.decide_by_date or editie.from_date, time(16))
    times = _times(first, len(deelnemers) + 2)
    slots = offer_intake(actor=trainer, editie=editie, aanbod=Aanbod(times, online_url="https://praat.regiekamer.example/intake"),
                         now=decided)  # fmt: skip
    boek = Praktijkboek.objects.get(kring=editie.kring)
    parts = [part.code for part in open_parts()]
    for number, (row, slot) in enumerate(zip(deelnemers, slots, strict=False)):
        at = decided + (number + 3) * HOUR
        casus = begin_casus(actor=row.user, answers=casus_of(groep.first_casus + number, editie.provincie), now=at)
        choose_intake(actor=row.user, deelnemer=row, slot_id=slot.pk, casus_code=casus.code, now=at)
        save_leerdoelen(actor=row.user, deelnemer=row, version=1, text=LEERDOELEN[number % 3], now=at + HOUR)
        answers = {"competenties": {str(one): 2 + (number + one) % 3 for one in range(1, 9)}, "doelen": {}}
        save_scan(actor=row.user, deelnemer=row, moment=Scanmoment.INTAKE, version=1, answers=answers, now=at + HOUR)
        hand_in(
            actor=row.user, boek=boek, casus=Casus.objects.get(pk=casus.pk), parts=parts, now=slot.ends_at - HOUR / 2
        )
        row.refresh_from_db()
        finish_intake(actor=trainer, deelnemer=row, version=row.version, now=slot.ends_at)


def tell_presence(editie: Editie, trainer: User, now: datetime) -> None:
    """Let everybody be at the days that were, but for one at the second."""
    rows = Editiedeel.objects.filter(editie=editie, bijeenkomst__ends_at__lt=now).select_related("bijeenkomst")
    for number, deel in enumerate(rows.order_by("bijeenkomst__starts_at")):
        meeting = deel.bijeenkomst
        if meeting is not None:
            _tick(meeting, trainer, absent=number)


def parts_of(editie: Editie, kind: OnderdeelKind) -> dict[str, Editiedeel]:
    """Return the parts of one kind by their code."""
    rows = Editiedeel.objects.filter(editie=editie, onderdeel__kind=kind).select_related("onderdeel", "bijeenkomst")
    return {row.onderdeel.code: row for row in rows}


def _tick(meeting: Bijeenkomst, trainer: User, absent: int) -> None:
    """Store the list of a meeting, with somebody absent at every second one."""
    places = list(Deelname.objects.filter(bijeenkomst=meeting).order_by("user__sort_key", "pk"))
    lines = [
        Presentie(row.pk, row.status,
                  DeelnameStatus.AFWEZIG if absent % 2 and number == absent else DeelnameStatus.AANWEZIG)
        for number, row in enumerate(places)
    ]  # fmt: skip
    save_presentie(actor=trainer, bijeenkomst=meeting, lines=lines, now=meeting.starts_at + HOUR)


def _times(first: date, number: int) -> tuple[tuple[datetime, datetime], ...]:
    """Return so many talks of three quarters of an hour on the working days from `first` on, four a day."""
    found: list[tuple[datetime, datetime]] = []
    day = first
    while len(found) < number:
        if is_workday(day):
            for hour in (9, 10, 13, 14):
                starts = at_local(day, time(hour, 0))
                found.append((starts, starts + timedelta(minutes=45)))
        day += timedelta(days=1)
    return tuple(found[:number])
