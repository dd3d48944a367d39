"""The pages of organisaties and of changing one's own (T2, T10, T40, T49, T92)."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from community.models import Organisatie, Profiel, Rol, User, VisibleTo
from tests.factories import DienstverbandFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO_DAY

pytestmark = pytest.mark.django_db

LIST, MINE = "/leden/organisaties/", "/mijn/profiel/organisatie/"
TODAY = date(2027, 1, 18)
BOTH = ["Gemeente Weidestad", "Stichting Zonnedauw"]


def page_of(organisatie: Organisatie) -> str:
    return f"{LIST}{organisatie.slug}/"


def worker(organisatie: Organisatie, achternaam: str, **profiel: Any) -> User:
    user: User = DienstverbandFactory(organisatie=organisatie, user__achternaam=achternaam).user
    Profiel.objects.filter(user=user).update(**profiel)
    return user


def test_an_organisatie_shows_who_says_to_work_there() -> None:
    here = OrganisatieFactory(kind="COLLECTIEF", wereld="NGO", provincie="DRENTHE")
    worker(here, "Zichtbaar")
    worker(here, "Verborgen", in_ledengids=False)
    worker(here, "Onbekend", in_ledengids=None)
    worker(here, "Stil", organisatie_visible_to=VisibleTo.MIJN_GROEPEN)
    worker(here, "Dicht", organisatie_visible_to=VisibleTo.ALLEEN_IK)
    worker(here, "Weg").dienstverbanden.update(until_date=TODAY - timedelta(days=1))
    User.objects.filter(pk=worker(here, "Gesloten").pk).update(is_active=False)
    for reader in (UserFactory(), UserFactory(coordinator=True), UserFactory(beheerder=True)):
        page = browser_of(reader).get(page_of(here)).content.decode()
        names = ("Zichtbaar", "Verborgen", "Onbekend", "Stil", "Dicht", "Weg", "Gesloten")
        assert [name for name in names if f"{name}</a>" in page] == ["Zichtbaar"]
        for words in ("Agrarisch collectief", "Ngo", "Drenthe"):
            assert words in page
    listed = browser_of(UserFactory()).get(LIST).content.decode()
    assert 'data-label="Leden">1<' in listed


def test_one_that_stopped_is_there_for_who_keeps_the_register() -> None:
    row = OrganisatieFactory(is_active=False)
    assert browser_of(UserFactory(coordinator=True)).get(page_of(row)).status_code == 200
    browser = browser_of(UserFactory())
    hidden, missing = browser.get(page_of(row)), browser.get(f"{LIST}bestaat-niet/")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert row.name not in browser.get(LIST).content.decode()


def test_the_name_of_one_that_stopped_leads_nowhere() -> None:
    user = worker(OrganisatieFactory(name="Gestopt", is_active=False), "Wal")
    page = browser_of(UserFactory()).get(f"/leden/{user.profiel.code}/").content.decode()
    assert ("Gestopt" in page, LIST in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", BOTH), ("?q=zonnedauw", ["Stichting Zonnedauw"]),
        ("?q=stichtingen", ["Stichting Zonnedauw"]), ("?soort=GEMEENTE", ["Gemeente Weidestad"]),
        ("?wereld=NGO", ["Stichting Zonnedauw"]), ("?provincie=UTRECHT", ["Gemeente Weidestad"]),
        ("?soort=GEMEENTE&wereld=NGO", []), ("?soort=KASTEEL", BOTH),
        ("?is_active=0", BOTH), ("?page=999", BOTH),
        ("?q=%00", BOTH), ("?q=" + "x" * 10_000, BOTH),
        ("?order_by=slug&slug=x", BOTH),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(query: str, found: list[str]) -> None:
    OrganisatieFactory(name="Gemeente Weidestad", kind="GEMEENTE", provincie="UTRECHT")
    OrganisatieFactory(name="Stichting Zonnedauw", kind="BELANGEN", wereld="NGO", provincie="DRENTHE")
    answer = browser_of(UserFactory()).get(LIST + query)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [name for name in BOTH if f"{name}</a>" in page] == found


def test_a_member_changes_her_own_employer_and_sees_her_history() -> None:
    old, new = OrganisatieFactory(name="Oud"), OrganisatieFactory(name="Nieuw")
    user = DienstverbandFactory(organisatie=old).user
    browser = browser_of(user)
    answer = browser.post(MINE, {"organisatie": new.pk, "from_date": "1 februari 2027"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mijn/profiel/")
    page = browser.get(MINE).content.decode()
    for words in ("Oud", "Nieuw", "vanaf 1 februari 2027", "tot en met 31 januari 2027", "Gepland"):
        assert words in page


REFUSED = [
    ({}, "Kies een organisatie."),
    ({"organisatie": "nieuw"}, "Vul een datum in."),
    ({"organisatie": "geen-uuid", "from_date": "18-1-2027"}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": "\x00", "from_date": "18-1-2027"}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": str(uuid.uuid4()), "from_date": "18-1-2027"}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": "gestopt", "from_date": "18-1-2027"}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": "nieuw", "from_date": "overmorgen"}, "Schrijf de datum zo"),
    ({"organisatie": "nieuw", "from_date": "29-02-2027"}, "Schrijf de datum zo"),
    ({"organisatie": "nieuw", "from_date": "1-1-1900"}, "Kies een datum vanaf 1 januari 1970."),
    ({"organisatie": "nieuw", "from_date": "1-1-2040"}, "Kies een datum tot en met 19 januari 2028."),
    ({"organisatie": "oud", "from_date": "18-1-2027"}, "Deze organisatie staat er al"),
    ({"organisatie": "nieuw", "from_date": "x" * 100_000}, "Schrijf de datum zo"),
    ({"organisatie": "nieuw", "from_date": "\u202e18-1-2027"}, "Schrijf de datum zo"),
]


@pytest.mark.parametrize(("sent", "sentence"), REFUSED)
def test_odd_answers_get_a_sentence_and_change_nothing(sent: dict[str, str], sentence: str) -> None:
    known = {"oud": OrganisatieFactory(), "nieuw": OrganisatieFactory(), "gestopt": OrganisatieFactory(is_active=False)}
    user = DienstverbandFactory(organisatie=known["oud"]).user
    chosen = sent.get("organisatie", "")
    answer = browser_of(user).post(MINE, {**sent, "organisatie": known[chosen].pk if chosen in known else chosen})
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert list(user.dienstverbanden.values_list("from_date", "until_date")) == [(LONG_AGO_DAY, None)]


def test_forged_fields_change_nothing() -> None:
    mine, hers, new = UserFactory(), DienstverbandFactory(), OrganisatieFactory()
    forged = {"user": hers.user_id, "user_id": hers.user_id, "id": hers.pk, "pk": hers.pk, "until_date": "2027-01-20",
              "is_staff": "on", "rol": "BEHEERDER", "is_active": "", "actor": hers.user_id}  # fmt: skip
    browser_of(mine).post(MINE, {"organisatie": new.pk, "from_date": "18-01-2027", **forged})
    assert list(mine.dienstverbanden.values_list("organisatie", "from_date", "until_date")) == [(new.pk, TODAY, None)]
    assert list(hers.user.dienstverbanden.values_list("pk", "until_date")) == [(hers.pk, None)]


def test_a_double_submit_changes_once() -> None:
    user, new = UserFactory(), OrganisatieFactory()
    browser = browser_of(user)
    sent = {"organisatie": new.pk, "from_date": "18-01-2027", "eenmalig": str(uuid.uuid4())}
    assert [browser.post(MINE, sent).status_code for _ in range(2)] == [302, 302]
    assert user.dienstverbanden.count() == 1


@pytest.mark.parametrize("rol", [None, Rol.TRAINER, Rol.REDACTEUR, Rol.BEHEERDER])
def test_others_find_no_page_to_change_it(rol: Rol | None) -> None:
    user, new = DienstverbandFactory().user, OrganisatieFactory()
    browser = browser_of(RoltoekenningFactory(rol=rol).user if rol else UserFactory())
    path = f"/leden/{user.profiel.code}/organisatie/"
    answers = [browser.get(path), browser.post(path, {"organisatie": new.pk, "from_date": "18-01-2027"})]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, browser.get("/leden/x/foto/").content)
    }
    assert user.dienstverbanden.count() == 1


def test_a_coordinator_changes_it_for_a_member() -> None:
    user, new = DienstverbandFactory().user, OrganisatieFactory()
    path = f"/leden/{user.profiel.code}/organisatie/"
    browser = browser_of(UserFactory(coordinator=True))
    assert user.naam in browser.get(path).content.decode()
    assert browser.post(path, {"organisatie": new.pk, "from_date": "18-01-2027"}).status_code == 302
    assert user.dienstverbanden.get(until_date=None).organisatie == new


@pytest.mark.parametrize("amount", [1, 30])
def test_pages_cost_the_same_for_many(amount: int, django_assert_num_queries: Callable[..., Any]) -> None:
    here = OrganisatieFactory()
    for number in range(amount):
        worker(here, f"Wal{number}")
        OrganisatieFactory()
    browser = browser_of(UserFactory())
    browser.get(LIST)
    with django_assert_num_queries(6):
        browser.get(LIST)
    with django_assert_num_queries(9):
        browser.get(page_of(here))
