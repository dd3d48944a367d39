"""Names beside a report: with consent only, live, all or nobody (SECURITY.md T63, T64)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.naamtoestemming import give_naam, withdraw_naam
from community.actions.organisaties import change_employer
from community.models import Dienstverband, Naamtoestemming, Organisatie, PartnerschapStatus, Rol, User
from community.queries.namen import naamstand
from community.queries.rapporten import path_of_rapport
from community.rapportage.namen import names_beside, own_naam, shown_names
from tests.community.rapportage.wereld import NIEUW, Partner, a_partner, present
from tests.factories import DienstverbandFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture
def partner() -> Partner:
    """Return a partner of 30 people, of whom 14 were somewhere in the last quarter; its report is frozen."""
    found = a_partner()
    found.freeze()
    return found


@pytest.fixture
def contact(partner: Partner) -> Iterator[Client]:
    return browser_of(partner.contact)


def give(user: User, organisatie: Organisatie, now: datetime = NOW) -> None:
    give_naam(actor=user, organisatie=organisatie, now=now)


def shown(partner: Partner, now: datetime = NOW) -> list[str]:
    """Return the names beside the newest report."""
    return [line.naam for line in shown_names(partner.rapport(), now)]


def own(user: User, now: datetime = NOW) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return what a person sees of what contacts see of her."""
    found = own_naam(user, naamstand(user, now), now)
    return found.lines, found.is_held_back


def test_a_name_is_there_from_the_consent_on_and_gone_at_the_very_next_look(partner: Partner, contact: Client) -> None:
    anna, bert = partner.people[0], partner.people[10]
    path = path_of_rapport(partner.rapport())
    assert "Er staan nu geen namen bij dit rapport" in contact.get(path).content.decode()
    give(anna, partner.organisatie)
    give(bert, partner.organisatie)
    assert [(line.naam, line.activiteiten) for line in shown_names(partner.rapport(), NOW)] == [
        (anna.naam, "Leergroepen; Ontmoetingen en webinars"), (bert.naam, "Ontmoetingen en webinars"),
    ]  # fmt: skip
    page = contact.get(path).content.decode()
    assert (anna.naam in page, bert.naam in page, partner.people[1].naam in page) == (True, True, False)
    assert own(anna)[0] == (("Rapport 4e kwartaal 2026", "Leergroepen; Ontmoetingen en webinars"),)
    for kind in ("csv", "xlsx"):
        assert anna.achternaam.encode() not in contact.get(f"{path}{kind}/").content
    assert withdraw_naam(actor=anna, organisatie=partner.organisatie, now=NOW)
    page = contact.get(path).content.decode()
    assert (anna.naam in page, bert.naam in page) == (False, True)
    assert (own(anna), own(bert)[0][0][1]) == (((), False), "Ontmoetingen en webinars")


def test_only_contacts_see_names(partner: Partner) -> None:
    give(partner.people[0], partner.organisatie)
    rapport, naam = partner.rapport(), partner.people[0].naam
    other = a_contact(a_partnerschap())
    ended = a_contact(partner.partnerschap, until_date=NOW.date() - ONE_DAY)
    coordinator = UserFactory(coordinator=True)
    nobody = [names_beside(rapport, user, NOW) for user in (other, ended, coordinator, partner.people[0])]
    assert nobody == [None] * 4
    answer = browser_of(coordinator).get(path_of_rapport(rapport))
    assert (answer.status_code, naam in answer.content.decode()) == (200, False)
    # A contact who is counted herself reads as a contact, and her own name stands there only when she allows it.
    first = partner.people[1]
    RoltoekenningFactory(user=first, rol=Rol.PARTNERCONTACT, organisatie=partner.organisatie)
    assert naam in browser_of(first).get(path_of_rapport(rapport)).content.decode()
    partner.partnerschap.status = PartnerschapStatus.BEEINDIGD
    assert rapport.partnerschap is not None
    rapport.partnerschap.status = PartnerschapStatus.BEEINDIGD
    assert names_beside(rapport, partner.contact, NOW) is None


def test_who_changes_employer_is_seen_by_neither(partner: Partner) -> None:
    anna, other = partner.people[0], a_partner()
    other.freeze()
    give(anna, partner.organisatie)
    assert shown(partner) == [anna.naam]
    tomorrow = NOW + ONE_DAY
    change_employer(actor=anna, user=anna, organisatie=other.organisatie, from_date=tomorrow.date(), now=NOW)
    assert (shown(partner), shown(partner, tomorrow), shown(other, tomorrow)) == ([anna.naam], [], [])
    with pytest.raises(ActionError):
        give(anna, partner.organisatie, tomorrow)
    give(anna, other.organisatie, tomorrow)
    # The new employer's report is about days on which she did not work there.
    assert (shown(other, tomorrow), own(anna, tomorrow)) == ([], ((), False))
    # Back again later: what she allowed in her earlier time there does not come back by itself.
    later = NOW + timedelta(days=30)
    change_employer(actor=anna, user=anna, organisatie=partner.organisatie, from_date=later.date(), now=later)
    assert (shown(partner, later), naamstand(anna, later).given_at) == ([], None)
    give(anna, partner.organisatie, later)
    assert shown(partner, later) == [anna.naam]


