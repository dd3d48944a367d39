"""When reports are frozen, in which order, and who hears of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from community.actions import rapporten
from community.actions.rapporten import due, freeze_due
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.kwartalen import Kwartaal
from community.models import Bericht, Partnerschap, PartnerschapStatus, Rapport, RapportStatus
from community.queries.rapportstand import frozen_keys, reported_partnerschappen
from community.rapportage.tijdvak import freezes_on, last_frozen
from tests.community.rapporten.cast import IN_K1, IN_K2, held, staff
from tests.factories.moments import LONG_AGO
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.partners import a_contact, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("year", "number", "day"),
    [
        (2025, 4, date(2026, 1, 8)),  # New Year's Day and a weekend between
        (2026, 1, date(2026, 4, 9)),  # Goede Vrijdag 3 and Easter Monday 6 April
        (2023, 4, date(2024, 1, 8)),
        (2024, 1, date(2024, 4, 8)),  # Easter Monday 1 April
        (2026, 3, date(2026, 10, 7)),
        (2026, 4, date(2027, 1, 8)),
    ],
)
def test_a_quarter_is_frozen_on_the_fifth_working_day_after_it(year: int, number: int, day: date) -> None:
    kwartaal = Kwartaal(year, number)
    assert freezes_on(kwartaal) == day
    assert last_frozen(day) == kwartaal
    assert last_frozen(day - timedelta(days=1)) == kwartaal.previous


def keys() -> set[tuple[str | None, int, int]]:
    """Return of which partnerschap (None: the network) and quarter there is a report."""
    return set(Rapport.objects.values_list("partnerschap__code", "year", "quarter"))


def test_the_day_is_local_and_freezing_twice_changes_nothing() -> None:
    partnerschap = a_partnerschap()
    # Half past eleven in the evening of 8 April and half past midnight of the 9th, in summer time.
    freeze_due(datetime(2026, 4, 8, 21, 30, tzinfo=UTC))
    assert keys() == set()
    for _ in range(2):
        freeze_due(datetime(2026, 4, 8, 22, 30, tzinfo=UTC))
        assert keys() == {(None, 2026, 1), (partnerschap.code, 2026, 1)}


def test_after_a_standstill_the_oldest_quarter_comes_first_and_in_it_the_network() -> None:
    first = a_partnerschap(OrganisatieFactory(name="Aa en Beek"))
    late = a_partnerschap(OrganisatieFactory(name="Zandgrond"), created_at=IN_K2)
    for moment in (IN_K1, IN_K2):
        held(moment, staff(first.organisatie, 30)[:10], first.organisatie)
    k1, k2, k3 = (Kwartaal(2026, number) for number in (1, 2, 3))
    assert list(due(list(reported_partnerschappen()), frozen_keys(), k3)) == [
        (None, k1), (first, k1), (None, k2), (first, k2), (late, k2), (None, k3), (first, k3), (late, k3),
    ]  # fmt: skip
    freeze_due(datetime(2026, 10, 20, 8, tzinfo=UTC))
    assert list(due(list(reported_partnerschappen()), frozen_keys(), k3)) == []
    assert len(keys()) == 8
    published = Rapport.objects.filter(partnerschap=first, status=RapportStatus.GEPUBLICEERD)
    assert sorted(row.quarter for row in published) == [1, 2]


@pytest.mark.parametrize(
    ("fields", "quarters"),
    [
        ({}, [1, 2]),
        ({"status": PartnerschapStatus.VERLENGD}, [1, 2]),
        ({"status": PartnerschapStatus.VERKENNING}, []),
        ({"status": PartnerschapStatus.BERAAD}, []),
        ({"start_date": date(2026, 4, 1)}, [2]),
        ({"start_date": date(2026, 6, 30)}, [2]),
        ({"end_date": date(2026, 4, 1)}, [1]),
        ({"end_date": date(2026, 4, 2)}, [1, 2]),
        ({"status": PartnerschapStatus.BEEINDIGD, "ended_date": date(2026, 2, 1)}, [1]),
        ({"status": PartnerschapStatus.BEEINDIGD, "ended_date": date(2026, 4, 1)}, [1]),
        ({"start_date": date(2025, 1, 1), "created_at": datetime(2026, 4, 1, tzinfo=UTC)}, [2]),
    ],
    ids=["runs", "extended", "explored", "considered", "begins later", "begins on the last day", "ended at the border",
         "ended a day later", "broken off", "broken off at the border", "written down later"],
)  # fmt: skip
def test_which_quarters_a_partnerschap_has(fields: dict[str, object], quarters: list[int]) -> None:
    partnerschap = a_partnerschap(**fields)
    freeze_due(datetime(2026, 7, 8, 8, tzinfo=UTC))
    found = Rapport.objects.filter(partnerschap=partnerschap).order_by("quarter")
    assert [row.quarter for row in found] == quarters


def test_nothing_is_frozen_behind_a_later_report() -> None:
    partnerschap = a_partnerschap()
    a_rapport(partnerschap, "2026K2")
    freeze_due(datetime(2026, 7, 20, 8, tzinfo=UTC))
    assert [row.quarter for row in Rapport.objects.filter(partnerschap=partnerschap)] == [2]


def test_a_report_that_fails_stops_no_other() -> None:
    broken, whole = a_partnerschap(), a_partnerschap()
    a_rapport(broken, "2026K1", content_hash="0" * 64)
    freeze_due(datetime(2026, 7, 8, 8, tzinfo=UTC))
    assert not Rapport.objects.filter(partnerschap=broken, quarter=2).exists()
    assert Rapport.objects.filter(partnerschap=whole, quarter=2).exists()


def test_planning_takes_a_few_at_a_time_and_does_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapporten, "AT_ONCE", 2)
    for _ in range(3):
        a_partnerschap()
    found = []
    for minute in range(3):
        plan(datetime(2026, 4, 9, 8, minute, tzinfo=UTC))
        found.append(len(keys()))
    assert found == [2, 4, 4]


def a_partner_with_report() -> Partnerschap:
    """Return a partner of whom ten people were somewhere in the first quarter."""
    partnerschap = a_partnerschap(OrganisatieFactory(name="Waterschap De Meanders"))
    held(IN_K1, staff(partnerschap.organisatie, 30)[:10], partnerschap.organisatie)
    return partnerschap


def told_at(moment: datetime) -> dict[str, tuple[str, str]]:
    """Return by address the subject and text of what leaves at this moment."""
    mail.outbox.clear()
    deliver(moment)
    return {message.to[0]: (str(message.subject), str(message.body)) for message in mail.outbox}


def test_contacts_hear_on_the_next_working_morning() -> None:
    partnerschap, other = a_partner_with_report(), a_partnerschap()
    contact, stranger = a_contact(partnerschap), a_contact(other)
    a_contact(partnerschap, until_date=date(2026, 4, 8))
    leaving = a_contact(partnerschap)
    # Frozen on Friday evening: the mail leaves on Monday at half past eight.
    freeze_due(datetime(2026, 4, 10, 20, tzinfo=UTC))
    assert told_at(datetime(2026, 4, 13, 6, 29, tzinfo=UTC)) == {}
    leaving.roltoekenningen.update(until_date=date(2026, 4, 12))
    told = told_at(datetime(2026, 4, 13, 6, 31, tzinfo=UTC))
    assert set(told) == {contact.email, stranger.email}
    subject, text = told[contact.email]
    assert subject == "Het rapport over het 1e kwartaal 2026 is klaar"
    assert "Waterschap De Meanders" in text
    assert f"/partner/{partnerschap.code}/rapport/2026-k1/" in text
    assert told[stranger.email][0] == "Geen nieuw rapport over het 1e kwartaal 2026"
    assert "Er veranderde te weinig" in told[stranger.email][1]
    assert told_at(datetime(2026, 4, 14, 6, 31, tzinfo=UTC)) == {}


def test_an_ended_partnerschap_hears_nothing_and_only_the_newest_quarter_is_told() -> None:
    partnerschap, ended = a_partner_with_report(), a_partnerschap()
    contact = a_contact(partnerschap)
    a_contact(ended)
    held(IN_K2, staff(partnerschap.organisatie, 30)[:10], partnerschap.organisatie)
    freeze_due(datetime(2026, 7, 8, 3, tzinfo=UTC))
    Partnerschap.objects.filter(pk=ended.pk).update(status=PartnerschapStatus.BEEINDIGD, ended_date=date(2026, 7, 8))
    told = told_at(datetime(2026, 7, 8, 6, 31, tzinfo=UTC))
    assert {address: subject for address, (subject, _text) in told.items()} == {
        contact.email: "Het rapport over het 2e kwartaal 2026 is klaar"
    }
    assert Bericht.objects.filter(kind="N84", created_at__lt=LONG_AGO).count() == 0
