"""N253 once to who works at a partner; what is kept of people is forgotten in time; two windows at the same moment."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.naamtoestemming import give_naam, withdraw_naam
from community.actions.rapporttellingen import KEPT, purge_tellingen, purge_toestemmingen
from community.extension_points import bericht_kinds, purges
from community.models import Bericht, Dienstverband, Naamtoestemming, PartnerschapStatus, Rapporttelling
from community.rapportage.namen import shown_names
from community.reminders.rapportage import load_partner, plan_partner
from community.workdays import mail_moment
from tests.community.agenda.test_at_once import all_at_once
from tests.community.rapportage.wereld import a_partner
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.partners import a_network_rapport, a_partnerschap, a_rapport

TODAY = NOW.date()
CELLS = {"2026K4": {"activiteiten": {"TRAINING": 90}, "provincies": [], "plaatsen": {}}}


def told() -> list[tuple[object, object, datetime]]:
    """Return whom N253 is owed about which partnerschap, and since when."""
    rows = Bericht.objects.filter(kind="N253").order_by("due_at", "recipient")
    return list(rows.values_list("recipient", "object_id", "due_at"))


def says(now: datetime = NOW) -> list[dict[str, object]]:
    return [dict(one.context) for one in load_partner(list(Bericht.objects.filter(kind="N253")), now).values()]


@pytest.mark.django_db
def test_who_works_at_a_new_partner_is_told_once_and_a_newcomer_when_she_comes() -> None:
    partnerschap = a_partnerschap(start_date=date(2027, 1, 11))
    merged = OrganisatieFactory(merged_into=partnerschap.organisatie)
    old, other = (DienstverbandFactory(organisatie=one).user for one in (partnerschap.organisatie, merged))
    DienstverbandFactory(organisatie=a_partnerschap(status=PartnerschapStatus.VERKENNING).organisatie)
    new = UserFactory()
    for _twice in range(2):
        plan_partner(NOW)
    monday = mail_moment(date(2027, 1, 11))
    assert told() == sorted([(old.pk, partnerschap.pk, monday), (other.pk, partnerschap.pk, monday)])
    assert says() == [{"organisatie": partnerschap.organisatie.name}] * 2
    DienstverbandFactory(user=new, organisatie=partnerschap.organisatie, from_date=TODAY)
    plan_partner(NOW)
    assert [row[0] for row in told()[2:]] == [new.pk]
    # Half a year later, when what was sent is forgotten, nobody is told again.
    Bericht.objects.filter(kind="N253").delete()
    plan_partner(NOW + timedelta(days=180))
    assert told() == []


@pytest.mark.django_db
def test_who_left_or_whose_partnerschap_ended_is_not_told_any_more() -> None:
    partnerschap = a_partnerschap(start_date=TODAY)
    person = DienstverbandFactory(organisatie=partnerschap.organisatie).user
    plan_partner(NOW)
    Dienstverband.objects.filter(user=person).update(until_date=TODAY)
    assert (len(says()), len(says(NOW + timedelta(days=1)))) == (1, 0)
    partnerschap.status, partnerschap.ended_date = PartnerschapStatus.BEEINDIGD, TODAY
    partnerschap.save()
    assert says() == []
    kind = bericht_kinds.get("N253")
    assert (kind.mode, kind.is_on_screen, kind.is_mandatory) == ("WEEK", True, False)


@pytest.mark.django_db
def test_telling_thirty_people_costs_what_telling_one_costs() -> None:
    partnerschap, amounts = a_partnerschap(start_date=TODAY), []
    for amount in (1, 29):
        for _person in range(amount):
            DienstverbandFactory(organisatie=partnerschap.organisatie)
        plan_partner(NOW)
        rows = list(Bericht.objects.filter(kind="N253"))
        with CaptureQueriesContext(connection) as found:
            assert len(load_partner(rows, NOW)) == len(rows)
            plan_partner(NOW)
        amounts.append(len(found))
    assert amounts == [7, 7]


@pytest.mark.django_db
def test_counts_and_consents_are_kept_until_four_months_after_the_end() -> None:
    running, other = a_partnerschap(start_date=LONG_AGO_DAY), a_partnerschap(end_date=TODAY)
    ended = a_partnerschap(status=PartnerschapStatus.BEEINDIGD, ended_date=TODAY)
    users = {row: DienstverbandFactory(organisatie=row.organisatie).user for row in (running, other, ended)}
    for row, user in users.items():
        a_rapport(row, "2026K3", tellingen={user: CELLS})
        Naamtoestemming.objects.create(user=user, organisatie=row.organisatie, given_at=NOW)
    first = a_network_rapport("2026K3", tellingen={users[running]: CELLS})
    newest = a_network_rapport("2026K4", tellingen={users[running]: CELLS})
    kept = NOW + KEPT - timedelta(days=1)
    assert (purge_tellingen(kept), purge_toestemmingen(kept)) == (1, 0)
    assert not Rapporttelling.objects.filter(rapport=first).exists()
    gone = NOW + KEPT
    assert (purge_tellingen(gone), purge_toestemmingen(gone)) == (2, 2)
    left = set(Rapporttelling.objects.values_list("user", "rapport__partnerschap"))
    assert left == {(users[running].pk, running.pk), (users[running].pk, newest.partnerschap_id)}
    assert Naamtoestemming.objects.get().user == users[running]
    assert {"rapporttellingen", "naamtoestemmingen"} <= set(purges.named())


@pytest.mark.django_db
def test_a_consent_to_what_merged_is_kept_as_long_as_the_partnerschap_it_went_to() -> None:
    row = a_partnerschap(end_date=TODAY)
    old = OrganisatieFactory(merged_into=row.organisatie, is_active=False)
    Naamtoestemming.objects.create(user=UserFactory(), organisatie=old, given_at=NOW)
    assert purge_toestemmingen(NOW + KEPT - timedelta(days=1)) == 0
    assert purge_toestemmingen(NOW + KEPT) == 1


@pytest.mark.django_db
def test_erasing_somebody_takes_her_rows_along_and_leaves_the_report() -> None:
    partner = a_partner()
    partner.freeze()
    before, anna = partner.rapport(), partner.people[0]
    give_naam(actor=anna, organisatie=partner.organisatie, now=NOW)
    anna.delete()
    assert (Rapporttelling.objects.count(), Naamtoestemming.objects.count()) == (21, 0)
    after = partner.rapport()
    assert (after.content, after.content_hash) == (before.content, before.content_hash)


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_give_one_consent_and_taking_back_wins_for_good() -> None:
    partnerschap = a_partnerschap()
    anna = DienstverbandFactory(organisatie=partnerschap.organisatie).user
    organisatie = partnerschap.organisatie

    def give() -> object:
        return give_naam(actor=anna, organisatie=organisatie, now=NOW)

    def take() -> object:
        return withdraw_naam(actor=anna, organisatie=organisatie, now=NOW)

    assert all_at_once(*[give] * 6) == []
    assert Naamtoestemming.objects.filter(withdrawn_at=None).count() == 1
    assert all_at_once(*[take] * 3, *[give] * 3) == []
    assert Naamtoestemming.objects.filter(withdrawn_at=None).count() <= 1
    take()
    assert not Naamtoestemming.objects.filter(withdrawn_at=None).exists()
    assert shown_names(a_rapport(partnerschap), NOW) == ()
