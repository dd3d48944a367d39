"""The pages of planning: from proposal to fixed visits in four clicks, what is refused in words, what it costs."""

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.werkgang import work_off
from community.models import Werk
from intervisie.models import Bezoek, BezoekStatus, Toernee, ToerneeStatus, Toerneevoorstel
from tests.factories import UserFactory
from tests.factories.beschikbaarheid import says
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.intervisie.toerneeplanning.planwork import a_planning, fixed, proposed

pytestmark = pytest.mark.django_db
ALL = "/coordinatie/toernees/"


def words_of(answer: Any) -> str:
    """Return what stands on a page, without marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def sends(client: Client, path: str, **fields: Any) -> Any:
    """Send a form with a token of its own; return the page that follows."""
    return client.post(path, {"eenmalig": str(uuid.uuid4()), **fields}, follow=True)


def test_from_overview_to_fixed_visits_in_four_clicks() -> None:
    planning = a_planning()
    client, one = browser_of(planning.hart), f"{ALL}{planning.toernee.code}/"
    assert "Iedereen gaf dagdelen op. Maak een voorstel." in words_of(client.get(ALL))
    followed = sends(client, f"{one}plannen/")
    assert "Voorstel voor bezoeken" in words_of(followed)
    assert work_off(lambda: NOW, lambda: False) == 1
    werk = Werk.objects.get()
    assert (werk.status, werk.options["number"]) == ("KLAAR", 1)
    assert "Een voorstel wacht op jouw besluit." in words_of(client.get(ALL))
    page = client.get(f"{one}voorstellen/1/")
    assert "Beter kan niet met deze dagdelen." in words_of(page)
    token = str(uuid.uuid4())
    for _twice in range(2):
        answer = client.post(f"{one}voorstellen/1/vastleggen/", {"eenmalig": token}, follow=True)
        assert "De bezoeken zijn vastgelegd." in words_of(answer)
    assert Bezoek.objects.count() == 5
    assert "0 van 5 geweest" in words_of(client.get(ALL))


def test_a_shift_by_hand_shows_what_it_costs_and_what_breaks_cannot_be_fixed() -> None:
    planning = a_planning()
    row = proposed(planning)
    client, one = browser_of(planning.hart), f"{ALL}{planning.toernee.code}/voorstellen/1/"
    second = sorted(row.plan["visits"], key=lambda visit: visit["date"])[1]
    path = f"{one}verschuiven/{second['host']}/"
    assert "minder goed" in words_of(client.get(path))
    assert "Kies een dagdeel of vul een andere dag in." in words_of(sends(client, path))
    assert "Kies een werkdag." in words_of(sends(client, path, dag="10-4-2027"))
    assert "binnen de periode" in words_of(sends(client, path, dag="10-1-2028"))
    moved = words_of(sends(client, path, dag="7-4-2027", dagdeel="1"))
    assert "Met de hand: bezoek bij" in moved
    assert "kan niet op woensdagmiddag 7 april 2027." in moved
    assert "Leg de bezoeken vast" not in moved
    refused = words_of(sends(client, f"{ALL}{planning.toernee.code}/voorstellen/2/vastleggen/"))
    assert "Dit voorstel kan niet worden vastgelegd." in refused
    assert not Bezoek.objects.exists()


def test_who_changed_meanwhile_is_named_on_the_page() -> None:
    planning = a_planning()
    row = proposed(planning)
    client = browser_of(planning.hart)
    says(planning.people[1].user, [(planning.toernee.from_date, 0)], "KAN_NIET")
    path = f"{ALL}{planning.toernee.code}/voorstellen/{row.number}/"
    wanted = f"{planning.people[1].user.naam} gaf andere dagdelen op"
    assert wanted in words_of(client.get(path))
    assert wanted in words_of(sends(client, f"{path}vastleggen/"))
    assert "Maak een nieuw voorstel." in words_of(sends(client, f"{path}vastzetten/", vast="x"))


def test_settings_of_two_windows_stand_beside_each_other_and_nothing_typed_is_lost() -> None:
    planning = a_planning()
    client, path = browser_of(planning.hart), f"{ALL}{planning.toernee.code}/instellingen/"
    row = planning.again()
    fields = {
        "from_date": "1 maart 2027", "until_date": "17 december 2027", "min_gap_days": "12", "ideal_gap_days": "20",
        "max_span_days": "110", "begeleiders": "", "version": row.version,
    }  # fmt: skip
    wrong = words_of(sends(client, path, **fields | {"min_gap_days": "-2"}))
    assert "Kies minstens 1 werkdag." in wrong
    assert "Opgeslagen" not in wrong
    assert "De instellingen zijn opgeslagen." in words_of(sends(client, path, **fields))
    stale = words_of(sends(client, path, **fields | {"min_gap_days": "14"}))
    assert "Bekijk beide versies." in stale
    assert Toernee.objects.get().min_gap_days == 12
    unknown = words_of(sends(client, path, **fields | {"begeleiders": "Niemand Nergens", "version": row.version + 1}))
    assert "Niemand Nergens" in unknown


def test_three_people_make_no_toernee_and_that_is_said() -> None:
    planning = a_planning(number=4)
    planning.people[3].left_at = NOW
    planning.people[3].save()
    client = browser_of(planning.hart)
    said = words_of(sends(client, f"{ALL}{planning.toernee.code}/plannen/"))
    assert "Een toernee heeft 4 tot 6 regisseurs. Nu zijn het er 3." in said
    assert not Werk.objects.exists()
    assert "Er zijn nog maar 3 deelnemers." in words_of(client.get(ALL))


def test_a_visit_is_locked_let_go_called_off_and_marked() -> None:
    planning = fixed(a_planning())
    client, one = browser_of(planning.hart), f"{ALL}{planning.toernee.code}/"
    first = planning.bezoeken[0]
    visit = f"{one}bezoeken/{first.code}/"
    assert "Het bezoek staat vast." in words_of(sends(client, f"{visit}vastzetten/", vast="1"))
    assert "Het bezoek staat niet meer vast." in words_of(sends(client, f"{visit}vastzetten/"))
    assert sends(client, f"{visit}geweest/").status_code == 404  # it is still to come
    assert "Schrijf in een zin" in words_of(sends(client, f"{visit}vervallen/", reason=" "))
    gone = words_of(sends(client, f"{visit}vervallen/", reason="De zaal is weg."))
    assert "Het bezoek gaat niet door." in gone
    assert "Nog geen dag" in gone
    assert Bezoek.objects.get(pk=first.pk).status == BezoekStatus.VERVALLEN
    assert sends(client, f"{visit}vastzetten/", vast="1").status_code == 404


def test_a_deelnemer_says_that_she_cannot_and_strangers_find_nothing() -> None:
    planning = fixed(a_planning())
    visit = planning.bezoeken[1]
    path = f"/bezoeken/{visit.code}/kan-niet/"
    answer = browser_of(planning.people[0].user, with_factor=False).post(path, {"eenmalig": str(uuid.uuid4())})
    assert answer.status_code == 302
    repaired = sends(browser_of(planning.hart), f"{ALL}{planning.toernee.code}/herstellen/", bezoek=visit.code)
    assert "Ander moment gezocht" in words_of(repaired)
    stranger = browser_of(UserFactory(), with_factor=False)
    paths = (path, ALL, f"{ALL}{planning.toernee.code}/", f"{ALL}{planning.toernee.code}/voorstellen/1/")
    assert [stranger.get(one).status_code for one in paths] == [404] * 4
    guide = browser_of(planning.guide, with_factor=False) if planning.guide else stranger
    assert guide.get(path).status_code == 404


@pytest.mark.parametrize(("query", "found"), [("", 2), ("?stand=voorbij", 1), ("?stand=alle&q=BEEK", 1),
                                              ("?stand=loopt", 0), ("?alarm=on", 2), ("?stand=x", 2)])  # fmt: skip
def test_the_overview_is_narrowed(query: str, found: int) -> None:
    hart = a_planning(name="Toernee Kreek").hart
    a_planning(name="Toernee Meer")
    over = a_planning(name="Toernee Beek")
    Toernee.objects.filter(pk=over.toernee.pk).update(status=ToerneeStatus.AFGEROND)
    page = browser_of(hart).get(f"{ALL}{query}")
    assert page.content.decode().count('<th scope="row">') == found


def test_pages_cost_the_same_with_more_toernees_and_proposals() -> None:
    planning = a_planning()
    row = proposed(planning)
    client, one = browser_of(planning.hart), f"{ALL}{planning.toernee.code}/"
    host = row.plan["visits"][0]["host"]
    paths = (ALL, one, f"{one}voorstellen/1/", f"{one}voorstellen/1/verschuiven/{host}/", f"{one}instellingen/")

    def costs() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            found.append(len(seen))
        return found

    costs()
    few = costs()
    for number in range(3):
        a_planning(name=f"Toernee {number}")
        Toerneevoorstel.objects.create(toernee=planning.toernee, number=number + 2, plan=row.plan,
                                       fingerprint=row.fingerprint, made_at=NOW)  # fmt: skip
    assert (few, costs()) == ([11, 13, 14, 13, 6], [11, 13, 14, 13, 6])
