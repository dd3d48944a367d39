"""Who leads lets guests in: the code to show, invitations by mail, the door, and shutting out (T8)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.berichten.render import Letter, Reader, write_single
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, BerichtStatus, Gastlink, Lidmaatschap
from community.queries.gastlinks import token_of
from intervisie.actions.sessiegasten import MOST_INVITED, forget_guests, invite_guest, open_door, shut_door
from intervisie.actions.sessieleiding import hand_over
from intervisie.actions.sessies import cancel_sessie
from intervisie.models import Sessie, Sessiedeelnemer
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, guest_token, plek_of
from tests.intervisie.sessies.gasten.coming import (
    an_open_sessie,
    browser,
    code_of,
    comes_in,
    guests_of,
    live,
    maker,
    page,
    text_of,
    types_code,
)

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
WIL = {"naam": "Wil Opdracht", "email": "Wil@Provincie.example"}
POSTS = ("gasten/", "gasten/deur/")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def door(sessie: Sessie, stand: str, client: Client | None = None) -> Any:
    return (client or browser(maker(sessie))).post(page(sessie, "gasten/deur/"), {"stand": stand})


def invited(sessie: Sessie, **more: str) -> Gastlink:
    """Return the link of a guest whom the maker of the session invited."""
    answer = browser(maker(sessie)).post(page(sessie, "gasten/"), WIL | more)
    assert answer.status_code == 302, text_of(answer)
    return Gastlink.objects.get(kind="SESSIE", object_id=sessie.pk, email=(WIL | more)["email"].lower())


def shared(link: Gastlink, end: str = "") -> str:
    return f"/gedeeld/{token_of(link)}/{end}"


def enters(link: Gastlink, name: str = "Wil", client: Client | None = None) -> Any:
    return (client or Client()).post(shared(link, "sessie/meedoen/"), {"voornaam": name})


def letter(kind: str, now: Any = NOW) -> Letter:
    row = Bericht.objects.get(kind=kind)
    told = bericht_kinds.get(kind).load([row], now)[row.pk]
    return write_single(kind, told, Reader(told.address, told.salutation))


def test_who_leads_opens_the_door_and_sees_code_qr_and_address() -> None:
    sessie = a_sessie()
    client = browser(maker(sessie))
    assert "door-code" not in text_of(client.get(page(sessie, "gasten/")))
    assert door(sessie, "open").status_code == 302
    shown = text_of(client.get(page(sessie, "gasten/")))
    code = code_of(sessie)
    assert f"{code[:3]} {code[3:]}" in shown
    assert f"/meedoen/{code}/" in shown
    assert 'class="qr"' in shown


def test_who_does_not_lead_sees_no_code_and_opens_no_door() -> None:
    sessie, _code = an_open_sessie(guests=1)
    other = sessie.deelnemers.filter(user__isnull=False).exclude(user=maker(sessie))[0].user
    stranger = UserFactory()
    for user in (other, stranger):
        client = browser(user)
        assert client.get(page(sessie, "gasten/")).status_code == 404
        assert door(sessie, "nieuw", client).status_code == 404
        assert client.post(page(sessie, "gasten/"), WIL).status_code == 404
    guest = guest_browser(sessie)
    assert guest.get(page(sessie, "gasten/")).status_code == 404
    assert Gastlink.objects.count() == 0


def guest_browser(sessie: Sessie, number: int = 1) -> Client:
    """Return the browser of a guest of `a_sessie`."""
    client = Client()
    client.cookies[f"sessie_{sessie.code.replace('-', '_')}"] = guest_token(sessie, number)
    return client


def test_a_guest_who_leads_shows_the_code_and_invites_nobody() -> None:
    sessie, code = an_open_sessie(guests=1)
    (guest,) = guests_of(sessie)
    with confidential():
        hand_over(plek=plek_of(sessie, maker(sessie)), deelnemer_id=guest.pk, now=NOW)
    client = guest_browser(sessie)
    shown = text_of(client.get(page(sessie, "gasten/")))
    assert (f"{code[:3]} {code[3:]}" in shown, 'name="email"' in shown) == (True, False)
    assert client.post(page(sessie, "gasten/"), WIL).status_code == 404
    assert door(sessie, "nieuw", client).status_code == 302
    assert code_of(sessie) != code


def test_a_shut_door_lets_nobody_in_and_nobody_out() -> None:
    sessie, code = an_open_sessie(guests=1)
    assert door(sessie, "dicht").status_code == 302
    assert types_code(code).status_code == 200
    assert len(guests_of(sessie)) == 1
    assert guest_browser(sessie).get(page(sessie, "stand/")).status_code == 200
    assert door(sessie, "open").status_code == 302
    assert code_of(sessie) == code
    assert types_code(code).status_code == 302


def test_without_any_guest_a_shut_door_means_no_guests() -> None:
    sessie, _code = an_open_sessie()
    door(sessie, "dicht")
    sessie.refresh_from_db()
    assert (sessie.lets_guests, sessie.join_digest) == (False, "")


@pytest.mark.parametrize("stand", ["", "weg", "OPEN", "x" * 300_000])
def test_a_button_that_is_not_there_does_nothing(stand: str) -> None:
    sessie, code = an_open_sessie()
    assert door(sessie, stand).status_code == 302
    assert code_of(sessie) == code


def test_a_code_begins_with_the_door_and_ends_with_the_session() -> None:
    sessie = a_sessie(is_begun=False, lets_guests=True)
    code = code_of(sessie)
    assert types_code(code).status_code == 302
    with confidential():
        cancel_sessie(actor=maker(sessie), sessie=sessie, now=NOW)
    assert types_code(code).status_code == 200
    assert guests_of(sessie)[0].joined_at == NOW


def test_a_guest_is_mailed_how_it_works_with_a_link_of_her_own() -> None:
    groep = a_groep()
    people = people_of(groep)
    sessie = a_sessie(*people[:3], bijeenkomst=meets(groep, NOW + timedelta(hours=2), place_name="Dorpshuis"))
    link = invited(sessie)
    mail = letter("N61")
    assert mail.subject == "Meedoen aan de sessie van vandaag: zo werkt het"
    for words in (people[0].naam, sessie.versie.werkvorm.name, "Dorpshuis", "18 januari 2027", "typ je voornaam",
                  "We bewaren je naam en e-mailadres tot 30 dagen na de sessie.", shared(link)):  # fmt: skip
        assert words in mail.text
        assert words in mail.html
    assert "Groep Kreek" not in mail.text
    shown = text_of(Client().get(shared(link)))
    assert (people[0].naam in shown, 'value="Wil"' in shown, "30 dagen na de sessie" in shown) == (True, True, True)
    answer = enters(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, live(sessie))
    assert [(seat.name, seat.gastlink_id) for seat in guests_of(sessie)] == [("Wil", link.pk)]


def test_the_mail_of_another_day_and_of_a_session_of_its_own_says_so() -> None:
    sessie = a_sessie()
    invited(sessie)
    assert letter("N61").subject == "Meedoen aan een sessie: zo werkt het"
    groep = a_groep()
    other = a_sessie(*people_of(groep), is_begun=False, bijeenkomst=meets(groep, NOW + timedelta(days=22)))
    Bericht.objects.all().delete()
    invited(other)
    assert letter("N61").subject == "Meedoen aan de sessie van 9 februari 2027: zo werkt het"


def test_an_invitation_that_is_withdrawn_or_too_late_tells_nothing() -> None:
    sessie = a_sessie()
    link = invited(sessie)
    row = Bericht.objects.get(kind="N61")
    assert bericht_kinds.get("N61").load([row], NOW)
    closes(sessie)
    assert bericht_kinds.get("N61").load([row], NOW) == {}
    link.refresh_from_db()
    assert link.revoked_at == NOW
    assert Client().get(shared(link)).status_code == 404
    assert enters(link).status_code == 404


def test_who_is_invited_twice_or_as_one_too_many_is_said() -> None:
    sessie = a_sessie()
    invited(sessie)
    client = browser(maker(sessie))
    again = client.post(page(sessie, "gasten/"), {"naam": "Wil", "email": "wil@PROVINCIE.example "})
    assert (again.status_code, "al uitgenodigd" in text_of(again)) == (200, True)
    for number in range(MOST_INVITED - 1):
        invited(sessie, email=f"gast{number}@provincie.example")
    full = client.post(page(sessie, "gasten/"), {"naam": "Nog een", "email": "nog@provincie.example"})
    assert (full.status_code, "al 20 gasten" in text_of(full), 'value="Nog een"' in text_of(full)) == (200, True, True)
    assert Gastlink.objects.count() == Bericht.objects.filter(kind="N61").count() == MOST_INVITED


def test_a_form_sent_twice_invites_once() -> None:
    sessie = a_sessie()
    client = browser(maker(sessie))
    token = {"eenmalig": "0f9f0c6a-0c3f-4d36-9a0e-7a30f4ab1c11"}
    statuses = [client.post(page(sessie, "gasten/"), WIL | token).status_code for _time in range(2)]
    assert (statuses, Gastlink.objects.count()) == ([302, 302], 1)


def test_on_a_second_device_an_invited_guest_takes_her_own_seat() -> None:
    sessie = a_sessie()
    link = invited(sessie)
    phone, laptop = Client(), Client()
    enters(link, client=phone)
    assert phone.get(page(sessie, "stand/")).status_code == 200
    enters(link, "Wil op laptop", laptop)
    assert [seat.name for seat in guests_of(sessie)] == ["Wil"]
    assert laptop.get(page(sessie, "stand/")).status_code == 200
    assert phone.get(page(sessie, "stand/")).status_code in {302, 404}


def test_a_withdrawn_invitation_opens_nothing_and_leaves_who_is_in() -> None:
    sessie = a_sessie()
    link = invited(sessie)
    client = Client()
    enters(link, client=client)
    answer = browser(maker(sessie)).post(page(sessie, f"uitnodigingen/{link.pk}/intrekken/"))
    assert answer.status_code == 302
    assert Client().get(shared(link)).status_code == 404
    assert client.get(page(sessie, "stand/")).status_code == 200


def test_a_link_of_another_session_is_not_withdrawn_here() -> None:
    sessie, other = a_sessie(), a_sessie()
    link = invited(other)
    assert browser(maker(sessie)).post(page(sessie, f"uitnodigingen/{link.pk}/intrekken/")).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_guest_who_is_shut_out_is_out_at_her_next_request() -> None:
    sessie = a_sessie()
    link = invited(sessie)
    client = Client()
    enters(link, client=client)
    (seat,) = guests_of(sessie)
    assert client.get(page(sessie, "stand/")).status_code == 200
    answer = browser(maker(sessie)).post(page(sessie, f"gasten/{seat.pk}/eruit/"))
    assert answer.status_code == 302
    for end in ("live/", "stand/", "resultaat/", "gasten/", "fotos/"):
        assert client.get(page(sessie, end)).headers.get("Location", "/inloggen/").startswith("/inloggen/")
    assert Client().get(shared(link)).status_code == 404
    assert Sessiedeelnemer.objects.get(pk=seat.pk).removed_at == NOW


def test_a_member_or_somebody_else_is_not_shut_out_here() -> None:
    sessie, other = a_sessie(guests=1), a_sessie(guests=1)
    member = sessie.deelnemers.filter(user__isnull=False).exclude(user=maker(sessie))[0]
    for pk in (member.pk, guests_of(other)[0].pk, "00000000-0000-4000-8000-000000000000"):
        assert browser(maker(sessie)).post(page(sessie, f"gasten/{pk}/eruit/")).status_code == 404
    assert not Sessiedeelnemer.objects.filter(removed_at__isnull=False).exists()


@pytest.mark.parametrize("secret", ["", "x", "x" * 300_000, "geheim;", "é", "0" * 43])
def test_a_made_up_secret_opens_nothing(secret: str) -> None:
    sessie = a_sessie(guests=1)
    client = Client()
    client.cookies[f"sessie_{sessie.code.replace('-', '_')}"] = secret
    assert client.get(page(sessie, "stand/")).headers["Location"].startswith("/inloggen/")


def test_a_secret_opens_one_session_and_none_when_guests_are_no_longer_let_in() -> None:
    sessie, other = a_sessie(guests=1), a_sessie(guests=1)
    client = Client()
    client.cookies[f"sessie_{other.code.replace('-', '_')}"] = guest_token(sessie)
    assert client.get(page(other, "stand/")).headers["Location"].startswith("/inloggen/")
    own = guest_browser(sessie)
    assert own.get(page(sessie, "stand/")).status_code == 200
    Sessie.objects.filter(pk=sessie.pk).update(lets_guests=False)
    assert own.get(page(sessie, "stand/")).headers["Location"].startswith("/inloggen/")


def test_who_left_the_group_lets_nobody_in() -> None:
    groep = a_groep()
    people = people_of(groep)
    sessie = a_sessie(*people, bijeenkomst=meets(groep, NOW))
    plek = plek_of(sessie, people[0])
    Lidmaatschap.objects.filter(kring=groep.kring, user=people[0]).update(until_at=NOW)
    with confidential():
        for act in (open_door, shut_door):
            with pytest.raises(DeniedError):
                act(plek=plek, actor=people[0], now=NOW)
        with pytest.raises(DeniedError):
            invite_guest(plek=plek, actor=people[0], name="Wil", email="wil@provincie.example", now=NOW)
    assert Gastlink.objects.count() == 0


def test_guests_are_forgotten_whole() -> None:
    sessie = a_sessie(guests=2)
    enters(invited(sessie))
    forget_guests(sessie)
    rows = Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True)
    assert {(row.name, row.secret_digest, row.gastlink) for row in rows} == {("", "", None)}
    assert Gastlink.objects.count() == 0
    assert "Gast" not in str(list(Sessiedeelnemer.objects.filter(sessie=sessie).values()))


def test_the_page_asks_the_same_for_one_guest_as_for_thirty() -> None:
    sessie, _code = an_open_sessie(guests=1)
    client = browser(maker(sessie))
    client.get("/mijn/")
    counted = []
    for number in (1, 12):
        while Gastlink.objects.filter(kind="SESSIE").count() < number:
            invited(sessie, email=f"gast{Gastlink.objects.count()}@provincie.example")
        with CaptureQueriesContext(connections["default"]) as asked:
            assert client.get(page(sessie, "gasten/")).status_code == 200
        counted.append(len(asked))
        for name in ("Een", "Twee", "Drie"):
            comes_in(sessie, name)
    assert counted[0] == counted[1]


def test_a_sent_invitation_that_is_withdrawn_sends_no_mail_more() -> None:
    sessie = a_sessie()
    link = invited(sessie)
    browser(maker(sessie)).post(page(sessie, f"uitnodigingen/{link.pk}/intrekken/"))
    rows = list(Bericht.objects.all())
    told = [row for row in rows if row.pk in bericht_kinds.get(row.kind).load([row], NOW)]
    assert [row.kind for row in told if row.status != BerichtStatus.INGETROKKEN] == []
