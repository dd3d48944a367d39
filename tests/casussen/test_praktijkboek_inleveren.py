"""Handing in a casus: whose, when it is complete, after a check; renewing it, taking it back, its place in the row."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen import onderdelen
from casussen.actions.casussen import save_format
from casussen.actions.opnamen import hand_in, move_opname, take_back
from casussen.actions.praktijkboek_einde import establish
from casussen.actions.praktijkboeken import CASUS_INLEVEREN, ask_for_casussen
from casussen.models import Casus, Opname, Praktijkboek, PraktijkboekStatus
from casussen.onderdelen import Part
from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.kluis import KeyDestroyedError
from community.models import Bericht, DataKey, Taak, User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_full_casus, a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
ALL = ["namen", "bedragen", "toon", "durf"]


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def send(user: User, boek: Praktijkboek, casus: Casus | str, **more: Any) -> Any:
    client = Client()
    client.force_login(user)
    code = casus if isinstance(casus, str) else casus.code
    return client.post(f"/praktijkboeken/{boek.code}/inleveren/", {"casus": code, "controle": ALL, **more})


def test_the_page_marks_probable_names_in_the_casus_that_is_chosen() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author, schuurpunt="Joris de Boer wil 40.000 euro zien.", aanleiding="BEIDE")
    client = Client()
    client.force_login(author)
    address = f"/praktijkboeken/{boek.code}/inleveren/"
    page = client.get(address).content.decode()
    assert ("<mark>Joris de Boer<span" in page, "<mark>40.000 euro<span" in page) == (True, True)
    assert f'href="/casussen/{casus.code}/controle/"' in page
    other = a_full_casus(author)
    page = client.get(address).content.decode()
    assert ("<mark>" in page, f'href="/casussen/{other.code}/controle/"' in page) == (False, True)
    for wrong in ("c-xxxxxx", "\x00", "x" * 300):
        answer = client.post(address, {"casus": wrong})
        assert (answer.status_code, "to_check" in answer.context) == (200, False)


def texts(boek: Praktijkboek) -> list[str]:
    rows = Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True).order_by("position")
    return [row.content["format"]["schuurpunt"] for row in rows]


def test_a_complete_casus_is_copied_and_the_copy_stays_as_it_was() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author, schuurpunt="Eerst.")
    assert send(author, boek, casus).url == f"/praktijkboeken/{boek.code}/"
    save_format(actor=author, casus=casus, version=casus.version, answers={"schuurpunt": "Later."}, now=NOW)
    assert texts(boek) == ["Eerst."]
    opname = Opname.objects.get()
    assert opname.data_key_id != casus.data_key_id
    send(author, boek, casus)
    renewed = Opname.objects.get()
    assert (texts(boek), renewed.code, renewed.version) == (["Later."], opname.code, 2)
    assert Bericht.objects.filter(kind="N21", recipient=author).count() == 1


def test_what_is_not_complete_is_not_offered_and_says_what_is_open() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author, leren="", goed="")
    page = send(author, boek, casus)
    body = page.content.decode()
    assert (page.status_code, "nog 2 vragen open" in body, Opname.objects.count()) == (200, True, 0)
    with pytest.raises(ActionError, match="nog niet compleet"):
        hand_in(actor=author, boek=boek, casus=casus, parts=[], now=NOW)


@pytest.mark.parametrize("given", [[], ALL[:3], [*ALL[:3], "namen"], ["x", *ALL], ["", ""], ["namen" * 500]])
def test_without_all_four_checks_nothing_is_handed_in(given: list[str]) -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    page = send(author, boek, a_full_casus(author), controle=given)
    assert (page.status_code, Opname.objects.count()) == (200, 0)


def test_only_ones_own_casus_goes_in_whoever_reads_or_writes_along() -> None:
    boek = a_praktijkboek()
    sender, other = in_boek(boek).user, in_boek(boek).user
    casus = a_full_casus(other)
    a_full_casus(sender)
    assert (send(sender, boek, casus).status_code, Opname.objects.count()) == (200, 0)
    with pytest.raises(DeniedError):
        hand_in(actor=sender, boek=boek, casus=casus, parts=[], now=NOW)


def test_who_is_not_in_it_or_did_not_agree_hands_in_nothing() -> None:
    boek = a_praktijkboek()
    stranger, silent = UserFactory(), in_boek(boek, agreed=False).user
    answers = [send(user, boek, a_full_casus(user)).status_code for user in (stranger, silent)]
    assert (answers, Opname.objects.count()) == ([404, 302], 0)


def test_a_casus_that_is_to_be_removed_does_not_go_in() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author)
    Casus.objects.filter(pk=casus.pk).update(remove_at=NOW + timedelta(days=30))
    assert (send(author, boek, casus).status_code, Opname.objects.count()) == (200, 0)


def test_after_establishing_nothing_goes_in_and_nothing_typed_is_lost() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opname = an_opname(boek)
    casus = opname.casus
    assert casus is not None
    establish(actor=keeper, boek=boek, now=NOW)
    page = send(opname.author, boek, casus)
    assert (page.status_code, Opname.objects.get().version) == (302, 1)
    with pytest.raises(ActionError):
        hand_in(actor=opname.author, boek=boek, casus=casus, parts=[], now=NOW)


def test_taking_back_works_always_and_destroys_its_key_but_not_the_casus() -> None:
    boek = a_praktijkboek()
    keeper, opname = in_boek(boek, begeleider=True).user, an_opname(boek)
    establish(actor=keeper, boek=boek, now=NOW)
    for _time in range(2):
        take_back(actor=opname.author, opname=Opname.objects.get(), now=NOW)
    row = Opname.objects.get()
    with pytest.raises(KeyDestroyedError):
        _ = row.content
    assert opname.casus is not None
    assert opname.casus.format["werktitel"]
    assert DataKey.objects.get(pk=row.data_key_id).wrapped is None


def test_only_its_author_takes_it_back() -> None:
    boek = a_praktijkboek()
    keeper, opname = in_boek(boek, begeleider=True).user, an_opname(boek)
    with pytest.raises(DeniedError):
        take_back(actor=keeper, opname=opname, now=NOW)
    client = Client()
    client.force_login(keeper)
    assert client.post(f"/praktijkboeken/{boek.code}/{opname.code}/terugnemen/").status_code == 404


def test_the_duty_to_hand_in_comes_goes_and_comes_back() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    in_boek(boek, begeleider=True)
    open_ones = Taak.objects.filter(kind=CASUS_INLEVEREN, done_at__isnull=True, withdrawn_at__isnull=True)
    for _time in range(2):
        ask_for_casussen(NOW)
    assert list(open_ones.values_list("user", flat=True)) == [author.pk]
    opname = an_opname(boek, author)
    assert not open_ones.exists()
    take_back(actor=author, opname=opname, now=NOW)
    ask_for_casussen(NOW)
    assert open_ones.get().user == author


def test_the_begeleider_moves_casussen_and_two_moves_at_once_lose_none() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    rows = [an_opname(boek, schuurpunt=word) for word in ("Een.", "Twee.", "Drie.")]
    client = Client()
    client.force_login(keeper)
    for row, way in ((rows[2], "omhoog"), (rows[0], "omlaag"), (rows[0], "omlaag"), (rows[2], "omhoog")):
        move = {"opname": row.code, "richting": way}
        assert client.post(f"/praktijkboeken/{boek.code}/volgorde/", move).status_code == 302
    assert texts(boek) == ["Drie.", "Twee.", "Een."]


@pytest.mark.parametrize(
    "sent",
    [{}, {"opname": "{code}"}, {"richting": "omhoog"}, {"opname": "{code}", "richting": "opzij"},
     {"opname": "p-22222222", "richting": "omhoog"}, {"opname": "\x00", "richting": "omhoog"},
     {"opname": "x" * 5000, "richting": "omhoog"}, {"opname": "{other}", "richting": "omhoog"}],
)  # fmt: skip
def test_a_made_up_move_moves_nothing(sent: Mapping[str, str]) -> None:
    boek = a_praktijkboek()
    keeper, row = in_boek(boek, begeleider=True).user, an_opname(boek)
    elsewhere = an_opname(a_praktijkboek())
    client = Client()
    client.force_login(keeper)
    data = {name: value.format(code=row.code, other=elsewhere.code) for name, value in sent.items()}
    assert client.post(f"/praktijkboeken/{boek.code}/volgorde/", data).status_code == 404
    with pytest.raises(DeniedError):
        move_opname(actor=keeper, opname=elsewhere, is_up=True, now=NOW)


def test_the_parts_she_chose_go_along_and_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [_part("proef"), _part("leeg", values=None), _part("geheim", is_open=False)]
    monkeypatch.setattr(onderdelen.parts, "_items", {part.code: part for part in parts})
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author)
    assert send(author, boek, casus, parts=["geheim"]).status_code == 200
    assert send(author, boek, casus, parts=["proef", "leeg"]).status_code == 302
    assert Opname.objects.get().content["parts"] == {"proef": {"blocks": [["Uit de proef", []]]}}
    client = Client()
    client.force_login(in_boek(boek).user)
    page = client.get(f"/praktijkboeken/{boek.code}/{Opname.objects.get().code}/")
    assert "Uit de proef" in page.content.decode()


def _part(code: str, *, values: Any = "Uit de proef", is_open: bool = True) -> Part:
    def read(_casus: Casus) -> Mapping[str, Any] | None:
        return {"blocks": [[values, []]]} if values else None

    return Part(code=code, title=code, page="casus", template="casussen/casussen/_lezen.html", read=read, order=1,
                is_open=is_open)  # fmt: skip


def test_who_has_no_casus_is_told_where_to_begin() -> None:
    boek = a_praktijkboek()
    client = Client()
    client.force_login(in_boek(boek).user)
    body = client.get(f"/praktijkboeken/{boek.code}/inleveren/").content.decode()
    assert ("/casussen/nieuw/" in body, "Lever in" in body) == (True, False)
    assert a_casus().format["werktitel"]


def test_who_keeps_it_sees_who_is_still_to_hand_in_as_long_as_it_collects() -> None:
    boek = a_praktijkboek()
    keeper, late = in_boek(boek, begeleider=True).user, in_boek(boek).user
    an_opname(boek)

    def waiting(user: User) -> bool:
        client = Client()
        client.force_login(user)
        page = client.get(f"/praktijkboeken/{boek.code}/").content.decode()
        return f"Deze deelnemers leverden nog niets in:</p><ul><li>{late.naam}</li></ul>" in page

    assert (waiting(keeper), waiting(late)) == (True, False)
    Praktijkboek.objects.filter(pk=boek.pk).update(status=PraktijkboekStatus.VASTGESTELD)
    assert waiting(keeper) is False
