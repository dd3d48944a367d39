"""Guests of a casus: a link, a code by mail, chosen parts, each read a line, and nothing once it is over."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.db import connections
from django.test import Client

from casussen.actions.casussen import ask_removal
from casussen.models import Casus, Gastdeling, Inzage, InzageVia
from casussen.onderdelen import open_parts
from community.actions.gastlinks import MOST_TRIES, new_code, use_code
from community.confidential import confidential
from community.links import sign
from community.models import Bericht, Gastlink
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
GUEST = {"naam": "Wil Opdracht", "email": "Wil@Provincie.example", "onderdelen": ["format"], "tot_en_met": "1-12-2027"}


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def shared() -> tuple[Casus, Gastlink, str]:
    """Return a casus of which a guest may see the format, her link, and the token in its address."""
    casus = a_casus()
    with confidential():
        Casus.objects.filter(pk=casus.pk).update(checked_at=NOW)
    answer = owner(casus).post(f"/casussen/{casus.code}/gasten/nieuw/", GUEST)
    assert answer.status_code == 302
    link = Gastlink.objects.get(kind="CASUS", object_id__in=gastdeling_ids(casus))
    return casus, link, token_of(link)


def gastdeling_ids(casus: Casus) -> list[object]:
    with confidential():
        return list(Gastdeling.objects.filter(casus=casus).values_list("pk", flat=True))


def owner(casus: Casus) -> Client:
    client = Client()
    client.force_login(casus.owner)
    return client


def let_in(token: str, client: Client | None = None) -> Client:
    """Return the browser of a guest who typed her code."""
    client = client or Client()
    mail.outbox.clear()
    assert client.post(f"/gedeeld/{token}/code/").status_code == 302
    code = re.search(r"\b\d{6}\b", str(mail.outbox[0].body))
    assert code
    answer = client.post(f"/gedeeld/{token}/", {"code": code[0]})
    assert answer.status_code == 302
    return client


def test_a_guest_counts_among_who_sees_the_casus_until_her_link_is_over() -> None:
    casus, gastlink, _token = shared()
    page = f"/casussen/{casus.code}/"
    assert "Zichtbaar voor 2 personen: jij en 1 gast." in owner(casus).get(page).content.decode()
    Gastlink.objects.filter(pk=gastlink.pk).update(revoked_at=NOW)
    assert "Alleen jij ziet deze casus." in owner(casus).get(page).content.decode()


def test_a_guest_types_her_code_and_reads_what_was_chosen_and_each_read_is_a_line() -> None:
    casus, link, token = shared()
    told = Bericht.objects.get(kind="N146")
    assert (told.object_id, told.recipient) == (link.pk, None)
    client = Client()
    closed = client.get(f"/gedeeld/{token}/").content.decode()
    assert [word in closed for word in (CANARY, casus.owner.naam, "Wil", "provincie")] == [False] * 4
    let_in(token, client)
    assert mail.outbox[0].to == ["wil@provincie.example"]
    front = client.get(f"/gedeeld/{token}/").content.decode()
    assert (casus.owner.naam in front, CANARY in front) == (True, False)
    page = client.get(f"/gedeeld/{token}/format/")
    assert CANARY in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    with confidential():
        row = Inzage.objects.get()
    assert (row.gastlink, row.reader, row.via, row.part) == (link, None, InzageVia.GASTLINK, "format")
    log = owner(casus).get(f"/casussen/{casus.code}/inzage/").content.decode()
    assert "Wil Opdracht (gast)" in log


def test_what_was_not_chosen_is_as_what_does_not_exist() -> None:
    _casus, _link, token = shared()
    client = let_in(token)
    others = [part.code for part in open_parts() if part.code != "format"] + ["bestaat-niet"]
    for code in others:
        assert client.get(f"/gedeeld/{token}/{code}/").status_code == 404
    with confidential():
        assert Inzage.objects.count() == 0


def test_no_address_mail_title_or_header_carries_a_word_of_it() -> None:
    _casus, _link, token = shared()
    client = let_in(token)
    for path in ("", "format/"):
        answer = client.get(f"/gedeeld/{token}/{path}")
        title = re.search(r"<title>(.*?)</title>", answer.content.decode())
        assert title
        assert CANARY not in f"{title[1]}{answer.headers}{answer.cookies}"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert CANARY not in str(mail.outbox[0].message())


def outcomes(token: str, client: Client) -> list[int]:
    return [client.get(f"/gedeeld/{token}/").status_code, client.get(f"/gedeeld/{token}/format/").status_code,
            client.post(f"/gedeeld/{token}/code/").status_code]  # fmt: skip


@pytest.mark.parametrize("how", ["revoked", "all", "expired", "removed", "owner gone", "new link"])
def test_a_link_that_is_over_is_the_same_404_from_the_next_request_on(how: str) -> None:
    casus, link, token = shared()
    client = let_in(token)
    assert client.get(f"/gedeeld/{token}/format/").status_code == 200
    pk, moment = gastdeling_ids(casus)[0], NOW
    if how == "revoked":
        owner(casus).post(f"/casussen/{casus.code}/gasten/{pk}/intrekken/")
    elif how == "all":
        owner(casus).post(f"/casussen/{casus.code}/lezers/alles-intrekken/")
    elif how == "new link":
        owner(casus).post(f"/casussen/{casus.code}/gasten/{pk}/opnieuw/")
    elif how == "expired":
        moment = link.expires_at
    elif how == "removed":
        with confidential():
            ask_removal(actor=casus.owner, casus=casus, now=NOW)
    else:
        casus.owner.is_active = False
        casus.owner.save()
    with time_machine.travel(moment, tick=False):
        assert outcomes(token, client) == [404, 404, 404]
        over, never = client.get(f"/gedeeld/{token}/"), client.get("/gedeeld/nooit-gemaakt/")
        assert over.content == never.content


def test_forged_and_foreign_tokens_open_nothing() -> None:
    _casus, link, token = shared()
    _other, other, _other_token = shared()
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"), token.replace(str(link.pk), str(other.pk)), str(link.pk),
        f"{link.pk}.1~", sign("gast", link.pk, 2), sign("gast-binnen", link.pk, 1), sign("uitnodiging", link.pk, 1),
        sign("gast", "x", "y"), sign("gast", link.pk), "%00", "a" * 500,
    ]  # fmt: skip
    client = let_in(token)
    for one in forged:
        assert client.get(f"/gedeeld/{one}/format/").status_code == 404
    # A pass for one link is no pass for another.
    other_token = token_of(other)
    client.cookies[f"gast_{other.pk.hex}"] = client.cookies[f"gast_{link.pk.hex}"].value
    assert client.get(f"/gedeeld/{other_token}/format/").headers["Location"] == f"/gedeeld/{other_token}/"


def test_the_pass_lasts_an_hour_and_leaves_the_session_of_a_member_alone() -> None:
    _casus, _link, token = shared()
    member = Client()
    member.force_login(UserFactory())
    session = member.session.session_key
    let_in(token, member)
    assert member.get(f"/gedeeld/{token}/format/").status_code == 200
    assert (member.session.session_key, member.get("/mijn/").status_code) == (session, 200)
    guest = let_in(token)
    assert "_auth_user_id" not in guest.session
    assert guest.get("/casussen/").status_code == 302
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert guest.get(f"/gedeeld/{token}/format/").headers["Location"] == f"/gedeeld/{token}/"
    guest.post(f"/gedeeld/{token}/sluiten/")
    assert guest.get(f"/gedeeld/{token}/format/").status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 1000, "\x00" * 6])
def test_what_is_no_code_is_said_in_words(typed: str) -> None:
    _casus, _link, token = shared()
    answer = Client().post(f"/gedeeld/{token}/", {"code": typed})
    assert (answer.status_code, b'class="error"' in answer.content) == (200, True)


def test_a_code_works_once_for_a_quarter_of_an_hour_and_takes_five_tries() -> None:
    _casus, link, _token = shared()
    code = new_code(gastlink=link, now=NOW)
    assert use_code(gastlink=link, code=code, now=NOW + timedelta(minutes=15)) is False
    assert [use_code(gastlink=link, code=code, now=NOW) for _time in range(2)] == [True, False]
    code = new_code(gastlink=link, now=NOW)
    wrong = "000000" if code != "000000" else "111111"
    for _time in range(MOST_TRIES):
        assert use_code(gastlink=link, code=wrong, now=NOW) is False
    assert use_code(gastlink=link, code=code, now=NOW) is False
    assert code not in str(Gastlink.objects.filter(pk=link.pk).values())


@pytest.mark.django_db(databases=["default", "sleutels"], transaction=True)
def test_twenty_guesses_at_once_are_still_five_tries() -> None:
    _casus, link, _token = shared()
    code = new_code(gastlink=link, now=NOW)
    wrong = "000000" if code != "000000" else "111111"
    start = Barrier(20)

    def guess() -> None:
        start.wait()
        try:
            use_code(gastlink=link, code=wrong, now=NOW)
        finally:
            connections.close_all()

    together = [Thread(target=guess) for _number in range(20)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert Gastlink.objects.get(pk=link.pk).code_tries == MOST_TRIES


def test_codes_are_not_sent_without_end() -> None:
    _casus, _link, token = shared()
    client = Client()
    answers = [client.post(f"/gedeeld/{token}/code/").status_code for _time in range(8)]
    assert answers == [302] * 6 + [429] * 2


def test_the_owner_changes_what_a_guest_sees() -> None:
    casus, link, token = shared()
    client, pk = let_in(token), gastdeling_ids(casus)[0]
    page = f"/casussen/{casus.code}/gasten/{pk}/"
    assert owner(casus).get(page).status_code == 200
    with confidential():
        Gastdeling.objects.filter(pk=pk).update(parts=[])
    assert client.get(f"/gedeeld/{token}/format/").status_code == 404
    owner(casus).post(page, {"onderdelen": ["format"], "tot_en_met": "2-12-2027"})
    assert client.get(f"/gedeeld/{token}/format/").status_code == 200
    link.refresh_from_db()
    assert link.expires_at.date().isoformat() == "2027-12-02"


@pytest.mark.parametrize(
    "wrong",
    [{"onderdelen": []}, {"onderdelen": ["geheim"]}, {"email": "x"}, {"naam": ""}, {"naam": "<b>"}, {"tot_en_met": ""},
     {"tot_en_met": "1-1-2020"}],
)  # fmt: skip
def test_wrong_input_makes_no_link(wrong: dict[str, object]) -> None:
    casus = a_casus()
    with confidential():
        Casus.objects.filter(pk=casus.pk).update(checked_at=NOW)
    answer = owner(casus).post(f"/casussen/{casus.code}/gasten/nieuw/", GUEST | wrong)
    assert (answer.status_code, Gastlink.objects.count()) == (200, 0)


def test_one_address_has_one_link_and_without_the_check_there_is_none() -> None:
    casus, _link, _token = shared()
    again = owner(casus).post(f"/casussen/{casus.code}/gasten/nieuw/", GUEST)
    assert "heeft al een gastlink" in again.content.decode()
    unchecked = a_casus()
    refused = owner(unchecked).post(f"/casussen/{unchecked.code}/gasten/nieuw/", GUEST)
    assert ("Doe eerst de controle" in refused.content.decode(), Gastlink.objects.count()) == (True, 1)


def test_a_guest_of_another_casus_is_not_reached_through_ones_own() -> None:
    casus, _link, token = shared()
    mine = a_casus()
    pk = gastdeling_ids(casus)[0]
    for page in ("", "intrekken/", "opnieuw/"):
        assert owner(mine).post(f"/casussen/{mine.code}/gasten/{pk}/{page}").status_code == 404
        assert owner(mine).post(f"/casussen/{casus.code}/gasten/{pk}/{page}").status_code == 404
    assert Client().get(f"/gedeeld/{token}/").status_code == 200


def test_without_a_line_in_the_log_a_guest_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _casus, _link, token = shared()
    client = let_in(token)

    def refuse(*_args: object, **_words: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Inzage, "save_base", refuse)
    client.raise_request_exception = False
    answer = client.get(f"/gedeeld/{token}/format/")
    assert (answer.status_code, CANARY in answer.content.decode()) == (500, False)
