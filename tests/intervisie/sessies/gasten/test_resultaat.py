"""What a session gave somebody: hers alone, as long as it is kept; by mail for a guest; into her own casus."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casussen.models import Casus, DelingRol, Sessieopbrengst
from community.access import DeniedError
from community.berichten.render import Reader, write_single
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, Gastlink, Lidmaatschap, User
from community.queries.gastlinks import token_of
from intervisie.actions.sessieresultaat import mail_result, put_with_casus
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessieresultaat import content_for_casus, result_of
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.sessies import a_sessie, closes, guest_token, moves_to, plek_of, writes
from tests.factories.werkvormen import IN_TURN, ONE, a_werkvorm
from tests.intervisie.sessies.gasten.coming import browser, page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
LATER = NOW + timedelta(hours=1)
QUESTION, INSIGHT, SECRET = "Hoe kunnen wij luisteren?", "Vraag wat zij nodig heeft.", "Wat ik aan een ander gaf."
ACTION, NAME = "Ik bel het waterschap.", "Noor"
ENDS = ("resultaat/", "resultaat/casus/")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def held(*members: User, **fields: Any) -> tuple[Sessie, list[User]]:
    """Return a session that is done, of three members and a guest, in which everybody wrote."""
    people = list(members) or [UserFactory() for _ in range(3)]
    sessie = a_sessie(*people, guests=1, **fields)
    for one in (people[0], people[1], 1):
        writes(sessie, one, "kaart", {"kaarten": "kaart-2"})
    moves_to(sessie, "vraag")
    for one in (people[0], people[1], 1):
        writes(sessie, one, "vraag", {"tekst": QUESTION})
    moves_to(sessie, "inzicht")
    writes(sessie, people[1], "inzicht", {"1": INSIGHT, "3": SECRET, "4": "Voor de gast."})
    writes(sessie, people[2], "inzicht", {"1": "Neem de tijd."})
    moves_to(sessie, "acties")
    for one in (people[0], 1):
        writes(sessie, one, "acties", {"1": ACTION, "1-dag": "2027-02-09"})
    return closes(sessie), people


def guest_browser(sessie: Sessie) -> Client:
    client = Client()
    client.cookies[f"sessie_{sessie.code.replace('-', '_')}"] = guest_token(sessie)
    return client


def result(sessie: Sessie, client: Client) -> str:
    answer = client.get(page(sessie, "resultaat/"))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return text_of(answer)


def test_somebody_reads_her_own_question_cards_actions_and_what_was_given_to_her() -> None:
    sessie, people = held()
    shown = result(sessie, browser(people[0]))
    for words in (QUESTION, "Kaart 2", INSIGHT, "Neem de tijd.", f"Van {people[1].naam}", f"Van {people[2].naam}",
                  ACTION, "dinsdag 9 februari 2027", "Je hebt 2 inzichten gekregen.", "17 februari 2027"):  # fmt: skip
        assert words in shown
    for words in (SECRET, "Voor de gast."):
        assert words not in shown


def test_a_guest_reads_hers_and_nothing_of_others() -> None:
    sessie, _people = held()
    shown = result(sessie, guest_browser(sessie))
    assert ("Voor de gast." in shown, "Je hebt 1 inzicht gekregen." in shown) == (True, True)
    assert "We sturen je resultaat alleen naar jou." in shown
    assert (INSIGHT in shown, SECRET in shown, "Zet bij mijn casus" in shown) == (False, False, False)


@pytest.mark.parametrize("end", ENDS)
def test_nobody_else_reads_it(end: str) -> None:
    """Not another member of the group, its contactpersoon, who made it without a seat, nor a coördinator."""
    groep = a_groep()
    people = people_of(groep)
    sessie, _inside = held(*people[:3], bijeenkomst=meets(groep, NOW))
    outside = [people[4], UserFactory(), with_second_factor(UserFactory(coordinator=True))]
    for user in outside:
        assert browser(user).get(page(sessie, end)).status_code == 404
        assert browser(user).post(page(sessie, end)).status_code in {404, 405}
    assert Client().get(page(sessie, end)).headers["Location"].startswith("/inloggen/")


def test_one_who_took_part_gets_her_own_and_never_that_of_another() -> None:
    sessie, people = held()
    seen = [result(sessie, browser(user)) for user in people]
    assert [SECRET in shown for shown in seen] == [False, False, True]
    assert [INSIGHT in shown for shown in seen] == [True, False, False]


def test_who_left_the_group_or_was_shut_out_reads_nothing_any_more() -> None:
    groep = a_groep()
    people = people_of(groep)
    sessie, _inside = held(*people[:3], bijeenkomst=meets(groep, NOW))
    clients = [browser(people[1]), browser(people[2]), guest_browser(sessie)]
    assert [client.get(page(sessie, "resultaat/")).status_code for client in clients] == [200] * 3
    Lidmaatschap.objects.filter(kring=groep.kring, user=people[1]).update(until_at=NOW)
    Sessiedeelnemer.objects.filter(sessie=sessie, user=people[2]).update(removed_at=NOW, left_at=NOW)
    Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True).update(removed_at=NOW, left_at=NOW)
    for end in ENDS:
        assert [client.get(page(sessie, end)).status_code for client in clients] == [404, 404, 302]


def test_before_the_end_there_is_no_result_and_after_its_days_neither() -> None:
    sessie = a_sessie()
    client = browser(sessie.made_by)
    assert client.get(page(sessie, "resultaat/")).headers["Location"].endswith("/live/")
    with confidential():
        assert result_of(plek_of(sessie, sessie.made_by), NOW) is None
    closes(sessie)
    assert client.get(page(sessie, "resultaat/")).status_code == 200
    Sessie.objects.filter(pk=sessie.pk).update(removed_at=NOW)
    assert client.get(page(sessie, "resultaat/")).status_code == 404


def test_who_wrote_and_got_nothing_is_told_so() -> None:
    sessie = closes(a_sessie())
    shown = result(sessie, browser(sessie.made_by))
    assert "Er is niets voor jou opgeschreven." in shown
    assert "Zet bij mijn casus" not in shown


def test_the_inbrenger_gets_the_advice_with_names_and_who_gave_it_does_not() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*people, werkvorm=a_werkvorm(ONE), inbrenger=2)
    moves_to(sessie, "advies")
    writes(sessie, people[2], "advies", {"tekst": "Bel haar vandaag."})
    moves_to(sessie, "geleerd")
    writes(sessie, people[3], "geleerd", {"tekst": "Ik vraag door."})
    closes(sessie)
    shown = [result(sessie, browser(user)) for user in people]
    assert ["Bel haar vandaag." in one for one in shown] == [False, True, False, False]
    assert f"Van {people[2].naam}" in shown[1]
    assert "Je hebt 1 advies gekregen." in shown[1]
    assert ["Ik vraag door." in one for one in shown] == [False, False, False, True]


def test_in_turns_everybody_gets_the_advice_of_her_own_round() -> None:
    people = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*people, werkvorm=a_werkvorm(IN_TURN), expected=4)
    moves_to(sessie, "raad")
    writes(sessie, people[1], "raad", {"tekst": "Raad voor de eerste."})
    closes(sessie)
    shown = [result(sessie, browser(user)) for user in people]
    assert ["Raad voor de eerste." in one for one in shown] == [True, False, False]


def test_the_page_asks_the_same_with_many_people_as_with_few() -> None:
    counted = []
    for size in (3, 7):
        sessie, people = held(*[UserFactory() for _ in range(size)])
        client = browser(people[0])
        client.get("/mijn/")
        with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["sleutels"]):
            result(sessie, client)
        counted.append(len(asked))
    assert counted[0] == counted[1]


# --- told by mail ------------------------------------------------------------------------------------------------


def told(kind: str, now: Any = LATER) -> dict[Any, str]:
    """Return by recipient (or address) the mail of this kind as it would go out now."""
    rows = list(Bericht.objects.filter(kind=kind))
    found = bericht_kinds.get(kind).load(rows, now)
    return {
        row.recipient_id or found[row.pk].address: write_single(kind, found[row.pk], Reader("x@y.example", "Noor")).text
        for row in rows if row.pk in found
    }  # fmt: skip


def test_closing_tells_who_took_part_with_an_account_and_says_nothing_of_it() -> None:
    sessie, people = held()
    letters = told("N62")
    assert set(letters) == {user.pk for user in people}
    text = letters[people[0].pk]
    assert page(sessie, "resultaat/") in text
    assert "tot en met 17 februari 2027" in text
    for words in (QUESTION, INSIGHT, SECRET, ACTION, people[1].naam, "Gast 1"):
        assert words not in text


def test_who_may_not_read_it_any_more_is_not_told() -> None:
    groep = a_groep()
    people = people_of(groep)
    sessie, _inside = held(*people[:3], bijeenkomst=meets(groep, NOW))
    Lidmaatschap.objects.filter(kring=groep.kring, user=people[1]).update(until_at=NOW)
    Sessiedeelnemer.objects.filter(sessie=sessie, user=people[2]).update(removed_at=NOW, left_at=NOW)
    assert set(told("N62")) == {people[0].pk}
    Sessie.objects.filter(pk=sessie.pk).update(removed_at=NOW)
    assert told("N62") == {}


def test_many_results_are_told_with_as_many_queries_as_one() -> None:
    held()
    counted = []
    for _round in range(2):
        rows = list(Bericht.objects.filter(kind="N62"))
        with CaptureQueriesContext(connections["default"]) as asked:
            bericht_kinds.get("N62").load(rows, LATER)
        counted.append(len(asked))
        held()
    assert counted[0] == counted[1]


def leaves_address(sessie: Sessie, email: str = "Noor@Gemeente.example", client: Client | None = None) -> Any:
    return (client or guest_browser(sessie)).post(page(sessie, "resultaat/sturen/"), {"email": email})


def test_a_guest_who_leaves_her_address_reads_it_after_a_code() -> None:
    sessie, _people = held()
    assert leaves_address(sessie).status_code == 302
    (link,) = Gastlink.objects.filter(kind="SESSIERESULTAAT")
    assert (link.email, link.asks_code) == ("noor@gemeente.example", True)
    text = told("N226")["noor@gemeente.example"]
    address = f"/gedeeld/{token_of(link)}/"
    assert (address in text, "tot en met 17 februari 2027" in text, "alleen naar jou" in text) == (True, True, True)
    assert (QUESTION in text, "Voor de gast." in text) == (False, False)
    client = Client()
    before = text_of(client.get(address))
    assert ("Voor de gast." in before, "Vraag een code" in before) == (False, True)
    mail.outbox.clear()
    client.post(f"{address}code/")
    code = re.search(r"\b\d{6}\b", str(mail.outbox[0].body))
    assert code
    client.post(address, {"code": code[0]})
    shown = text_of(client.get(address))
    assert ("Voor de gast." in shown, INSIGHT in shown, 'name="email"' in shown) == (True, False, False)


def test_the_link_of_a_guest_ends_with_what_it_opens() -> None:
    sessie, _people = held()
    leaves_address(sessie)
    link = Gastlink.objects.get(kind="SESSIERESULTAAT")
    address = f"/gedeeld/{token_of(link)}/"
    assert Client().get(address).status_code == 200
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert Client().get(address).status_code == 404
    Sessie.objects.filter(pk=sessie.pk).update(removed_at=NOW)
    assert Client().get(address).status_code == 404
    assert told("N226") == {}


def test_another_address_ends_the_link_to_the_first_and_a_fourth_is_refused() -> None:
    sessie, _people = held()
    for number in range(3):
        assert leaves_address(sessie, f"adres{number}@gemeente.example").status_code == 302
    assert leaves_address(sessie, "adres2@gemeente.example").status_code == 302
    rows = Gastlink.objects.filter(kind="SESSIERESULTAAT")
    assert [row.email for row in rows if row.revoked_at is None] == ["adres2@gemeente.example"]
    answer = leaves_address(sessie, "adres3@gemeente.example")
    assert (answer.status_code, "al drie adressen" in text_of(answer), rows.count()) == (200, True, 3)


@pytest.mark.parametrize(
    "email", ["", "geen adres", "a@b", "x" * 300_000, "a@b.nl\nbcc: c@d.nl", "\u202ea@b.nl", "\u0000"]
)
def test_what_is_no_address_is_said(email: str) -> None:
    sessie, _people = held()
    answer = leaves_address(sessie, email)
    stored = list(Gastlink.objects.filter(kind="SESSIERESULTAAT").values_list("email", flat=True))
    assert (answer.status_code, stored) in [(200, []), (302, ["a@b.nl"])]


def test_a_member_is_mailed_no_link_of_a_guest() -> None:
    sessie, people = held()
    assert leaves_address(sessie, client=browser(people[0])).status_code == 404
    with confidential(), pytest.raises(DeniedError):
        mail_result(plek=plek_of(sessie, people[0]), email="a@b.nl", now=NOW)
    assert Gastlink.objects.count() == 0


# --- into one's own casus ----------------------------------------------------------------------------------------


def put(sessie: Sessie, user: User, into: Casus, **more: Any) -> Any:
    given = {"casus": into.code, "akkoord": "on"} | more
    return browser(user).post(page(sessie, "resultaat/casus/"), {k: v for k, v in given.items() if v})


def test_with_her_consent_it_goes_into_her_own_casus_without_who_gave_it() -> None:
    sessie, people = held()
    casus = a_casus(people[0])
    assert "Zet bij mijn casus" in text_of(browser(people[0]).get(page(sessie, "resultaat/casus/")))
    answer = put(sessie, people[0], casus)
    with confidential():
        row = Sessieopbrengst.objects.get(casus=casus)
        content = row.content
    assert answer.headers["Location"] == f"/casussen/{casus.code}/sessies/{row.pk}/"
    assert content["insights"] == [INSIGHT, "Neem de tijd."]
    assert (content["question"], content["actions"], content["date"]) == ([QUESTION], [ACTION], "2027-01-18")
    for words in (people[1].naam, people[2].naam, people[1].voornaam, SECRET, "Gast 1"):
        assert words not in str(content)


def test_without_consent_or_casus_nothing_goes() -> None:
    sessie, people = held()
    casus = a_casus(people[0])
    for more, words in (({"akkoord": ""}, "Vink aan dat je dit wilt."), ({"casus": ""}, "Kies een casus."),
                        ({"casus": "c-bestaatn"}, "Kies een casus uit de lijst.")):  # fmt: skip
        answer = put(sessie, people[0], casus, **more)
        assert (answer.status_code, words in text_of(answer)) == (200, True)
    with confidential():
        assert Sessieopbrengst.objects.count() == 0


def test_a_casus_of_another_is_no_choice_whatever_she_may_do_in_it() -> None:
    sessie, people = held()
    other, going = a_casus(), a_casus(people[0])
    a_deling(other, user=people[0], role=DelingRol.MEDE_EIGENAAR)
    with confidential():
        Casus.objects.filter(pk=going.pk).update(remove_at=LATER)
    for casus in (other, going):
        assert put(sessie, people[0], casus).status_code == 200
        with confidential(), pytest.raises(DeniedError):
            put_with_casus(actor=people[0], plek=plek_of(sessie, people[0]), casus=casus, now=NOW)
    with confidential():
        assert Sessieopbrengst.objects.count() == 0
    shown = text_of(browser(people[0]).get(page(sessie, "resultaat/casus/")))
    assert (other.code in shown, going.code in shown) == (False, False)


def test_nobody_puts_the_result_of_another_in_her_casus() -> None:
    sessie, people = held()
    with confidential(), pytest.raises(DeniedError):
        put_with_casus(actor=people[1], plek=plek_of(sessie, people[0]), casus=a_casus(people[1]), now=NOW)
    assert guest_browser(sessie).get(page(sessie, "resultaat/casus/")).status_code == 404


def test_it_goes_in_once_and_a_second_click_is_no_second_copy() -> None:
    sessie, people = held()
    casus = a_casus(people[0])
    token = {"eenmalig": "1c0f3a9e-7d3f-4e0e-8a54-9d3c1a4f7b22"}
    places = [put(sessie, people[0], casus, **token).headers["Location"] for _time in range(2)]
    again = put(sessie, people[0], casus)
    with confidential():
        assert Sessieopbrengst.objects.count() == 1
    assert places[0] == places[1]
    assert (again.status_code, "staat al bij deze casus" in text_of(again)) == (200, True)


def test_who_has_no_casus_is_told_to_begin_one() -> None:
    sessie, people = held()
    assert "Je hebt nog geen eigen casus." in text_of(browser(people[0]).get(page(sessie, "resultaat/casus/")))


def test_hostile_text_stays_text() -> None:
    sessie = a_sessie(werkvorm=a_werkvorm())
    maker = sessie.made_by
    assert maker is not None
    moves_to(sessie, "vraag")
    writes(sessie, maker, "vraag", {"tekst": "<script>alert(1)</script> \u202etxt.exe 🌿"})
    closes(sessie)
    shown = result(sessie, browser(maker))
    assert ("<script>alert(1)" in shown, "&lt;script&gt;" in shown, "\u202e" in shown) == (False, True, False)
    with confidential():
        found = result_of(plek_of(sessie, maker), NOW)
    assert found is not None
    assert "alert(1)" in content_for_casus(found)["question"][0]


def test_who_is_no_guest_leaves_no_address() -> None:
    sessie, _people = held()
    leaves_address(sessie, client=Client())
    leaves_address(sessie, client=browser(UserFactory()))
    assert Gastlink.objects.count() == 0
