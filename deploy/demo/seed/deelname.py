"""Two years in which the many members of the demo came together: whole series of meetings, long over.

What is written down of them is who was there. The groups themselves closed: nobody is asked or told anything.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils.text import slugify

from community.kwartalen import Kwartaal
from community.models import (
    Actie,
    ActieStatus,
    AttendedVia,
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    Deelname,
    DeelnameStatus,
    Kring,
    KringKind,
    Organisatie,
    Regio,
    User,
)
from community.models import Provincie as P
from community.workdays import at_local, local_date, workday_on_or_after
from deploy.demo.seed.deelnemers import Lid
from training.models import Editie, EditieStatus, Programmaversie

# Of the kind of group, what its meetings are; whole edities meet four times a quarter, the others as they say.
KINDS = {
    KringKind.LEERGROEP: BijeenkomstKind.LEERGROEP, KringKind.INTERVISIE: BijeenkomstKind.INTERVISIE,
    KringKind.EDITIE: BijeenkomstKind.DAGDEEL, KringKind.TOERNEE: BijeenkomstKind.BEZOEK,
}  # fmt: skip
# In this quarter nearly nobody of this organisatie had time: so few that there is no new report.
QUIET_QUARTER, QUIET_HOME, QUIET_MOST = 5, 8, 2
# Of this meeting the list was first saved with nearly everybody absent, and mended after the report.
MENDED_TITLE, MENDED_QUARTER, AT_FIRST = "Veldwerkplaats aan de rivier", 6, 4
PRESENT = 0.86
# What groups agree: how many actions at each meeting, to be done in how many days, and how many of them are.
ACTIES = ("Een voorbeeld delen", "De buren bellen", "Het verslag nalezen")
DONE_IN, DONE = 30, 0.8


@dataclass(frozen=True)
class Reeks:
    """A series: who comes (of an organisatie by its number, and from elsewhere), from and to which quarter, how often
    in a quarter and for how long. Without a `group` it is for all members."""

    title: str
    group: KringKind | None
    provincie: str
    of_home: dict[int, int]
    others: int
    quarters: tuple[int, int]
    times: int = 1
    hours: int = 3
    kind: str = ""
    # How many more come each quarter.
    grows: int = field(default=0)


L, I, E, T = KringKind.LEERGROEP, KringKind.INTERVISIE, KringKind.EDITIE, KringKind.TOERNEE  # noqa: E741 - short rows
MEETING, WEBINAR, DAY = BijeenkomstKind.ONTMOETING, BijeenkomstKind.WEBINAR, BijeenkomstKind.ONTWIKKELDAG
REEKSEN: tuple[Reeks, ...] = (
    Reeks("Leergroep Grond in beweging", L, P.GELDERLAND, {0: 11}, 5, (0, 8), 2, grows=1),
    Reeks("Leergroep Peil en bodem", L, P.OVERIJSSEL, {3: 10}, 5, (0, 8), 2, grows=1),
    Reeks("Leergroep Groen en grijs", L, P.LIMBURG, {10: 9}, 5, (0, 8)),
    Reeks("Leergroep Boer en beleid", L, P.NOORD_HOLLAND, {8: 9, 0: 6}, 3, (2, 8)),
    Reeks("Leergroep Dorp en dijk", L, P.ZUID_HOLLAND, {}, 16, (0, 8), 2),
    Reeks("Leergroep Klei en kust", L, P.GRONINGEN, {}, 14, (3, 8)),
    Reeks("Leergroep Werk met werk", L, P.UTRECHT, {0: 9, 3: 7}, 4, (4, 8)),
    Reeks("Intervisie Rivierenland", I, P.GELDERLAND, {0: 7}, 0, (0, 8), 2, 2),
    Reeks("Intervisie De Linde", I, "", {0: 6}, 1, (3, 8), 1, 2),
    Reeks("Intervisie Weerwater", I, P.OVERIJSSEL, {3: 7}, 0, (0, 8), 1, 2),
    Reeks("Intervisie Het Veer", I, "", {3: 6}, 0, (5, 8), 2, 2),
    Reeks("Intervisie De Mergel", I, P.LIMBURG, {10: 6}, 0, (2, 8), 1, 2),
    Reeks("Intervisie Delta", I, "", {}, 7, (0, 8), 1, 2),
    Reeks("Intervisie Wad", I, "", {}, 6, (4, 8), 1, 2),
    Reeks("Leergang Samen sturen 1", E, P.GELDERLAND, {0: 14}, 4, (0, 1), 4, 4),
    Reeks("Leergang Samen sturen 2", E, P.OVERIJSSEL, {3: 13}, 5, (1, 2), 4, 4),
    Reeks("Leergang Beek en berg", E, P.LIMBURG, {10: 11}, 6, (2, 3), 4, 4),
    Reeks("Leergang Samen sturen 3", E, P.GELDERLAND, {0: 15}, 3, (3, 4), 4, 4),
    Reeks("Leergang Water en werk", E, P.OVERIJSSEL, {3: 12, 0: 6}, 2, (4, 5), 4, 4),
    Reeks("Leergang Boer en bestuur", E, P.NOORD_HOLLAND, {8: 8, 10: 8}, 2, (6, 7), 4, 4),
    Reeks("Leergang Samen sturen 4", E, P.GELDERLAND, {0: 14, 3: 6}, 0, (6, 7), 4, 4),
    Reeks("Leergang Vlakte en veen", E, P.UTRECHT, {0: 12, 3: 6}, 2, (7, 8), 4, 4),
    Reeks("Toernee Maas", T, P.LIMBURG, {10: 3, 0: 3}, 0, (1, 2), 2, 4),
    Reeks("Toernee IJsselzicht", T, P.GELDERLAND, {0: 5, 3: 1}, 0, (3, 4), 2, 4),
    Reeks("Toernee Twee oevers", T, P.OVERIJSSEL, {3: 5, 0: 1}, 0, (5, 6), 2, 4),
    Reeks("Toernee Rivier en rand", T, P.GELDERLAND, {0: 6}, 0, (6, 7), 2, 4),
    Reeks("Ontmoeting in het rivierengebied", None, P.GELDERLAND, {0: 16}, 8, (0, 8), kind=MEETING, grows=3),
    Reeks("Ontmoeting aan de beek", None, P.OVERIJSSEL, {3: 12}, 8, (1, 8), kind=MEETING, grows=2),
    Reeks("Ontmoeting op de heuvel", None, P.LIMBURG, {10: 10}, 6, (0, 8), kind=MEETING, grows=1),
    Reeks("Ontmoeting bij het collectief", None, P.NOORD_HOLLAND, {8: 12}, 6, (3, 8), kind=MEETING, grows=1),
    Reeks("Webinar van het kwartaal", None, "", {0: 14, 3: 11, 8: 4, 10: 6}, 22, (0, 8), 1, 1, WEBINAR, 4),
    Reeks("Ontwikkeldag", None, P.UTRECHT, {0: 15, 3: 12, 8: 6, 10: 8}, 25, (1, 8), 1, 6, DAY, 4),
    Reeks(MENDED_TITLE, None, P.GELDERLAND, {0: 28}, 6, (MENDED_QUARTER, MENDED_QUARTER), 1, 5, MEETING),
)  # fmt: skip


class Deelnames:
    """All meetings of the series while they are made. The same random numbers every time."""

    def __init__(
        self, leden: Sequence[Lid], organisaties: Sequence[Organisatie], quarters: Sequence[Kwartaal],
        actor: User, now: datetime, chance: random.Random,
    ) -> None:  # fmt: skip
        self.leden, self.organisaties, self.quarters = leden, organisaties, quarters
        self.actor, self.now, self.chance = actor, now, chance
        self.kringen: list[Kring] = []
        self.meetings: list[Bijeenkomst] = []
        self.places: list[Deelname] = []
        self.acties: list[Actie] = []
        self.quiet: set[object] = set()

    def make(self) -> None:
        """Make the groups, their meetings up to yesterday, and who was there."""
        for number, reeks in enumerate(REEKSEN):
            self._series(number, reeks)
        Kring.objects.bulk_create(self.kringen)
        Bijeenkomst.objects.bulk_create(self.meetings)
        Deelname.objects.bulk_create(self.places, batch_size=2000)
        Actie.objects.bulk_create(self.acties)
        self._close_groups()
        self._edities()

    def _series(self, number: int, reeks: Reeks) -> None:
        kring = Kring(kind=reeks.group, name=reeks.title) if reeks.group else None
        order = self.chance.sample(list(self.leden), len(self.leden))
        if kring is not None:
            self.kringen.append(kring)
        for quarter in range(reeks.quarters[0], reeks.quarters[1] + 1):
            for time_of in range(reeks.times):
                day = day_in(self.quarters[quarter], number * 7 + time_of * (70 // reeks.times))
                if day < local_date(self.now):
                    self._meeting(reeks, kring, quarter, day, order)

    def _meeting(self, reeks: Reeks, kring: Kring | None, quarter: int, day: date, order: Sequence[Lid]) -> None:
        starts = at_local(day, time(13 if reeks.hours < 5 else 10))
        meeting = Bijeenkomst(
            kring=kring, kind=KINDS[reeks.group] if reeks.group else reeks.kind, title=reeks.title,
            audience=Audience.KRING if kring else Audience.LEDEN, starts_at=starts, provincie=reeks.provincie,
            ends_at=starts + timedelta(hours=reeks.hours), organiser=self.actor, changed_at=starts,
            attendance_saved_at=starts + timedelta(hours=reeks.hours),
        )  # fmt: skip
        self.meetings.append(meeting)
        people = self._people(reeks, quarter, day, order)
        for number, lid in enumerate(people):
            is_present = number < AT_FIRST if reeks.title == MENDED_TITLE else self.chance.random() < PRESENT
            self.places.append(place_of(lid, meeting, is_present=is_present))
        if (
            kring is not None
            and reeks.group != KringKind.EDITIE
            and day + timedelta(days=DONE_IN) < local_date(self.now)
        ):
            self._agree(kring, meeting, people)

    def _agree(self, kring: Kring, meeting: Bijeenkomst, people: Sequence[Lid]) -> None:
        """Let some of who was expected agree on what they do; it is all done or dropped by now."""
        due = meeting.ends_at + timedelta(days=DONE_IN)
        for text, lid in zip(ACTIES, self.chance.sample(list(people), min(len(people), len(ACTIES))), strict=False):
            is_done = self.chance.random() < DONE
            self.acties.append(
                Actie(
                    kring=kring, bijeenkomst=meeting, text=text, owner=lid.user, due_date=local_date(due),
                    status=ActieStatus.KLAAR if is_done else ActieStatus.VERVALLEN, created_at=meeting.ends_at,
                    created_by=self.actor, closed_at=due, drop_reason="" if is_done else "Niet meer nodig.",
                )
            )  # fmt: skip

    def _people(self, reeks: Reeks, quarter: int, day: date, order: Sequence[Lid]) -> list[Lid]:
        """Return who was expected: as far as possible the same people as last time."""
        more = reeks.grows * (quarter - reeks.quarters[0])
        wanted = {number: amount + more for number, amount in reeks.of_home.items()}
        others = reeks.others + (0 if wanted else more)
        found: list[Lid] = []
        for lid in order:
            home = self.organisaties.index(lid.employer_on(day))
            if not lid.first <= quarter <= lid.last or not self._has_time(lid, home, quarter):
                continue
            if wanted.get(home, 0) > 0:
                wanted[home] -= 1
                found.append(lid)
            elif home not in wanted and others > 0:
                others -= 1
                found.append(lid)
        return found

    def _has_time(self, lid: Lid, home: int, quarter: int) -> bool:
        if quarter != QUIET_QUARTER or home != QUIET_HOME or lid.user.pk in self.quiet:
            return True
        if len(self.quiet) >= QUIET_MOST:
            return False
        self.quiet.add(lid.user.pk)
        return True

    def _close_groups(self) -> None:
        """Close each group on its last day: nothing is expected of it."""
        last = dict(Bijeenkomst.objects.filter(kring__in=self.kringen).values_list("kring").annotate(Max("ends_at")))
        for kring in self.kringen:
            kring.closed_at = last.get(kring.pk, self.now)
        Kring.objects.bulk_update(self.kringen, ["closed_at"])

    def _edities(self) -> None:
        """Give each training that is over its editie, of which only numbers are left."""
        versie = Programmaversie.objects.filter(established_at__isnull=False).earliest("pk")
        by_title = {kring.name: kring for kring in self.kringen}
        for reeks in REEKSEN:
            first, last = (self.quarters[at] for at in reeks.quarters)
            if reeks.group != KringKind.EDITIE or last.last_day >= local_date(self.now):
                continue
            over = at_local(last.last_day, time(17))
            editie = Editie.objects.create(
                slug=slugify(reeks.title), name=reeks.title, programmaversie=versie, kring=by_title[reeks.title],
                status=EditieStatus.GEARCHIVEERD, provincie=reeks.provincie, regio=Regio.MIDDEN,
                from_date=first.first_day, until_date=last.last_day, capacity=20, created_by=self.actor,
                created_at=at_local(first.first_day, time(9)), published_at=at_local(first.first_day, time(9)),
                archived_at=over, purged_at=over,
            )  # fmt: skip
            editie.organisaties.set([self.organisaties[home] for home in reeks.of_home])


def day_in(quarter: Kwartaal, step: int) -> date:
    """Return a working day of this quarter, the same for the same step."""
    return workday_on_or_after(quarter.first_day + timedelta(days=4 + step % 76))


def place_of(lid: Lid, meeting: Bijeenkomst, *, is_present: bool) -> Deelname:
    """Return the place of somebody at a meeting that was, with her employer of that day."""
    status = DeelnameStatus.AANWEZIG if is_present else DeelnameStatus.AFWEZIG
    return Deelname(
        bijeenkomst=meeting, user=lid.user, status=status, organisatie=lid.employer_on(local_date(meeting.starts_at)),
        answered_at=meeting.starts_at - timedelta(days=9), attended_via=AttendedVia.LIJST if is_present else "",
    )  # fmt: skip


def mend_list() -> int:
    """Mend the list that was saved wrongly: who stood as absent was there. Returns of how many people."""
    rows: Iterable[Deelname] = Deelname.objects.filter(bijeenkomst__title=MENDED_TITLE, status=DeelnameStatus.AFWEZIG)
    found = [row.pk for row in rows]
    return Deelname.objects.filter(pk__in=found).update(status=DeelnameStatus.AANWEZIG, attended_via=AttendedVia.LIJST)
