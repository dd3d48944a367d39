"""Feestdagen, school holidays and elections: what stands in the calendar, who checks it, and who is asked to."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from community.access import DeniedError
from community.actions.kalender import check_periode, load_kalender
from community.berichten.planning import plan
from community.models import Bericht, Kalenderperiode, Roltoekenning, Taak, User
from community.queries.kalender import marks, marks_per_day, planning_warnings, unchecked
from tests.community.agenda.cast import post_at
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 18)


def a_period(**fields: object) -> Kalenderperiode:
    given = {"kind": "SCHOOLVAKANTIE", "regio": "ALLE", "name": "meivakantie", "from_date": date(2027, 4, 24),
             "until_date": date(2027, 5, 2), **fields}  # fmt: skip
    return Kalenderperiode.objects.create(**given)


def test_our_list_is_loaded_once_and_keeps_what_was_changed() -> None:
    out = StringIO()
    call_command("laad_kalender", stdout=out)
    assert out.getvalue() == "26 rijen toegevoegd.\n"
    seen = Kalenderperiode.objects.filter(status="GECONTROLEERD")
    assert set(seen.filter(from_date__year=2026).values_list("regio", "from_date")) == {
        ("NOORD", date(2026, 2, 21)), ("MIDDEN", date(2026, 2, 14))
    }  # fmt: skip
    published = seen.exclude(from_date__year=2026)
    assert set(published.values_list("source", flat=True)) == {"Rijksoverheid, overzicht schoolvakanties 2027-2028"}
    assert published.count() == 11
    mei = Kalenderperiode.objects.filter(name="meivakantie", from_date=date(2027, 4, 24))
    mei.update(status="GECONTROLEERD", until_date=date(2027, 5, 9))
    call_command("laad_kalender", stdout=StringIO())
    row = mei.get()
    assert (Kalenderperiode.objects.count(), row.status, row.until_date) == (26, "GECONTROLEERD", date(2027, 5, 9))


@pytest.mark.parametrize(
    "text", ["soort,regio\nx,y\n", "soort,regio,naam,van,tot,status,bron\nfeest,Noord,x,1,2,x,y\n"]
)
def test_a_list_that_cannot_be_read_adds_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(text)
    with pytest.raises(CommandError, match="Dit bestand is niet te lezen"):
        call_command("laad_kalender", str(path))
    assert not Kalenderperiode.objects.exists()


def test_regions_with_the_same_days_are_one_mark() -> None:
    for regio in ("NOORD", "MIDDEN"):
        a_period(regio=regio, name="voorjaarsvakantie", from_date=date(2027, 2, 20), until_date=date(2027, 2, 28))
    a_period(regio="ZUID", name="voorjaarsvakantie", from_date=date(2027, 2, 13), until_date=date(2027, 2, 21))
    found = marks(date(2027, 2, 1), date(2027, 2, 28))
    assert [mark.title for mark in found] == ["Voorjaarsvakantie (Zuid)", "Voorjaarsvakantie (Noord en Midden)"]
    assert {mark.is_checked for mark in found} == {False}


def test_a_region_sees_its_own_holidays_and_every_election() -> None:
    a_period(regio="NOORD", name="een")
    a_period(regio="ZUID", name="twee")
    a_period(regio="ALLE", name="drie")
    a_period(regio="ZUID", name="vier", kind="VERKIEZING")
    names = [mark.name for mark in marks(date(2027, 4, 24), date(2027, 4, 26), regio="NOORD")]
    assert sorted(names) == ["drie", "een", "vier"]


def test_marks_are_there_per_day_within_the_asked_days() -> None:
    a_period()
    days = marks_per_day(date(2027, 4, 26), date(2027, 4, 27))
    assert {day: [mark.name for mark in found] for day, found in days.items()} == {
        date(2027, 4, 26): ["meivakantie"], date(2027, 4, 27): ["meivakantie", "Koningsdag"],
    }  # fmt: skip


def test_marks_cost_one_query(django_assert_num_queries: object) -> None:
    for number in range(30):
        a_period(name=f"vakantie {number}")
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture of pytest-django
        assert len(marks(date(2027, 4, 26), date(2027, 4, 26))) == 30


@pytest.mark.parametrize(
    ("first", "last", "sentences"),
    [
        (date(2027, 2, 9), date(2027, 2, 9), []),
        (
            date(2027, 2, 13),
            date(2027, 2, 14),
            ["13 februari 2027 is een zaterdag.", "14 februari 2027 is een zondag."],
        ),
        (date(2027, 3, 26), date(2027, 3, 26), ["26 maart 2027 is een feestdag: Goede vrijdag."]),
        (date(2027, 1, 1), date(2027, 1, 1), ["1 januari 2027 is een feestdag: Nieuwjaarsdag."]),
        (date(2028, 2, 29), date(2028, 2, 29), []),
    ],
)
def test_what_speaks_against_days(first: date, last: date, sentences: list[str]) -> None:
    assert planning_warnings(first, last) == sentences


def test_only_what_comes_within_half_a_year_asks_to_be_checked() -> None:
    near, running = a_period(), a_period(name="loopt", from_date=TODAY - timedelta(days=2), until_date=TODAY)
    a_period(name="ver", from_date=TODAY + timedelta(days=184), until_date=TODAY + timedelta(days=190))
    a_period(name="over", from_date=date(2026, 5, 1), until_date=TODAY - timedelta(days=1))
    a_period(name="klaar", status="GECONTROLEERD")
    assert unchecked(TODAY) == [running, near]


@pytest.fixture
def checker() -> User:
    return UserFactory(coordinator=True)


def test_coordinatoren_are_asked_once_until_everything_is_checked(checker: User) -> None:
    first, second = a_period(), a_period(name="andere")
    UserFactory()
    for _ in range(2):
        plan(NOW)
    assert list(Taak.objects.values_list("user", "kind")) == [(checker.pk, "KALENDER_CONTROLEREN")]
    check_periode(actor=checker, periode=first, now=NOW)
    assert Taak.objects.get().done_at is None
    check_periode(actor=checker, periode=second, now=NOW)
    assert Taak.objects.get().done_at == NOW


def test_the_mail_says_how_many_and_which_comes_first(checker: User) -> None:
    a_period()
    plan(NOW)
    mails = [mail for mail in post_at(NOW + timedelta(days=1)) if "kalender" in str(mail.subject)]
    assert [(mail.to, mail.subject) for mail in mails] == [([checker.email], "Controleer de kalender: 1 periode")]
    assert "meivakantie, vanaf 24 april 2027" in mails[0].body


def test_a_list_that_was_checked_meanwhile_is_not_mailed(checker: User) -> None:
    a_period()
    plan(NOW)
    Kalenderperiode.objects.update(status="GECONTROLEERD")
    assert [mail for mail in post_at(NOW + timedelta(days=1)) if "kalender" in str(mail.subject)] == []


def test_who_stopped_being_coordinator_is_relieved(checker: User) -> None:
    a_period()
    plan(NOW)
    Roltoekenning.objects.update(until_date=TODAY)
    plan(NOW + timedelta(days=1))
    assert Taak.objects.get().withdrawn_at == NOW + timedelta(days=1)
    assert not Bericht.objects.filter(kind="N110", status="VERZONDEN").exists()


@pytest.mark.parametrize("role", [None, "trainer", "redacteur", "beheerder"])
def test_only_coordinatoren_check(role: str | None) -> None:
    periode, user = a_period(), UserFactory(**({role: True} if role else {}))
    with pytest.raises(DeniedError):
        check_periode(actor=user, periode=periode, now=NOW)
    client = browser_of(user)
    path = reverse("kalender-bevestigen", args=[periode.pk])
    assert [client.get(reverse("kalender")).status_code, client.post(path).status_code] == [404, 404]
    assert Kalenderperiode.objects.get().status == "TE_CONTROLEREN"


def test_checking_on_the_page_twice_has_one_effect_and_looking_has_none(checker: User) -> None:
    """T59 and T92."""
    periode, client = a_period(), browser_of(checker)
    path = reverse("kalender-bevestigen", args=[periode.pk])
    assert client.get(path).status_code == 302
    assert Kalenderperiode.objects.get().status == "TE_CONTROLEREN"
    token = str(uuid4())
    for _ in range(2):
        assert client.post(path, {"eenmalig": token}).status_code == 302
    assert Kalenderperiode.objects.get().status == "GECONTROLEERD"
    assert "Gecontroleerd" in client.get(reverse("kalender")).content.decode()


@pytest.mark.parametrize("key", ["0", "99999999", "999999999999999999999999"])
def test_a_row_that_does_not_exist_is_no_page(checker: User, key: str) -> None:
    assert browser_of(checker).post(f"/coordinatie/kalender/{key}/bevestigen/").status_code == 404


def test_thirty_rows_cost_as_many_queries_as_one(checker: User, django_assert_num_queries: object) -> None:
    client = browser_of(checker)
    a_period()
    client.get(reverse("kalender"))
    for expected in (1, 30):
        for number in range(Kalenderperiode.objects.count(), expected):
            a_period(name=f"vakantie {number}")
        with django_assert_num_queries(5):  # type: ignore[operator]  # the fixture of pytest-django
            assert client.get(reverse("kalender")).status_code == 200


def test_an_empty_calendar_says_what_to_do(checker: User) -> None:
    page = browser_of(checker).get(reverse("kalender")).content.decode()
    assert "Er staat niets in de kalender. Voeg de vakanties en verkiezingen toe." in page


def test_loading_counts_what_was_added() -> None:
    text = "soort,regio,naam,van,tot,status,bron\nverkiezing,Alle,x,2027-03-17,2027-03-17,te controleren,y\n"
    assert [load_kalender(text=text), load_kalender(text=text)] == [1, 0]
