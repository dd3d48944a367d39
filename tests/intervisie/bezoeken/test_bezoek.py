"""The page of a visit: who sees what, before and after the kit is shared, and the copy for a device."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from casussen.models import Inzage, InzageVia
from community.confidential import confidential
from community.models import Lidmaatschap, User
from community.workdays import at_local
from intervisie.actions.bezoekkits import take_back_kit
from intervisie.actions.toernee_einde import purge_toernees
from intervisie.models import Bezoek, BezoekStatus, Toernee
from intervisie.queries.bezoeken import seconds_until_forgotten
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_kit, hands_in, visitors_of
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.own_data import own_data

pytestmark = pytest.mark.django_db

QUESTION, BOX = "Waarom haakt het waterschap af?", "Zeven partijen rond de plas"
TODAY = date(2027, 1, 18)


@pytest.fixture
def toernee() -> Toernee:
    """A toernee of five with a begeleider, whose first visit is today."""
    return a_planned_toernee(first=TODAY, begeleider=UserFactory())


@pytest.fixture
def visit(toernee: Toernee) -> Bezoek:
    """The visit of today."""
    return bezoeken_of(toernee)[0]


def page(client: Client, user: User, visit: Bezoek, name: str = "bezoek") -> tuple[int, str]:
    """Return status and text of a page of the visit as this person gets it."""
    client.force_login(user)
    answer = client.get(reverse(name, args=[visit.code]))
    return answer.status_code, answer.content.decode()


def test_before_sharing_visitors_see_when_who_and_which_part(client: Client, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION, boxes={"K1": BOX}, is_shared=False)
    status, text = page(client, visitors_of(visit)[0], visit)
    assert status == 200
    assert "maandag 18 januari 2027, 9 tot 12.30 uur" in text
    assert f"Gastheer: {visit.host.user.naam}" in text
    assert "Leidt de dag en het gesprek." in text
    assert "De gastheer heeft de bezoekkit nog niet gedeeld." in text
    assert (QUESTION in text, BOX in text) == (False, False)
    assert QUESTION in page(client, visit.host.user, visit)[1]


def test_shared_it_is_read_by_visitors_and_begeleider_with_a_line_in_the_log(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    kit = a_kit(visit, question=QUESTION, boxes={"K1": BOX})
    guide = toernee.begeleiders.get()
    for reader in (*visitors_of(visit), guide, visit.host.user):
        status, text = page(client, reader, visit)
        assert (status, QUESTION in text, BOX in text, "Zoals op 18 januari 2027" in text) == (200, True, True, True)
    with confidential():
        rows = Inzage.objects.filter(casus=kit.casus_id)
        assert sorted(str(row.reader_id) for row in rows) == sorted(
            str(user.pk) for user in (*visitors_of(visit), guide)
        )
        assert {(row.via, row.part) for row in rows} == {(InzageVia.TOERNEE, "canvas")}


def test_without_the_log_there_is_no_content(
    client: Client, visit: Bezoek, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    a_kit(visit, question=QUESTION, boxes={"K1": BOX})

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr("community.confidential.ConfidentialQuerySet.create", refuse)
    client.raise_request_exception = False
    status, text = page(client, visitors_of(visit)[0], visit)
    assert (status, QUESTION in text) == (500, False)


def test_who_did_not_agree_reads_no_kit_and_strangers_nothing(client: Client, toernee: Toernee, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION)
    late = visitors_of(visit)[1]
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=late).update(accepted=None, accepted_at=None)
    status, text = page(client, late, visit)
    assert (status, QUESTION in text, "Lees de afspraken" in text) == (200, False, True)
    names = ("bezoek-meenemen", "bezoekkit", "waarnemingen", "boekje", "waarnemingen-inleveren")
    assert [page(client, late, visit, name)[0] for name in names] == [404] * 5
    for stranger in (UserFactory(), with_second_factor(UserFactory(coordinator=True))):
        pages = [page(client, stranger, visit, name) for name in ("bezoek", *names)]
        assert [status for status, _text in pages] == [404] * 6
        assert not any(QUESTION in text for _status, text in pages)


def test_who_was_replaced_reads_nothing_from_the_next_request_on(
    client: Client, toernee: Toernee, visit: Bezoek
) -> None:
    a_kit(visit, question=QUESTION)
    gone = visitors_of(visit)[2]
    assert QUESTION in page(client, gone, visit)[1]
    Lidmaatschap.objects.filter(kring=toernee.kring_id, user=gone).update(until_at=NOW)
    toernee.deelnemers.filter(user=gone).update(left_at=NOW)
    pages = ("bezoek", "bezoek-meenemen", "waarnemingen", "boekje", "waarnemingen-inleveren", "bezoekkit")
    assert [page(client, gone, visit, name)[0] for name in pages] == [404] * 6
    assert gone.naam not in page(client, visit.host.user, visit)[1]


def test_who_came_after_the_visit_reads_no_kit_of_it(client: Client, toernee: Toernee, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION)
    visitor = visitors_of(visit)[0]
    visit.rollen.filter(deelnemer__user=visitor).delete()
    status, text = page(client, visitor, visit)
    assert (status, QUESTION in text) == (200, False)


def test_taken_back_or_dropped_nobody_but_the_host_reads_it(client: Client, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION)
    reader = visitors_of(visit)[0]
    with confidential():
        take_back_kit(actor=visit.host.user, bezoek=visit, now=NOW)
    assert QUESTION not in page(client, reader, visit)[1]
    assert QUESTION in page(client, visit.host.user, visit)[1]
    a_second = bezoeken_of(visit.toernee)[1]
    a_kit(a_second, question="Vraag van de tweede")
    Bezoek.objects.filter(pk=a_second.pk).update(status=BezoekStatus.VERVALLEN)
    assert "Vraag van de tweede" not in page(client, visitors_of(a_second)[1], a_second)[1]


def test_a_copy_has_no_menu_no_form_and_no_word_of_another_page(client: Client, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION, boxes={"K1": BOX}, place="Kade 3, Deventer")
    client.force_login(visitors_of(visit)[0])
    answer = client.get(reverse("bezoek-meenemen", args=[visit.code]))
    text = answer.content.decode()
    assert (QUESTION in text, BOX in text, "Opgeslagen op dit apparaat op" in text) == (True, True, True)
    assert re.findall(r'href="([^"/][^"]*|/(?!static/)[^"]*)"', text) == ["geo:0,0?q=Kade%203%2C%20Deventer"]
    assert ("<form" in text, "csrf" in text, str(visit.toernee.kring_id) in text) == (False, False, False)
    assert answer.headers["Cache-Control"] == "private, no-store"
    # To the end of Wednesday: two days and the rest of today.
    assert answer.headers["X-Bewaar-Seconden"] == str((2 * 24 + 15) * 3600)


@pytest.mark.parametrize(("days", "status"), [(0, 200), (2, 200), (3, 404)])
def test_a_copy_is_given_until_two_days_after(client: Client, visit: Bezoek, days: int, status: int) -> None:
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        assert page(client, visitors_of(visit)[0], visit, "bezoek-meenemen")[0] == status
        assert ("Lezen zonder internet" in page(client, visitors_of(visit)[0], visit)[1]) == (status == 200)


def test_the_worker_belongs_to_pages_of_visits_and_runs_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/bezoeken/werker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["worker-src"] == ["'self'"]


def test_the_page_costs_at_most_fifteen_queries(
    client: Client, visit: Bezoek, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    a_kit(visit, question=QUESTION, boxes={"K1": BOX})
    client.force_login(visitors_of(visit)[0])
    client.get(reverse("bezoek", args=[visit.code]))
    with django_assert_max_num_queries(15):
        client.get(reverse("bezoek", args=[visit.code]))


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2027, 1, 18), 3 * 24), (date(2027, 3, 26), 3 * 24 - 1), (date(2027, 10, 29), 3 * 24 + 1)],
    ids=["winter", "the clock goes on", "the clock goes back"],
)
def test_a_copy_lasts_to_the_end_of_its_last_day_whatever_the_clock_does(day: date, hours: int) -> None:
    midnight = at_local(day, time(0))
    assert seconds_until_forgotten(Bezoek(date=day), midnight) == hours * 3600
    assert seconds_until_forgotten(Bezoek(date=day), midnight + timedelta(days=4)) == 0


def test_destroyed_only_when_and_who_is_left(client: Client, toernee: Toernee, visit: Bezoek) -> None:
    a_kit(visit, question=QUESTION)
    reader = visitors_of(visit)[0]
    hands_in(visit, reader, "Wat ik zag")
    Toernee.objects.filter(pk=toernee.pk).update(ended_at=NOW - timedelta(days=400))
    with confidential():
        assert purge_toernees(NOW) == 1
    status, text = page(client, reader, visit)
    assert (status, QUESTION in text, "Gastheer:" in text, "Lezen zonder internet" in text) == (200, False, True, False)
    names = ("bezoek-meenemen", "waarnemingen", "boekje", "bezoekkit")
    assert [page(client, reader, visit, name)[0] for name in names] == [404] * 4
    assert "Wat ik zag" not in str(own_data(reader))
