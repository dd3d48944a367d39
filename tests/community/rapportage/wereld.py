"""A partner whose people took part in the last quarter, with its report as the planner freezes it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from community.actions.rapporten import freeze
from community.kwartalen import Kwartaal
from community.models import (
    BijeenkomstKind,
    Deelname,
    DeelnameStatus,
    Organisatie,
    Partnerschap,
    Rapport,
    User,
)
from community.workdays import at_local
from tests.factories import BijeenkomstFactory, DienstverbandFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_partnerschap

LAST_QUARTER = date(2026, 11, 10)
BEGINS = date(2026, 10, 1)
OUD, NIEUW = Kwartaal(2026, 4), Kwartaal(2027, 1)


@dataclass
class Partner:
    """A partner with its people: the first fourteen at a webinar and half of these in a leergroep, the ninth to the
    twenty-second at a webinar elsewhere."""

    partnerschap: Partnerschap
    people: list[User]
    contact: User

    @property
    def organisatie(self) -> Organisatie:
        """Where they work."""
        return self.partnerschap.organisatie

    def rapport(self, kwartaal: Kwartaal = OUD) -> Rapport:
        """Return its report of this quarter."""
        rows = Rapport.objects.select_related("partnerschap__organisatie")
        return rows.get(partnerschap=self.partnerschap, year=kwartaal.year, quarter=kwartaal.number)

    def freeze(self, kwartaal: Kwartaal = OUD, now: datetime = NOW) -> None:
        """Freeze a report, without those of others."""
        freeze(partnerschap=self.partnerschap, kwartaal=kwartaal, now=now)


def a_partner(people: int = 30, there: int = 14) -> Partner:
    """Return a partner of so many people, of whom so many took part in the last quarter of 2026."""
    partnerschap = a_partnerschap(start_date=BEGINS)
    staff = [UserFactory(profiel=None, password="!") for _ in range(people)]
    for user in staff:
        DienstverbandFactory(user=user, organisatie=partnerschap.organisatie)
    present(staff[:there], partnerschap.organisatie, LAST_QUARTER)
    present(staff[: there // 2], partnerschap.organisatie, LAST_QUARTER, kind=BijeenkomstKind.LEERGROEP)
    present(staff[8 : there + 8], partnerschap.organisatie, LAST_QUARTER, provincie="ZEELAND")
    return Partner(partnerschap, staff, a_contact(partnerschap))


def present(
    people: list[User], organisatie: Organisatie, day: date, *, kind: str = BijeenkomstKind.WEBINAR,
    status: str = DeelnameStatus.AANWEZIG, starts: datetime | None = None, provincie: str = "UTRECHT",
) -> None:  # fmt: skip
    """Let these people have been at a meeting of two hours on this day, for this organisatie."""
    begin = starts or at_local(day, time(10))
    meeting = BijeenkomstFactory(kind=kind, starts_at=begin, ends_at=begin + timedelta(hours=2), provincie=provincie)
    Deelname.objects.bulk_create(
        [Deelname(bijeenkomst=meeting, user=user, organisatie=organisatie, status=status) for user in people]
    )
