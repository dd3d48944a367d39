"""The life of the demo's groups of intervisie: six meet, some met once, two came to nothing yet."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.antwoorden import save_antwoorden
from community.actions.datumprikker import close_datumprikker, fix_date
from community.actions.deelname import answer
from community.actions.kringen import accept_afspraken
from community.actions.presentie import Presentie, save_presentie
from community.models import (
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    Datumprikker,
    Deelname,
    DeelnameStatus,
    KringRol,
    Lidmaatschap,
    Optie,
    User,
)
from community.workdays import at_local, local_date, workday_on_or_after
from intervisie.actions.notities import write_notitie
from intervisie.models import Intervisiegroep

# How many groups met twice; of the others two agreed and came to nothing, the rest met once and will again.
ALIVE, SILENT = 6, 2
# Days from today of the sessions after the first one.
SECOND, THIRD = -40, 12
TITLES = ("Tweede sessie: een vraag uit de praktijk", "Derde sessie: wat deed je ermee?")
NOTE = "Volgende keer: eerst twee minuten stil lezen, dan pas vragen. Dat gaf vandaag rust."


def tell_life(groepen: Sequence[Intervisiegroep], noor: User, now: datetime) -> None:
    """Let groups live, the one of Noor first: agreements, a first date, sessions past and coming, a note."""
    ordered = sorted(groepen, key=lambda groep: (noor.pk not in _ids(groep), groep.kring.name))
    for number, groep in enumerate(ordered):
        people = _people(groep)
        lead = next(row.user for row in people if row.role == KringRol.TREKKER)
        begun = now - timedelta(days=143)
        for step, row in enumerate(people):
            accept_afspraken(actor=row.user, kring=groep.kring, number=1, now=begun + timedelta(minutes=step))
        if number >= len(ordered) - SILENT:
            poll = Datumprikker.objects.get(kring=groep.kring)
            close_datumprikker(actor=lead, prikker=poll, now=begun + timedelta(days=2))
            continue
        # At noon, whatever hour it is now: the poll is open for whole days.
        noon = at_local(local_date(begun) + timedelta(days=1), time(12))
        meetings = [_first(groep, people, lead, noon)]
        sessions = zip((SECOND, THIRD), TITLES, strict=True)
        for days, title in list(sessions)[0 if number < ALIVE else 1 :]:
            meetings.append(_session(groep, lead, title, now + timedelta(days=days), hour=10 if number % 2 else 14))
        for meeting in meetings:
            _attend(meeting, people, lead, now)
    first = _people(ordered[0])
    author = noor if noor.pk in _ids(ordered[0]) else first[0].user
    write_notitie(actor=author, groep=ordered[0], text=NOTE, now=now - timedelta(days=39))


def _first(
    groep: Intervisiegroep, people: Sequence[Lidmaatschap], lead: User, at: datetime
) -> Bijeenkomst:  # fmt: skip
    """Let everybody say when she can, and the contactpersoon fix the first date."""
    poll = Datumprikker.objects.get(kring=groep.kring)
    opties = list(Optie.objects.filter(datumprikker=poll).order_by("starts_at"))
    for step, row in enumerate(people):
        says = {one.pk: "KAN" if (number + step) % 4 else "LIEVER_NIET" for number, one in enumerate(opties)}
        save_antwoorden(actor=row.user, prikker=poll, version=poll.version, answers=says, note="",
                        now=at + timedelta(minutes=step))  # fmt: skip
    return fix_date(actor=lead, prikker=poll, optie_id=opties[-1].pk, now=at + timedelta(days=1))


def _session(groep: Intervisiegroep, lead: User, title: str, at: datetime, hour: int) -> Bijeenkomst:
    starts = at_local(workday_on_or_after(local_date(at)), time(hour))
    opzet = Opzet(
        kind=BijeenkomstKind.INTERVISIE, audience=Audience.KRING, title=title, starts_at=starts,
        ends_at=starts + timedelta(hours=2), place_name=groep.place_name,
        online_url="" if groep.place_name else "https://overleg.voorbeeld.example/intervisie",
    )  # fmt: skip
    return plan_bijeenkomst(actor=lead, opzet=opzet, kring=groep.kring, now=starts - timedelta(days=21))


def _attend(meeting: Bijeenkomst, people: Sequence[Lidmaatschap], lead: User, now: datetime) -> None:
    """Let people say that they come; and when it is over, write down who was there."""
    for step, row in enumerate(people):
        answer(
            actor=row.user, bijeenkomst=meeting, is_coming=step != 4, now=min(meeting.starts_at, now) - _before(step)
        )
    if meeting.ends_at >= now:
        return
    meeting.refresh_from_db()
    rows = Deelname.objects.filter(bijeenkomst=meeting, status=DeelnameStatus.AANGEMELD)
    lines = [Presentie(row.pk, row.status, DeelnameStatus.AANWEZIG) for row in rows.order_by("user__sort_key")]
    save_presentie(actor=lead, bijeenkomst=meeting, lines=lines, now=meeting.ends_at + timedelta(hours=1))


def _before(step: int) -> timedelta:
    """Return how long before a meeting, or before today, somebody answers: everybody at another hour."""
    return timedelta(days=3, hours=step)


def _people(groep: Intervisiegroep) -> list[Lidmaatschap]:
    rows = Lidmaatschap.objects.filter(kring=groep.kring, until_at__isnull=True).select_related("user")
    return list(rows.order_by("user__sort_key", "pk"))


def _ids(groep: Intervisiegroep) -> set[object]:
    return {row.user_id for row in _people(groep)}
