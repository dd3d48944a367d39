"""The pages of roles: for coördinatoren and beheerders, and not there for others (T2, T10, T40, T92)."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from community.models import Rol, Roltoekenning, User
from tests.factories import LeergroepFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO_DAY

pytestmark = pytest.mark.django_db

LIST, NEW = "/coordinatie/rollen/", "/coordinatie/rollen/nieuw/"
TODAY = date(2027, 1, 18)
OUTSIDERS = [None, Rol.TRAINER, Rol.COACH, Rol.EXPERT, Rol.OPLEIDINGSADVISEUR, Rol.PARTNERCONTACT, Rol.REDACTEUR]


def end_of(row: Roltoekenning) -> str:
    return f"{LIST}{row.pk}/beeindigen/"


def person_with(rol: Rol | None) -> User:
    user: User = UserFactory()
    if rol:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
    return user


def answers(**changed: Any) -> dict[str, Any]:
    return {"rol": "TRAINER", "from_date": "18-01-2027", "until_date": "", "organisatie": "", **changed}


@pytest.mark.parametrize("rol", OUTSIDERS)
def test_for_others_the_pages_do_not_exist(rol: Rol | None) -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER)
    browser = browser_of(person_with(rol))
    missing = browser.get("/coordinatie/rollen/bestaat-niet/")
    sent = answers(email=row.user.email, when="nu")
    found = [browser.get(path) for path in (LIST, NEW, end_of(row))]
    found += [browser.post(path, sent) for path in (NEW, end_of(row))]
    assert {(answer.status_code, answer.content) for answer in found} == {(404, missing.content)}
    assert list(Roltoekenning.objects.filter(pk=row.pk).values_list("until_date")) == [(None,)]


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_a_role_that_ended_opens_nothing(rol: Rol) -> None:
    user = RoltoekenningFactory(rol=rol, until_date=TODAY - timedelta(days=1)).user
    browser = browser_of(user)
    assert {browser.get(path).status_code for path in (LIST, NEW)} == {404}


@pytest.mark.parametrize("trait", ["coordinator", "beheerder"])
def test_who_gives_roles_sees_them(trait: str) -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER, user__voornaam="Wouter", user__achternaam="Hofstra")
    page = browser_of(UserFactory(**{trait: True})).get(LIST).content.decode()
    assert "Wouter van der Hofstra" in page
    assert end_of(row) in page


def test_a_coordinator_gets_no_button_for_roles_of_accounts() -> None:
    row = RoltoekenningFactory(rol=Rol.REDACTEUR)
    browser = browser_of(UserFactory(coordinator=True))
    assert end_of(row) not in browser.get(LIST).content.decode()
    assert browser.get(end_of(row)).status_code == 404
    options = browser.get(NEW).content.decode()
    assert ('value="TRAINER"' in options, 'value="BEHEERDER"' in options) == (True, False)


def test_a_role_is_given_by_address() -> None:
    user = UserFactory(email="bas@voorbeeld.example")
    answer = browser_of(UserFactory(coordinator=True)).post(NEW, answers(email=" BAS@voorbeeld.example "))
    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    assert list(user.roltoekenningen.values_list("rol", "from_date")) == [("TRAINER", TODAY)]


def test_a_role_is_given_from_somebodys_page() -> None:
    user, organisatie = UserFactory(voornaam="Tineke", tussenvoegsel="", achternaam="Postma"), OrganisatieFactory()
    browser = browser_of(UserFactory(coordinator=True))
    path = f"{NEW}?lid={user.profiel.code}"
    page = browser.get(path).content.decode()
    assert ("Rol geven aan Tineke Postma" in page, user.email in page) == (True, False)
    sent = answers(
        rol="PARTNERCONTACT", organisatie=organisatie.pk, from_date="1 februari 2027", until_date="31-12-2027"
    )
    assert browser.post(path, sent).status_code == 302
    assert list(user.roltoekenningen.values_list("organisatie", "from_date", "until_date")) == [
        (organisatie.pk, date(2027, 2, 1), date(2027, 12, 31))
    ]


@pytest.mark.parametrize("code", ["bestaat-niet", "%00", "../", "x" * 500])
def test_from_nobodys_page_nothing_can_be_given(code: str) -> None:
    assert browser_of(UserFactory(coordinator=True)).get(f"{NEW}?lid={code}").status_code == 404


REFUSED = [
    ({"email": ""}, "Vul een e-mailadres in."),
    ({"email": "geen adres"}, "Schrijf het e-mailadres zo"),
    ({"email": "onbekend@voorbeeld.example"}, "We kennen geen lid met dit e-mailadres."),
    ({"email": "bas@voorbeeld.example\x00"}, "e-mailadres"),
    ({"email": "b" * 400 + "@voorbeeld.example"}, "e-mailadres"),
    ({"email": "actor@voorbeeld.example"}, "Je kunt jezelf geen rol geven."),
    ({"email": "gesloten@voorbeeld.example"}, "We kennen geen lid met dit e-mailadres."),
    ({"rol": ""}, "Kies een rol."),
    ({"rol": "BEHEERDER"}, "Kies een van de mogelijkheden in de lijst."),
    ({"rol": "KEIZER"}, "Kies een van de mogelijkheden in de lijst."),
    ({"rol": "TRAINER\x00"}, "Kies een van de mogelijkheden in de lijst."),
    ({"rol": "PARTNERCONTACT"}, "Kies voor welke organisatie"),
    ({"organisatie": "geen-uuid"}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": "00000000-0000-4000-8000-000000000000"}, "Kies een van de mogelijkheden in de lijst."),
    ({"from_date": ""}, "Vul een datum in."),
    ({"from_date": "morgen"}, "Schrijf de datum zo"),
    ({"from_date": "31-02-2027"}, "Schrijf de datum zo"),
    ({"from_date": "18-01-0000"}, "Schrijf de datum zo"),
    ({"from_date": "9" * 5000}, "Schrijf de datum zo"),
    ({"from_date": "17-01-2027"}, "Kies een eerste dag vanaf vandaag."),
    ({"kring": str(uuid.uuid4())}, "Kies een van de mogelijkheden in de lijst."),
    ({"kring": "x"}, "Kies een van de mogelijkheden in de lijst."),
    ({"until_date": "17-01-2027"}, "De laatste dag ligt vóór de eerste dag."),
    ({"until_date": "٠١-٠٢-٢٠٢٧ x"}, "Schrijf de datum zo"),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED)
def test_odd_answers_get_a_sentence_and_give_no_role(changed: dict[str, Any], sentence: str) -> None:
    UserFactory(email="bas@voorbeeld.example")
    UserFactory(email="gesloten@voorbeeld.example", is_active=False)
    browser = browser_of(UserFactory(coordinator=True, email="actor@voorbeeld.example"))
    answer = browser.post(NEW, answers(**{"email": "bas@voorbeeld.example", **changed}))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert list(Roltoekenning.objects.values_list("rol", flat=True)) == ["COORDINATOR"]


def test_forged_fields_change_nothing() -> None:
    user, actor = UserFactory(email="bas@voorbeeld.example"), UserFactory(coordinator=True)
    forged = {"user": actor.pk, "user_id": actor.pk, "granted_by": user.pk, "id": uuid.uuid4(), "pk": uuid.uuid4(),
              "granted_at": "x", "is_superuser": "on", "is_staff": "on", "groups": "1", "status": "x"}  # fmt: skip
    browser_of(actor).post(NEW, answers(email="bas@voorbeeld.example", **forged))
    row = Roltoekenning.objects.get(rol=Rol.TRAINER)
    assert (row.user, row.granted_by, row.kring, row.organisatie) == (user, actor, None, None)
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_role_for_one_leergroep() -> None:
    user, leergroep = UserFactory(email="bas@voorbeeld.example"), LeergroepFactory(kring__name="Beken en bodem")
    browser = browser_of(UserFactory(coordinator=True))
    assert "Beken en bodem" in browser.get(NEW).content.decode()
    sent = answers(email="bas@voorbeeld.example", kring=str(leergroep.kring_id))
    assert browser.post(NEW, sent).status_code == 302
    row = Roltoekenning.objects.get(user=user)
    assert (row.rol, row.kring, row.organisatie) == (Rol.TRAINER, leergroep.kring, None)
    assert "Beken en bodem" in browser.get(LIST).content.decode()


def test_a_double_submit_gives_one_role() -> None:
    UserFactory(email="bas@voorbeeld.example")
    browser = browser_of(UserFactory(coordinator=True))
    sent = answers(email="bas@voorbeeld.example", eenmalig=str(uuid.uuid4()))
    assert [browser.post(NEW, sent).status_code for _ in range(2)] == [302, 302]
    assert Roltoekenning.objects.filter(rol=Rol.TRAINER).count() == 1


@pytest.mark.parametrize("days", [{"from_date": LONG_AGO_DAY}, {"from_date": TODAY}])
def test_ending_asks_first_and_a_double_submit_ends_once(days: dict[str, date]) -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER, **days)
    browser = browser_of(UserFactory(coordinator=True))
    assert "Weet je het zeker?" in browser.get(end_of(row)).content.decode()
    sent = {"when": "nu", "last_day": "", "eenmalig": str(uuid.uuid4())}
    assert [browser.post(end_of(row), sent).headers.get("Location") for _ in range(2)] == [LIST, LIST]
    assert not Roltoekenning.objects.filter(rol=Rol.TRAINER, until_date__isnull=True).exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Kies wanneer de rol eindigt."),
        ({"when": "ooit"}, "Kies een van de mogelijkheden in de lijst."),
        ({"when": "later"}, "Vul de laatste dag in."),
        ({"when": "later", "last_day": "gisteren"}, "Schrijf de datum zo"),
        ({"when": "later", "last_day": "17-01-2027"}, "Deze dag is al voorbij."),
    ],
)
def test_odd_ends_get_a_sentence(sent: dict[str, str], sentence: str) -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER)
    answer = browser_of(UserFactory(coordinator=True)).post(end_of(row), sent)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Roltoekenning.objects.get(pk=row.pk).until_date is None


def test_a_day_is_forgotten_when_the_role_ends_at_once() -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER)
    browser_of(UserFactory(coordinator=True)).post(end_of(row), {"when": "nu", "last_day": "31-12-2027"})
    assert Roltoekenning.objects.get(pk=row.pk).until_date == TODAY - timedelta(days=1)


def test_the_list_is_narrowed() -> None:
    now = RoltoekenningFactory(rol=Rol.TRAINER, user__achternaam="Aydın", user__voornaam="Fatima")
    RoltoekenningFactory(rol=Rol.COACH, user__achternaam="Later", from_date=TODAY + timedelta(days=5))
    RoltoekenningFactory(rol=Rol.EXPERT, user__achternaam="Vroeger", until_date=TODAY - timedelta(days=5))
    browser = browser_of(UserFactory(coordinator=True, achternaam="Beheer"))

    def shown(query: str) -> list[str]:
        page = browser.get(LIST + query).content.decode()
        return [name for name in ("Aydın", "Later", "Vroeger") if f"{name}</a>" in page]

    seen = {
        query: shown(query)
        for query in ("", "?wanneer=straks", "?wanneer=voorbij", "?q=aydin", "?q=fatima+aydin", "?rol=TRAINER",
                      "?rol=COACH", "?q=qqq", "?rol=KEIZER", "?wanneer=ooit", "?user__email=x", "?q=%00")
    }  # fmt: skip
    everything = ["Aydın"]
    assert seen == {
        "": everything, "?wanneer=straks": ["Later"], "?wanneer=voorbij": ["Vroeger"], "?q=aydin": everything,
        "?q=fatima+aydin": everything, "?rol=TRAINER": everything, "?rol=COACH": [], "?q=qqq": [],
        "?rol=KEIZER": everything, "?wanneer=ooit": everything, "?user__email=x": everything, "?q=%00": everything,
    }  # fmt: skip
    assert now.user.naam in browser.get(LIST).content.decode()


def test_a_closed_account_is_named_without_a_page() -> None:
    row = RoltoekenningFactory(rol=Rol.TRAINER, user__is_active=False, user__achternaam="Gesloten")
    page = browser_of(UserFactory(coordinator=True)).get(LIST).content.decode()
    assert ("Gesloten" in page, f"/leden/{row.user.profiel.code}/" in page) == (True, False)


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_costs_the_same_for_many(amount: int, django_assert_num_queries: Callable[..., Any]) -> None:
    RoltoekenningFactory.create_batch(amount, rol=Rol.TRAINER)
    browser = browser_of(UserFactory(coordinator=True))
    browser.get(LIST)
    with django_assert_num_queries(6):
        browser.get(LIST)
