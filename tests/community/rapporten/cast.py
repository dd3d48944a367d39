"""People who work at a partner and meetings they were at, for tests of freezing."""

from datetime import UTC, datetime
from typing import Any

from community.actions.rapporten import freeze
from community.kwartalen import Kwartaal
from community.models import Bijeenkomst, Deelname, DeelnameStatus, Organisatie, Partnerschap, Rapport, User
from community.rapportage.content import read
from tests.factories.agenda import BijeenkomstFactory
from tests.factories.organisaties import DienstverbandFactory, OrganisatieFactory
from tests.factories.people import UserFactory

K1, K2, K3, K4 = (Kwartaal(2026, number) for number in (1, 2, 3, 4))
IN_K1, IN_K2 = datetime(2026, 2, 3, 9, tzinfo=UTC), datetime(2026, 5, 4, 9, tzinfo=UTC)
# Thursday 9 April and Tuesday 7 July 2026: the first morning of the fifth working day or later.
AFTER_K1, AFTER_K2 = datetime(2026, 4, 9, 3, tzinfo=UTC), datetime(2026, 7, 7, 3, tzinfo=UTC)


def staff(organisatie: Organisatie, number: int) -> list[User]:
    """Return people who work there."""
    people = UserFactory.create_batch(number, profiel=None)
    for user in people:
        DienstverbandFactory(user=user, organisatie=organisatie)
    return people


def held(moment: datetime, people: list[User], organisatie: Organisatie, **fields: Any) -> Bijeenkomst:
    """Return a meeting of three hours at which these people were."""
    meeting = BijeenkomstFactory(starts_at=moment, **{"provincie": "UTRECHT", **fields})
    seats = {"bijeenkomst": meeting, "organisatie": organisatie, "status": DeelnameStatus.AANWEZIG}
    Deelname.objects.bulk_create(Deelname(user=user, **seats) for user in people)
    return meeting


def frozen(partnerschap: Partnerschap | None, kwartaal: Kwartaal, now: datetime) -> tuple[Rapport, dict[str, Any]]:
    """Freeze a quarter; return the report and what it says (nothing when there is no new one)."""
    rapport = freeze(partnerschap=partnerschap, kwartaal=kwartaal, now=now)
    assert rapport is not None
    return rapport, read(rapport) or {}


def others(number: int, each: int, moment: datetime) -> None:
    """Let people of so many other organisaties be at a meeting; as many of each are not."""
    for _ in range(number):
        organisatie = OrganisatieFactory()
        held(moment, staff(organisatie, 2 * each)[:each], organisatie)
