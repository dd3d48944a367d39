"""Freezing: what is published follows from what was counted, and stays as it was."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.rapporten import freeze, recheck
from community.models import Deelname, DeelnameStatus, Organisatie, Partnerschap, RapportStatus, Storing
from community.rapportage.mensen import FEWEST_CHANGED
from tests.community.rapporten.cast import AFTER_K1, AFTER_K2, IN_K1, IN_K2, K1, K2, frozen, held, others, staff
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db


def test_a_quarter_becomes_a_report() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    held(IN_K1, people[:15], partnerschap.organisatie)
    rapport, content = frozen(partnerschap, K1, AFTER_K1)
    assert content["bereik"] == {"2026K1": [13, 18], "totaal": [13, 18]}
    rows = {row["code"]: row for row in content["activiteiten"]}
    assert set(rows) == {"LEERGROEP", "BIJEENKOMST", "INTERVISIE", "TOERNEE", "TRAINING"}
    assert rows["BIJEENKOMST"]["mensen"] == {"2026K1": [13, 18], "totaal": [13, 18]}
    assert rows["BIJEENKOMST"]["uren_per_persoon"] == {"2026K1": [2, 4]}
    assert rows["BIJEENKOMST"]["uren"] == {"2026K1": 45}
    assert rows["BIJEENKOMST"]["aanwezigheid"] == {"2026K1": "DRIEKWART_OF_MEER"}
    assert rows["TRAINING"]["mensen"] == {"2026K1": None, "totaal": None}
    assert len(content["provincies"]) == 13
    assert rapport.working["counts"]["bereik@2026K1"] == 15
    assert rapport.working["populations"]["bereik@2026K1"] == 40
    assert rapport.tellingen.count() == 15
    assert freeze(partnerschap=partnerschap, kwartaal=K1, now=AFTER_K1) is None


def test_a_report_stays_as_it_was_and_the_next_says_what_changed() -> None:
    partnerschap = a_partnerschap()
    organisatie = partnerschap.organisatie
    people = staff(organisatie, 40)
    meeting = held(IN_K1, people[:15], organisatie)
    first, _content = frozen(partnerschap, K1, AFTER_K1)
    bytes_before = (first.content, first.content_hash)
    Deelname.objects.filter(bijeenkomst=meeting, user__in=people[:6]).update(status=DeelnameStatus.AFWEZIG)
    people[14].delete()
    Organisatie.objects.filter(pk=organisatie.pk).update(name="Waterschap De Nieuwe Naam")
    held(IN_K2, people[15:35], organisatie)
    first.refresh_from_db()
    assert (first.content, first.content_hash) == bytes_before
    assert recheck(rapport=first, now=AFTER_K2)
    partnerschap = Partnerschap.objects.select_related("organisatie").get()
    second, content = frozen(partnerschap, K2, AFTER_K2)
    assert content["organisatie"] == "Waterschap De Nieuwe Naam"
    assert second.working["counts"]["bereik@2026K1~2026K2"] == 8
    assert second.working["counts"]["bereik@2026K2"] == 20
    assert second.working["counts"]["bereik@tot.2026K2"] == 28
    assert content["bereik"]["2026K1"] == [5, 12]
    changed = {(row["kwartaal"], row["regel"]): (row["was"], row["nu"]) for row in content["wijzigingen"]}
    assert changed["2026K1", "Mensen bereikt"] == ([13, 18], [5, 12])
    assert {quarter for quarter, _rule in changed} == {"2026K1"}


def test_a_column_with_few_changes_keeps_its_figures() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    meeting = held(IN_K1, people[:13], partnerschap.organisatie)
    _first, before = frozen(partnerschap, K1, AFTER_K1)
    gone = Deelname.objects.filter(bijeenkomst=meeting, user__in=people[: FEWEST_CHANGED - 1])
    gone.update(status=DeelnameStatus.AFWEZIG)
    held(IN_K2, people[13:30], partnerschap.organisatie)
    second, content = frozen(partnerschap, K2, AFTER_K2)
    assert content["wijzigingen"] == []
    for block in ("activiteiten", "provincies"):
        for old, new in zip(before[block], content[block], strict=True):
            assert new["mensen"]["2026K1"] == old["mensen"]["2026K1"]
    assert content["bereik"]["2026K1"] == before["bereik"]["2026K1"]
    assert second.working["columns"] == {"2026K1": "2026K1", "2026K2": "2026K2"}
    # Who was taken back still stands where she was counted, so that small changes add up.
    assert second.tellingen.filter(cells__has_key="2026K1").count() == 13


@pytest.mark.parametrize(("number", "status"), [(4, RapportStatus.GEEN_NIEUW), (5, RapportStatus.GEPUBLICEERD)])
def test_fewer_than_five_who_changed_give_no_new_report(number: int, status: str) -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    held(IN_K1, people[:15], partnerschap.organisatie)
    frozen(partnerschap, K1, AFTER_K1)
    held(IN_K2, people[:number], partnerschap.organisatie)
    second, _content = frozen(partnerschap, K2, AFTER_K2)
    assert second.status == status
    assert (second.content == "") == (status == RapportStatus.GEEN_NIEUW)


def test_erased_people_count_as_changed_and_a_quiet_quarter_comes_later() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    held(IN_K1, people[:15], partnerschap.organisatie)
    frozen(partnerschap, K1, AFTER_K1)
    held(IN_K2, people[20:24], partnerschap.organisatie)
    assert frozen(partnerschap, K2, AFTER_K2)[0].status == RapportStatus.GEEN_NIEUW
    for user in people[:5]:
        user.delete()
    third, content = frozen(partnerschap, K2.next, AFTER_K2 + timedelta(days=92))
    assert third.status == RapportStatus.GEPUBLICEERD
    assert content["kwartalen"] == ["2026K1", "2026K2", "2026K3"]
    assert content["bereik"]["2026K2"] is None
    assert third.working["counts"]["bereik@2026K1~2026K3"] == 10
    assert "bereik@2026K2" in third.working["few"]


def test_a_partnerschap_that_begins_and_ends_half_way_counts_its_own_days() -> None:
    partnerschap = a_partnerschap(start_date=date(2026, 2, 4), end_date=date(2026, 5, 4))
    people = staff(partnerschap.organisatie, 40)
    held(IN_K1, people[:20], partnerschap.organisatie)  # the day before
    held(IN_K1 + timedelta(days=1), people[:16], partnerschap.organisatie)
    held(IN_K2 - timedelta(days=1), people[:12], partnerschap.organisatie)
    held(IN_K2, people[:30], partnerschap.organisatie)  # the first day after
    rapport, content = frozen(partnerschap, K2, AFTER_K2)
    assert (rapport.working["counts"]["bereik@2026K1"], rapport.working["counts"]["bereik@2026K2"]) == (16, 12)
    assert (content["vanaf"], content["tot_en_met"]) == ("2026-04-01", "2026-05-03")
    assert content["partnerschap"] == {"van": "2026-02-04", "tot": "2026-05-04"}


def test_the_rest_of_the_network_is_one_rounded_number_of_whole_quarters() -> None:
    partnerschap = a_partnerschap()
    late = a_partnerschap(start_date=date(2026, 1, 15))
    for row in (partnerschap, late):
        held(IN_K1, staff(row.organisatie, 40)[:15], row.organisatie)
    others(4, 10, IN_K1)
    assert frozen(partnerschap, K1, AFTER_K1)[1]["rest"] == {"2026K1": None, "totaal": None}
    network = frozen(None, K1, AFTER_K1)[1]
    assert network["bereik"]["2026K1"] is not None
    assert network["organisaties"] == {"2026K1": 5}
    assert "rest" not in network
    assert frozen(late, K1, AFTER_K1)[1]["rest"]["2026K1"] is None


def test_the_rest_follows_from_two_published_classes() -> None:
    partnerschap = a_partnerschap()
    held(IN_K1, staff(partnerschap.organisatie, 40)[:15], partnerschap.organisatie)
    others(4, 12, IN_K1)
    network = frozen(None, K1, AFTER_K1)[1]["bereik"]["2026K1"]
    rest = frozen(partnerschap, K1, AFTER_K1)[1]["rest"]
    middle = sum(network) / 2 - (13 + 18) / 2
    assert rest["2026K1"] == rest["totaal"]
    assert abs(rest["2026K1"] - middle) <= 2.5
    assert rest["2026K1"] % 5 == 0


def test_nobody_stands_in_a_report() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    contact = a_contact(partnerschap)
    held(IN_K1, people[:15], partnerschap.organisatie)
    rapport, content = frozen(partnerschap, K1, AFTER_K1)
    for user in (*people, contact):
        for word in (user.email, user.achternaam, str(user.pk)):
            assert word not in rapport.content
    assert "@" not in rapport.content
    assert not {"working", "counts", "populations"} & set(content)


def test_what_was_tampered_with_is_counted_as_a_fault() -> None:
    rapport = a_rapport(a_partnerschap(), content_hash="0" * 64)
    assert not recheck(rapport=rapport, now=NOW)
    assert Storing.objects.get().error_code == "TamperedError"


def test_freezing_costs_the_same_for_many() -> None:
    spent = []
    for number in (6, 36):
        partnerschap = a_partnerschap()
        held(IN_K1, staff(partnerschap.organisatie, number + 10)[:number], partnerschap.organisatie)
        with CaptureQueriesContext(connection) as queries:
            frozen(partnerschap, K1, AFTER_K1)
        spent.append(len(queries))
    assert spent == [25, 25]


@pytest.mark.parametrize(("number", "status"), [(9, RapportStatus.GEEN_NIEUW), (10, RapportStatus.GEPUBLICEERD)])
def test_that_there_is_a_report_does_not_tell_who_of_a_few_came(number: int, status: str) -> None:
    partnerschap = a_partnerschap()
    held(IN_K1, staff(partnerschap.organisatie, number), partnerschap.organisatie)
    assert frozen(partnerschap, K1, AFTER_K1)[0].status == status


def test_hours_leave_open_who_missed_something() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)[:8]
    for days in (0, 1):
        held(IN_K1 + timedelta(days=days), people, partnerschap.organisatie)
    rows = {row["code"]: row for row in frozen(partnerschap, K1, AFTER_K1)[1]["activiteiten"]}
    assert rows["BIJEENKOMST"]["uren_per_persoon"] == {"2026K1": [2, 8]}  # six hours at most


def test_an_organisatie_that_merged_after_its_partnerschap_still_counts_as_it_was() -> None:
    partnerschap = a_partnerschap()
    held(IN_K1, staff(partnerschap.organisatie, 40)[:15], partnerschap.organisatie)
    into = a_partnerschap().organisatie
    Organisatie.objects.filter(pk=partnerschap.organisatie_id).update(is_active=False, merged_into=into)
    rapport, content = frozen(partnerschap, K1, AFTER_K1)
    assert (rapport.working["counts"]["bereik@2026K1"], content["bereik"]["2026K1"]) == (15, [13, 18])


def test_the_presence_of_one_person_is_not_told_as_that_of_all() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)[:6]
    held(IN_K1, people, partnerschap.organisatie)
    for days in range(1, 8):
        meeting = held(IN_K1 + timedelta(days=days), people[:1], partnerschap.organisatie)
        Deelname.objects.filter(bijeenkomst=meeting).update(status=DeelnameStatus.AFWEZIG)
    rows = {row["code"]: row for row in frozen(partnerschap, K1, AFTER_K1)[1]["activiteiten"]}
    assert rows["BIJEENKOMST"]["mensen"]["2026K1"] == [5, 12]
    assert rows["BIJEENKOMST"]["aanwezigheid"] == {"2026K1": None}  # six of thirteen: she stayed away