def test_who_is_erased_or_closed_is_gone_and_her_group_counts_as_known(partner: Partner) -> None:
    anna, bert = partner.people[:2]
    for user in (anna, bert):
        give(user, partner.organisatie)
    anna.delete()
    assert shown(partner) == [bert.naam]
    User.objects.filter(pk=bert.pk).update(is_active=False)
    assert shown(partner) == []


def test_five_stay_unnamed_also_when_people_take_it_back_or_leave(partner: Partner) -> None:
    """Who ever gave her consent counts as known; who left does not hide anybody."""
    open_ones = partner.people[:3]
    for user in open_ones:
        give(user, partner.organisatie)
    assert len(shown(partner)) == 3
    rest = partner.people[3:]
    leaving = rest[: len(rest) - 5]
    Dienstverband.objects.filter(user__in=leaving).update(until_date=NOW.date() - ONE_DAY)
    assert len(shown(partner)) == 3
    Dienstverband.objects.filter(user=rest[-1]).update(until_date=NOW.date() - ONE_DAY)
    assert (shown(partner), own(open_ones[0])) == ([], ((), True))
    Dienstverband.objects.filter(user=rest[-1]).update(until_date=None)
    give(rest[-1], partner.organisatie)
    withdraw_naam(actor=rest[-1], organisatie=partner.organisatie, now=NOW)
    assert shown(partner) == []


def test_nobody_is_named_when_that_would_tell_of_the_others(partner: Partner) -> None:
    """One of them may be named; with all fourteen that were at one webinar, too little of the others is unknown."""
    counts = []
    for number, user in enumerate(partner.people[:14], 1):
        give(user, partner.organisatie)
        counts.append(len(shown(partner)))
        assert counts[-1] in (0, number)
    assert counts[0] == 1
    assert counts[-1] == 0


def test_consent_is_given_once_to_where_one_works_and_taken_back_at_any_time(partner: Partner) -> None:
    anna, stranger = partner.people[0], UserFactory()
    plain = OrganisatieFactory()
    DienstverbandFactory(user=stranger, organisatie=plain)
    for _turn in range(2):
        give(anna, partner.organisatie)
    assert Naamtoestemming.objects.count() == 1
    for user, organisatie in ((stranger, partner.organisatie), (stranger, plain), (anna, plain)):
        with pytest.raises(ActionError):
            give(user, organisatie)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    with pytest.raises(DeniedError):
        give(User.objects.get(pk=anna.pk), partner.organisatie)
    User.objects.filter(pk=anna.pk).update(is_active=True)
    assert [withdraw_naam(actor=anna, organisatie=partner.organisatie, now=NOW) for _turn in range(2)] == [True, False]
    assert not withdraw_naam(actor=stranger, organisatie=partner.organisatie, now=NOW)
    give(anna, partner.organisatie)
    assert list(Naamtoestemming.objects.order_by("withdrawn_at").values_list("withdrawn_at", flat=True)) == [NOW, None]


def test_the_page_of_a_report_costs_the_same_with_one_name_as_with_four(partner: Partner, contact: Client) -> None:
    path, amounts = path_of_rapport(partner.rapport()), []
    for users in (partner.people[:1], partner.people[1:4]):
        for user in users:
            give(user, partner.organisatie)
        contact.get(path)
        with CaptureQueriesContext(connection) as found:
            page = contact.get(path).content.decode()
        amounts.append(len(found))
        assert sum(user.naam in page for user in partner.people) == len(amounts) ** 2
    assert amounts == [13, 13]


def test_a_later_quarter_and_a_gone_report_leave_names_where_they_belong(partner: Partner) -> None:
    anna = partner.people[0]
    give(anna, partner.organisatie)
    present(partner.people[5:20], partner.organisatie, date(2027, 2, 2))
    april = datetime(2027, 4, 12, 8, tzinfo=NOW.tzinfo)
    partner.freeze(NIEUW, april)
    assert shown_names(partner.rapport(NIEUW), april) == ()
    assert [line.naam for line in shown_names(partner.rapport(), april)] == [anna.naam]
    assert own(anna, april)[0] == (("Rapport 4e kwartaal 2026", "Leergroepen; Ontmoetingen en webinars"),)
