"""Breaking the glass: two people, a reason, at most four hours; the owner is told and finds it in her log."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from casussen.access.noodtoegang import ANSWER_WITHIN
from casussen.models import Casus, Inzage, InzageVia, Noodtoegang
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, Rol, Roltoekenning, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
REASON = "Melding van de gagelkever"


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def somebody(rol: Rol | None = None, **more: object) -> User:
    user = with_second_factor(UserFactory(**more))
    if rol:
        RoltoekenningFactory(user=user, rol=rol)
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(beheerder: User, code: str, **more: str) -> str:
    answer = browser(beheerder).post(
        "/noodtoegang/", {"casuscode": code, "reden": REASON, "uren": "2"} | more, follow=True
    )
    return str(answer.status_code) + answer.content.decode()


def decide(who: User, word: str) -> int:
    with confidential():
        pk = Noodtoegang.objects.get().pk
    return int(browser(who).post(f"/noodtoegang/{pk}/", {"besluit": word}).status_code)


def sight_of(user: User, casus: Casus) -> tuple[int, bool]:
    answer = browser(user).get(f"/casussen/{casus.code}/")
    return answer.status_code, CANARY in answer.content.decode()


def told() -> list[tuple[str, object, str]]:
    return [(row.kind, row.recipient_id, row.moment) for row in Bericht.objects.order_by("kind", "moment")]


def a_broken_glass() -> tuple[Casus, User, User]:
    casus, beheerder, privacy = a_casus(), somebody(Rol.BEHEERDER), somebody(Rol.PRIVACYCONTACT)
    ask(beheerder, casus.code)
    assert decide(privacy, "toestaan") == 302
    return casus, beheerder, privacy


def test_two_people_a_reason_and_an_end() -> None:
    casus, beheerder, privacy = a_casus(), somebody(Rol.BEHEERDER), somebody(Rol.PRIVACYCONTACT)
    page = ask(beheerder, casus.code)
    assert (CANARY in page, casus.owner.naam in page, REASON in page) == (False, False, False)
    assert sight_of(beheerder, casus) == (404, False)
    with confidential():
        pk = Noodtoegang.objects.get().pk
    shown = browser(privacy).get(f"/noodtoegang/{pk}/").content.decode()
    assert (REASON in shown, CANARY in shown) == (True, False)
    decide(privacy, "toestaan")
    assert sight_of(beheerder, casus) == (200, True)
    assert sight_of(privacy, casus) == (404, False)
    assert browser(beheerder).post(f"/casussen/{casus.code}/format/", {"werktitel": "x"}).status_code == 200
    with confidential():
        assert Casus.objects.get(pk=casus.pk).version == 1
        assert set(Inzage.objects.values_list("reader", "via")) == {(beheerder.pk, InzageVia.NOODTOEGANG)}
    assert told() == [
        ("N150", casus.owner_id, "TOEGESTAAN"), ("N151", privacy.pk, ""), ("N152", beheerder.pk, "")
    ]  # fmt: skip
    log = browser(casus.owner).get(f"/casussen/{casus.code}/inzage/").content.decode()
    assert [word in log for word in (REASON, beheerder.naam, privacy.naam)] == [True] * 3
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert sight_of(beheerder, casus) == (404, False)


def test_a_code_that_does_not_exist_answers_the_same() -> None:
    casus, beheerder = a_casus(), somebody(Rol.BEHEERDER)
    somebody(Rol.PRIVACYCONTACT)
    own = a_casus(beheerder)
    without_token = [_plain(ask(beheerder, code)) for code in (casus.code, "c-22222222", "x", own.code, casus.code)]
    assert len(set(without_token)) == 1
    with confidential():
        assert Noodtoegang.objects.count() == 1


def _plain(page: str) -> str:
    """Leave out what is fresh in each page: tokens of forms."""
    return "".join(line for line in page.split("<") if "csrf" not in line and "eenmalig" not in line)


def test_nobody_decides_on_her_own_question_or_her_own_casus() -> None:
    both = somebody(Rol.BEHEERDER)
    RoltoekenningFactory(user=both, rol=Rol.PRIVACYCONTACT)
    owner = somebody(Rol.PRIVACYCONTACT)
    casus = a_casus(owner)
    ask(both, casus.code)
    assert [decide(who, "toestaan") for who in (both, owner, somebody(Rol.BEHEERDER), somebody())] == [404] * 4
    assert sight_of(both, casus) == (404, False)
    with confidential(), pytest.raises(IntegrityError), transaction.atomic():
        Noodtoegang.objects.update(decided_by=both, decided_at=NOW, until_at=NOW + timedelta(hours=1))


@pytest.mark.parametrize("rol", [None, Rol.COORDINATOR, Rol.TRAINER, Rol.REDACTEUR])
def test_other_roles_find_no_such_page(rol: Rol | None) -> None:
    client = browser(somebody(rol))
    assert [client.get("/noodtoegang/").status_code, client.post("/noodtoegang/").status_code] == [404, 404]


def test_a_privacycontact_does_not_ask() -> None:
    casus, privacy = a_casus(), somebody(Rol.PRIVACYCONTACT)
    assert ask(privacy, casus.code).startswith("404")


@pytest.mark.parametrize(
    "wrong", [{"reden": ""}, {"uren": "5"}, {"uren": "0"}, {"uren": ""}, {"uren": "-1"}, {"casuscode": ""},
              {"reden": "x" * 1001}, {"casuscode": "\x00"}],
)  # fmt: skip
def test_wrong_input_asks_nothing(wrong: dict[str, str]) -> None:
    casus, beheerder = a_casus(), somebody(Rol.BEHEERDER)
    assert ask(beheerder, casus.code, **wrong).startswith("200")
    with confidential():
        assert Noodtoegang.objects.count() == 0


def test_refused_is_refused_and_only_who_asked_is_told() -> None:
    casus, beheerder, privacy = a_casus(), somebody(Rol.BEHEERDER), somebody(Rol.PRIVACYCONTACT)
    ask(beheerder, casus.code)
    decide(privacy, "weigeren")
    assert sight_of(beheerder, casus) == (404, False)
    assert [row[0] for row in told()] == ["N151", "N152"]
    assert decide(privacy, "toestaan") == 404
    assert REASON not in browser(casus.owner).get(f"/casussen/{casus.code}/inzage/").content.decode()


def test_a_question_nobody_answers_lapses() -> None:
    casus, beheerder, privacy = a_casus(), somebody(Rol.BEHEERDER), somebody(Rol.PRIVACYCONTACT)
    ask(beheerder, casus.code)
    with time_machine.travel(NOW + ANSWER_WITHIN, tick=False):
        assert decide(privacy, "toestaan") == 404
        ask(beheerder, casus.code)
        assert decide(privacy, "toestaan") == 302


def test_who_is_beheerder_no_more_loses_it_at_her_next_request() -> None:
    casus, beheerder, _privacy = a_broken_glass()
    client = browser(beheerder)
    assert client.get(f"/casussen/{casus.code}/").status_code == 200
    Roltoekenning.objects.filter(user=beheerder).delete()
    assert client.get(f"/casussen/{casus.code}/").status_code == 404
    assert beheerder.naam not in browser(casus.owner).get(f"/casussen/{casus.code}/wie-ziet-dit/").content.decode()


def test_the_privacycontact_ends_it_before_its_time() -> None:
    casus, beheerder, privacy = a_broken_glass()
    with confidential():
        pk = Noodtoegang.objects.get().pk
    assert browser(beheerder).post(f"/noodtoegang/{pk}/stoppen/").status_code == 404
    assert browser(privacy).post(f"/noodtoegang/{pk}/stoppen/").status_code == 302
    assert sight_of(beheerder, casus) == (404, False)
    assert ("N150", casus.owner_id, "BEEINDIGD") in told()


def test_the_messages_say_who_and_until_when_and_nothing_of_the_casus() -> None:
    casus, beheerder, privacy = a_broken_glass()
    words = {}
    for kind in ("N150", "N152"):
        rows = list(Bericht.objects.filter(kind=kind))
        words[kind] = bericht_kinds.get(kind).load(rows, NOW)[rows[0].pk]
    assert (words["N150"].context["wie"], words["N150"].context["door"]) == (beheerder.naam, privacy.naam)
    assert words["N150"].path == f"/casussen/{casus.code}/inzage/"
    assert words["N152"].context["is_toegestaan"] is True
    assert [REASON in str(told) or CANARY in str(told) for told in words.values()] == [False, False]


def test_the_panel_shows_who_reads_in_an_emergency() -> None:
    casus, beheerder, _privacy = a_broken_glass()
    page = browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()
    assert "Zichtbaar voor 2 personen: jij en 1 beheerder met noodtoegang." in page
    assert beheerder.naam in page


@pytest.mark.parametrize(
    ("rol", "is_shown"),
    [
        (None, False),
        (Rol.COORDINATOR, False),
        (Rol.REDACTEUR, False),
        (Rol.BEHEERDER, True),
        (Rol.PRIVACYCONTACT, True),
    ],
)
def test_the_menu_leads_there_who_has_something_to_do_there(rol: Rol | None, is_shown: bool) -> None:
    page = browser(somebody(rol)).get("/mijn/").content.decode()
    assert ('<a href="/noodtoegang/">Noodtoegang</a>' in page) == is_shown
