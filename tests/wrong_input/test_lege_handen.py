"""Wrong input where a form needs something made first: a guest's code, long work, destroying, another form chosen."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from casussen.actions.instrumenten import save_answers
from casussen.actions.praktijkboek_einde import close
from casussen.models import Instrumentversie, Invulling, Opname, Praktijkboek, PraktijkboekStatus
from community.confidential import confidential
from community.models import User, Werk, WerkStatus
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek
from tests.toegang.casussen import a_guest
from tests.wrong_input.table import LONG, NUL, NUMBERS

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
WRONG_CODES = (
    "",
    " ",
    NUL,
    LONG,
    "12345",
    "1234567",
    "abcdef",
    "-12345",
    "12 34",
    "\uff11\uff12\uff13\uff14\uff15\uff16",
)
COMBINE = {"doel": "ja", "verplichtend": "ja", "bijdragen": "ja", "doelbelang": "belangrijk",
           "verhouding": "symmetrisch", "zekerheid": "hoog"}  # fmt: skip


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("wrong", WRONG_CODES)
def test_a_code_that_is_none_lets_nobody_in_and_the_right_one_still_does(wrong: str) -> None:
    token, guest = token_of(a_guest(a_casus()).gastlink), Client()
    guest.post(f"/gedeeld/{token}/code/")
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert found
    page = guest.post(f"/gedeeld/{token}/", {"code": wrong})
    inside = [name for name in guest.cookies if name.startswith("gast_")]
    assert (page.status_code, CANARY in page.content.decode(), inside) == (200, False, [])
    assert guest.get(f"/gedeeld/{token}/format/").status_code == 302
    assert guest.post(f"/gedeeld/{token}/", {"code": found[0]}).status_code == 302
    assert CANARY in guest.get(f"/gedeeld/{token}/format/").content.decode()


def test_a_code_is_guessed_so_often_and_no_more() -> None:
    token, guest = token_of(a_guest(a_casus()).gastlink), Client()
    answers = [guest.post(f"/gedeeld/{token}/", {"code": f"{number:06}"}).status_code for number in range(12)]
    assert (answers[:10], answers[10:]) == ([200] * 10, [429, 429])
    assert Client().post(f"/gedeeld/{token}/", {"code": "999999"}).status_code == 429, "whoever asks"


@pytest.mark.parametrize("fields", [{}, {"eenmalig": "x"}, {"eenmalig": NUL, "status": "KLAAR"}, {"user": LONG}])
def test_stopping_long_work_takes_no_fields_and_only_ones_own(fields: dict[str, str]) -> None:
    user, other = UserFactory(), UserFactory()
    boek = a_praktijkboek()
    for person in (user, other):
        in_boek(boek, person)
    rows = [Werk.objects.create(user=one, kind="PRAKTIJKBOEK_PDF", object_id=boek.pk, asked_at=NOW)
            for one in (user, other)]  # fmt: skip
    client = browser(user)
    assert [client.post(f"/mijn/werk/{row.pk}/stoppen/", fields).status_code for row in rows] == [302, 404]
    for end in ("", "stand/", "ophalen/"):
        assert client.post(f"/mijn/werk/{rows[0].pk}/{end}", fields).status_code == 405
    found = {row.user_id: row.status for row in Werk.objects.all()}
    assert found == {user.pk: WerkStatus.GESTOPT, other.pk: WerkStatus.WACHT}


def test_without_the_tick_nothing_is_destroyed() -> None:
    boek = a_praktijkboek()
    keeper, opname = in_boek(boek, begeleider=True).user, an_opname(boek)
    close(actor=keeper, boek=boek, now=NOW)
    client = browser(keeper)
    for fields in ({}, {"zeker": ""}, {"zeker": "false"}, {"zeker": "False"}, {"Zeker": "on"}, {"zeker[]": "on"}):
        page = client.post(f"/praktijkboeken/{boek.code}/vernietigen/", fields)
        assert (page.status_code, "Zet een vinkje" in page.content.decode()) == (200, True)
    assert Praktijkboek.objects.get().status == PraktijkboekStatus.GESLOTEN
    assert Opname.objects.get(pk=opname.pk).content["format"]


def test_a_praktijkboek_that_is_still_open_is_not_destroyed() -> None:
    boek = a_praktijkboek()
    keeper, opname = in_boek(boek, begeleider=True).user, an_opname(boek)
    page = browser(keeper).post(f"/praktijkboeken/{boek.code}/vernietigen/", {"zeker": "on"}, follow=True)
    assert "Sluit het praktijkboek eerst." in page.content.decode()
    assert Opname.objects.get(pk=opname.pk).content["format"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        *(("choice", value) for value in ("", "stichting", "combine", NUL, LONG, "alliantie,netwerk")),
        *(("reason", value) for value in ("", " \t ", NUL, LONG)),
        *(("version", value) for value in ("", NUL, *NUMBERS[2:])),
    ],
)
def test_another_form_is_not_chosen_by_wrong_input_and_the_reason_is_not_lost(field: str, wrong: str) -> None:
    casus = a_casus()
    versie = Instrumentversie.objects.get(instrument__code="keuzehulp", published_at__isnull=False)
    row = save_answers(actor=casus.owner, casus=casus, versie=versie, layer="", version=0, answers=COMBINE, now=NOW)
    right: dict[str, Any] = {"choice": "alliantie", "reason": "Wij kennen elkaar.", "version": row.version}
    page = browser(casus.owner).post(f"/casussen/{casus.code}/keuzehulp/advies/afwijken/", right | {field: wrong})
    body = page.content.decode()
    assert (page.status_code, "klopt" in body or "te oud" in body or "Er ging iets mis" in body) == (200, True)
    assert field == "reason" or "Wij kennen elkaar." in body
    assert Invulling.objects.get().deviation == {}
