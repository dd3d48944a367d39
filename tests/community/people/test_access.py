"""Who sees whose page and which field of it (toegang matrix, profiel_lid; T2, T5, T8, T9)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.access.people import PROFIEL_FIELDS, shown_fields, visible_fotos, visible_profielen
from community.models import Kring, Lidmaatschap, Profiel, Rol, Roltoekenning, User, VisibleTo
from community.queries.people import shown_profiel
from tests.community.people.situations import (
    ROLES,
    expired,
    in_one_kring,
    profiel_of,
    reader_of,
    show_all,
)
from tests.factories import DienstverbandFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

NOWHERE = "/leden/zzzzzzzz/"
# Who opens the page of somebody who is not in the ledengids.
MAY_OPEN = {"colleague", "trainer", "coordinator", "beheerder"}


def page_of(user: User) -> str:
    return reverse("lid", args=[user.profiel.code])


@pytest.mark.parametrize("role", ROLES)
def test_every_member_opens_the_page_of_who_is_listed(role: str) -> None:
    person = UserFactory()
    assert browser_of(reader_of(role, person)).get(page_of(person)).status_code == 200


@pytest.mark.parametrize("in_ledengids", [False, None])
@pytest.mark.parametrize("role", ROLES)
def test_who_is_not_listed_is_open_to_few(role: str, in_ledengids: bool | None) -> None:
    person = UserFactory(voornaam="Wouter", achternaam="Hofstra")
    profiel_of(person, in_ledengids=in_ledengids)
    answer = browser_of(reader_of(role, person)).get(page_of(person))
    assert answer.status_code == (200 if role in MAY_OPEN else 404)
    assert ("Hofstra" in answer.content.decode()) == (role in MAY_OPEN)


@pytest.mark.parametrize("role", ["lid", "former_colleague", "partnercontact", "redacteur"])
def test_not_listed_looks_exactly_like_not_existing(role: str) -> None:
    person = UserFactory()
    profiel_of(person, in_ledengids=False, foto="fotos/x.jpg")
    browser = browser_of(reader_of(role, person))
    for path in ("", "foto/", "organisatie/"):
        hidden, missing = browser.get(page_of(person) + path), browser.get(NOWHERE + path)
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
        assert dict(hidden.headers) == dict(missing.headers)


def test_strangers_are_sent_to_the_door_whether_it_exists_or_not(client: Client) -> None:
    person = UserFactory()
    for path in (page_of(person), NOWHERE, page_of(person) + "foto/", "/leden/", "/mijn/profiel/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('account_login')}?next={path}")


def test_a_closed_account_is_gone_for_everyone() -> None:
    person = UserFactory()
    User.objects.filter(pk=person.pk).update(is_active=False)
    for role in ROLES:
        assert browser_of(reader_of(role, person)).get(page_of(person)).status_code == 404


@pytest.mark.parametrize("rol", [Rol.TRAINER, Rol.COORDINATOR, Rol.BEHEERDER])
def test_a_role_that_ended_opens_nothing(rol: Rol) -> None:
    person = UserFactory()
    profiel_of(person, in_ledengids=False)
    assert browser_of(expired(UserFactory(), rol)).get(page_of(person)).status_code == 404


def test_ending_a_role_closes_the_page_at_the_next_request() -> None:
    person, reader = UserFactory(), UserFactory(trainer=True)
    profiel_of(person, in_ledengids=False)
    browser = browser_of(reader)
    assert browser.get(page_of(person)).status_code == 200
    Roltoekenning.objects.filter(user=reader).update(until_date=(NOW - timedelta(days=1)).date())
    assert browser.get(page_of(person)).status_code == 404


def test_leaving_the_group_closes_the_page_at_the_next_request() -> None:
    person, reader = UserFactory(), UserFactory()
    profiel_of(person, in_ledengids=False)
    in_one_kring(person, reader)
    browser = browser_of(reader)
    assert browser.get(page_of(person)).status_code == 200
    Lidmaatschap.objects.filter(user=reader).update(until_at=NOW)
    assert browser.get(page_of(person)).status_code == 404


def test_a_role_in_one_kring_does_not_make_a_coordinator() -> None:
    person, reader = UserFactory(), UserFactory()
    profiel_of(person, in_ledengids=False)
    RoltoekenningFactory(user=reader, rol=Rol.COORDINATOR, kring=Kring.objects.create(kind="LEERGROEP", name="X"))
    assert not visible_profielen(reader, NOW).filter(user=person).exists()


SEEN_BY = {
    VisibleTo.LEDEN: set(ROLES),
    VisibleTo.MIJN_GROEPEN: {"colleague"},
    VisibleTo.ALLEEN_IK: set(),
}


@pytest.mark.parametrize("level", VisibleTo)
@pytest.mark.parametrize("role", ROLES)
def test_every_field_obeys_its_own_choice(role: str, level: VisibleTo) -> None:
    person = UserFactory()
    profiel = show_all(person, level)
    reader = reader_of(role, person)
    seen = set(PROFIEL_FIELDS) if role in SEEN_BY[level] else set()
    assert shown_fields(reader, [profiel], NOW) == {person.pk: seen}


@pytest.mark.parametrize("field", PROFIEL_FIELDS)
def test_one_hidden_field_hides_nothing_else(field: str) -> None:
    person, reader = UserFactory(), UserFactory()
    show_all(person, VisibleTo.LEDEN)
    profiel = profiel_of(person, **{f"{field}_visible_to": VisibleTo.ALLEEN_IK})
    assert shown_fields(reader, [profiel], NOW)[person.pk] == set(PROFIEL_FIELDS) - {field}


def test_the_person_herself_sees_all() -> None:
    person = UserFactory()
    profiel = show_all(person, VisibleTo.ALLEEN_IK)
    assert shown_fields(person, [profiel], NOW) == {person.pk: set(PROFIEL_FIELDS)}
    assert browser_of(person).get(page_of(person)).status_code == 200


def test_hidden_values_never_reach_the_page() -> None:
    person = UserFactory(email="kanarie@voorbeeld.example")
    secrets = {"functie": "KANARIEFUNCTIE", "zoekt": "KANARIEZOEKT", "biedt": "KANARIEBIEDT", "telefoon": "0612345678"}
    profiel_of(person, **secrets, provincies=["ZEELAND"], ervaring="SENIOR")
    DienstverbandFactory(user=person, organisatie__name="KANARIEORGANISATIE")
    show_all(person, VisibleTo.ALLEEN_IK)
    page = browser_of(UserFactory(coordinator=True)).get(page_of(person)).content.decode()
    canaries = [*secrets.values(), "12 34 56 78", "kanarie@voorbeeld", "KANARIEORGANISATIE", "Zeeland", "Senior"]
    assert [canary for canary in canaries if canary in page] == []


def test_shown_values_reach_the_page_of_a_colleague() -> None:
    person, reader = UserFactory(), UserFactory()
    profiel_of(person, telefoon="0612345678", telefoon_visible_to=VisibleTo.MIJN_GROEPEN)
    in_one_kring(person, reader)
    assert "06 - 12 34 56 78" in browser_of(reader).get(page_of(person)).content.decode()
    assert "12 34 56 78" not in browser_of(UserFactory()).get(page_of(person)).content.decode()


def test_a_former_employer_is_not_shown() -> None:
    person = UserFactory()
    DienstverbandFactory(user=person, until_date=(NOW - timedelta(days=1)).date())
    assert shown_profiel(UserFactory(), person.profiel, NOW).organisatie is None


@pytest.mark.parametrize(
    ("level", "role", "is_seen"),
    [
        (VisibleTo.LEDEN, "lid", True),
        (VisibleTo.MIJN_GROEPEN, "lid", False),
        (VisibleTo.MIJN_GROEPEN, "colleague", True),
        (VisibleTo.MIJN_GROEPEN, "coordinator", False),
        (VisibleTo.ALLEEN_IK, "colleague", False),
    ],
)
def test_a_photo_obeys_its_choice(level: VisibleTo, role: str, is_seen: bool) -> None:
    person = UserFactory()
    profiel_of(person, foto="fotos/x.jpg", foto_visible_to=level)
    assert visible_fotos(reader_of(role, person), NOW).filter(user=person).exists() == is_seen


@pytest.mark.parametrize("amount", [1, 30])
def test_a_page_costs_the_same_whoever_looks(amount: int, django_assert_num_queries: object) -> None:
    person, reader = UserFactory(), UserFactory()
    for _ in range(amount):
        in_one_kring(person, reader)
    DienstverbandFactory(user=person)
    browser = browser_of(reader)
    browser.get(page_of(person))
    with django_assert_num_queries(9):  # type: ignore[operator]  # a fixture of pytest-django
        browser.get(page_of(person))


@pytest.mark.parametrize("code", ["", "%00", "'; DROP TABLE", "x" * 300, "../../etc/passwd", "Ünïcode", "a b"])
def test_codes_that_nobody_has_are_just_not_there(code: str) -> None:
    assert Profiel.objects.count() == 0
    answer = browser_of(UserFactory()).get(f"/leden/{code}/foto/")
    assert answer.status_code == 404
