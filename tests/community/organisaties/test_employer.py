"""Changing employer: one at a time, history kept, dates in words (COM-02, T90)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from community import access
from community.actions.organisaties import EmployerError, change_employer
from community.models import Dienstverband, Organisatie, Rol, User
from community.queries.organisaties import employer_on, employers_on
from tests.factories import DienstverbandFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 18)
ONE_DAY = timedelta(days=1)


def history(user: User) -> list[tuple[str, date, date | None]]:
    rows = user.dienstverbanden.order_by("from_date")
    return list(rows.values_list("organisatie__name", "from_date", "until_date"))


def change(user: User, organisatie: Organisatie, from_date: date, now: datetime = NOW) -> None:
    change_employer(actor=user, user=user, organisatie=organisatie, from_date=from_date, now=now)


@pytest.fixture
def old() -> Organisatie:
    organisatie: Organisatie = OrganisatieFactory(name="Oud")
    return organisatie


@pytest.fixture
def new() -> Organisatie:
    organisatie: Organisatie = OrganisatieFactory(name="Nieuw")
    return organisatie


@pytest.fixture
def user(old: Organisatie) -> User:
    """Somebody who works at Oud since long ago."""
    person: User = DienstverbandFactory(organisatie=old).user
    return person


@pytest.mark.parametrize("first", [TODAY, TODAY - timedelta(days=200), TODAY + timedelta(days=30), date(2028, 1, 19)])
def test_the_old_one_ends_the_day_before(user: User, new: Organisatie, first: date) -> None:
    change(user, new, first)
    assert history(user) == [("Oud", LONG_AGO_DAY, first - ONE_DAY), ("Nieuw", first, None)]
    assert (str(employer_on(user, first - ONE_DAY)), str(employer_on(user, first))) == ("Oud", "Nieuw")


def test_the_first_employer_needs_no_old_one(new: Organisatie) -> None:
    person = UserFactory()
    change(person, new, TODAY)
    assert history(person) == [("Nieuw", TODAY, None)]


def test_the_same_first_day_replaces(user: User, new: Organisatie) -> None:
    change(user, new, LONG_AGO_DAY)
    assert history(user) == [("Nieuw", LONG_AGO_DAY, None)]


def test_a_planned_change_can_be_taken_back(user: User, old: Organisatie, new: Organisatie) -> None:
    change(user, new, TODAY + timedelta(days=30))
    change(user, old, TODAY + timedelta(days=30))
    assert history(user) == [("Oud", LONG_AGO_DAY, None)]


def test_a_planned_change_can_become_another(user: User, new: Organisatie) -> None:
    change(user, new, TODAY + timedelta(days=30))
    change(user, OrganisatieFactory(name="Derde"), TODAY + timedelta(days=30))
    assert [name for name, _, _ in history(user)] == ["Oud", "Derde"]


def test_an_employment_that_would_end_can_go_on(old: Organisatie) -> None:
    row = DienstverbandFactory(organisatie=old, until_date=TODAY + timedelta(days=10))
    change(row.user, old, TODAY)
    assert history(row.user) == [("Oud", LONG_AGO_DAY, None)]


def test_going_back_after_a_gap_begins_anew(old: Organisatie) -> None:
    row = DienstverbandFactory(organisatie=old, until_date=TODAY - timedelta(days=10))
    change(row.user, old, TODAY)
    assert history(row.user) == [("Oud", LONG_AGO_DAY, TODAY - timedelta(days=10)), ("Oud", TODAY, None)]


REFUSED = [
    (date(1969, 12, 31), "Kies een datum vanaf 1 januari 1970."),
    (date(1, 1, 1), "Kies een datum vanaf 1 januari 1970."),
    (date(2028, 1, 20), "Kies een datum tot en met 19 januari 2028."),
    (date(9999, 12, 31), "Kies een datum tot en met 19 januari 2028."),
]


@pytest.mark.parametrize(("first", "sentence"), REFUSED)
def test_days_that_cannot_be_are_said(user: User, new: Organisatie, first: date, sentence: str) -> None:
    with pytest.raises(EmployerError) as refusal:
        change(user, new, first)
    assert (refusal.value.message, history(user)) == (sentence, [("Oud", LONG_AGO_DAY, None)])


def test_a_day_before_a_later_change_is_said(user: User, new: Organisatie) -> None:
    change(user, new, TODAY + timedelta(days=30))
    with pytest.raises(EmployerError, match="Vanaf 17 februari 2027 staat er al een andere organisatie"):
        change(user, OrganisatieFactory(), TODAY)


def test_the_same_employer_is_said(user: User, old: Organisatie) -> None:
    with pytest.raises(EmployerError, match="Deze organisatie staat er al, vanaf 5 januari 2026"):
        change(user, old, TODAY)


def test_an_organisatie_that_stopped_cannot_be_chosen(user: User) -> None:
    with pytest.raises(EmployerError, match="Deze organisatie doet niet meer mee"):
        change(user, OrganisatieFactory(is_active=False), TODAY)


@pytest.mark.parametrize("rol", [None, Rol.TRAINER, Rol.REDACTEUR, Rol.BEHEERDER, Rol.COACH])
def test_others_change_nothing(user: User, new: Organisatie, rol: Rol | None) -> None:
    actor = RoltoekenningFactory(rol=rol).user if rol else UserFactory()
    with pytest.raises(access.DeniedError):
        change_employer(actor=actor, user=user, organisatie=new, from_date=TODAY, now=NOW)
    assert history(user) == [("Oud", LONG_AGO_DAY, None)]


def test_a_coordinator_changes_it_for_somebody(user: User, new: Organisatie) -> None:
    change_employer(actor=UserFactory(coordinator=True), user=user, organisatie=new, from_date=TODAY, now=NOW)
    assert str(employer_on(user, TODAY)) == "Nieuw"


def test_a_closed_account_is_not_changed(user: User, new: Organisatie) -> None:
    user.is_active = False
    with pytest.raises(access.DeniedError):
        change_employer(actor=UserFactory(coordinator=True), user=user, organisatie=new, from_date=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("moment", "latest"),
    [
        ("2027-01-18T22:59+00:00", date(2028, 1, 19)),
        ("2027-01-18T23:00+00:00", date(2028, 1, 20)),
        ("2027-03-27T23:00+00:00", date(2028, 3, 28)),
        ("2027-10-30T22:00+00:00", date(2028, 10, 31)),
    ],
)
def test_today_is_the_day_in_the_netherlands(user: User, new: Organisatie, moment: str, latest: date) -> None:
    now = datetime.fromisoformat(moment)
    with pytest.raises(EmployerError):
        change(user, new, latest + ONE_DAY, now)
    change(user, new, latest, now)


def test_where_many_people_work_costs_one_query(user: User, django_assert_num_queries: object) -> None:
    people = [DienstverbandFactory().user.pk for _ in range(30)]
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        found = employers_on([*people, user.pk, UserFactory.build().pk], TODAY)
    assert set(found) == {*people, user.pk}


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_leave_one_employer_a_day() -> None:
    person = DienstverbandFactory().user
    choices = OrganisatieFactory.create_batch(6)

    def run(organisatie: Organisatie) -> str:
        try:
            change(person, organisatie, TODAY)
        except EmployerError as error:
            return error.message
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(run, choices))
    rows = history(person)
    assert set(answers) == {"stored"}
    assert [(first, last) for _, first, last in rows] == [(LONG_AGO_DAY, TODAY - ONE_DAY), (TODAY, None)]


def test_the_database_refuses_two_employers_on_one_day(
    user: User, new: Organisatie, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(*_: object) -> Dienstverband:
        return Dienstverband.objects.create(user=user, organisatie=new, from_date=TODAY)

    monkeypatch.setattr("community.actions.organisaties._change", careless)
    with pytest.raises(EmployerError, match="Iemand anders heeft dit net veranderd"):
        change(user, new, TODAY)
    assert history(user) == [("Oud", LONG_AGO_DAY, None)]
