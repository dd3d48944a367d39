"""The life of a partnerschap: steps, who was first, forms sent twice, the list that is forgotten, merging."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.test import Client

from community.access import DeniedError
from community.access.partnerschappen import AFTERWARDS, own_partnerschappen
from community.actions.errors import StaleSaveError
from community.actions.goede_voorbeelden import VoorbeeldAnswers, change_voorbeeld, version_of
from community.actions.partnerschappen import (
    Afspraken,
    PartnerschapError,
    change_partnerschap,
    create_partnerschap,
    end_partnerschap,
    extend_partnerschap,
    start_partnerschap,
    usual_end,
)
from community.actions.regisseurlijst import (
    LijstError,
    Regel,
    add_regel,
    import_regels,
    purge_regels,
)
from community.actions.rollen import sync_wagtail_groups
from community.models import Bijdrage, Initiatief, Partnerschap, Regisseurregel, User
from tests.community.partnerschappen.test_invoer import EXAMPLE, GIFT, text_of
from tests.community.partnerschappen.test_paginas import a_bijdrage, browser
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_partnerschap, a_rapport
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NOTHING = Afspraken(start_date=None, end_date=None, has_option=True, note="")


@pytest.fixture
def hart() -> User:
    """Return a coördinator."""
    user: User = UserFactory(coordinator=True)
    return user


def in_beheer(user: User) -> Client:
    """Return a browser of somebody whose role opened /beheer/."""
    sync_wagtail_groups(now=NOW, user=user)
    return browser(user)


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2027, 3, 1), date(2029, 3, 1)), (date(2028, 2, 29), date(2030, 2, 28)), (date(2027, 8, 31),
     date(2029, 8, 31)), (date(2026, 2, 28), date(2028, 2, 28))],
)  # fmt: skip
def test_a_partnerschap_runs_two_years_unless_agreed_otherwise(start: date, end: date) -> None:
    assert usual_end(start) == end


def test_a_partnerschap_from_exploring_to_its_end_on_the_pages(hart: User) -> None:
    organisatie = OrganisatieFactory(name="Waterschap De Tureluur")
    client, contact = browser(hart), UserFactory()
    form = {"organisatie": str(organisatie.pk), "status": "VERKENNING", "has_option": "on", "version": "0"}
    twice = form | {"eenmalig": str(uuid.uuid4())}
    answers = [client.post("/coordinatie/partners/nieuw/", twice) for _ in range(2)]
    row = Partnerschap.objects.get()
    page = f"/coordinatie/partners/{row.code}/"
    assert {answer.headers["Location"] for answer in answers} == {page}
    assert "is er al een partnerschap" in text_of(client.post("/coordinatie/partners/nieuw/", form))
    a_contact(row, contact)
    steps = [
        ("bewerken", {"status": "BERAAD", "note": "Bellen", "has_option": "on"}, ("BERAAD", None, None)),
        ("starten", {"start_date": "1-2-2027", "has_option": "on"}, ("ACTIEF", date(2029, 2, 1), None)),
        ("verlengen", {"end_date": "1-2-2031"}, ("VERLENGD", date(2031, 2, 1), None)),
    ]
    for verb, answers_given, stored in steps:
        row.refresh_from_db()
        answer = client.post(f"{page}{verb}/", answers_given | {"version": str(row.version)})
        row.refresh_from_db()
        assert (answer.status_code, (row.status, row.end_date, row.ended_date)) == (302, stored)
        assert set(own_partnerschappen(contact, NOW)) == {row}
    answer = client.post(f"{page}beeindigen/", {"ended_date": "18-1-2027", "version": str(row.version)})
    assert "Kies een dag vanaf 1 februari 2027." in text_of(answer)
    Partnerschap.objects.update(start_date=date(2027, 1, 4))
    client.post(f"{page}beeindigen/", {"ended_date": "18-1-2027", "version": str(row.version)})
    row.refresh_from_db()
    assert (row.status, row.ended_date, own_partnerschappen(contact, NOW).exists()) == ("BEEINDIGD", TODAY, False)
    assert create_partnerschap(actor=hart, organisatie=organisatie, afspraken=NOTHING, now=NOW).pk != row.pk


def test_of_two_open_partnerschappen_at_once_the_database_keeps_one(hart: User) -> None:
    row = a_partnerschap()
    with pytest.raises(PartnerschapError, match="is er al een partnerschap"):
        create_partnerschap(actor=hart, organisatie=row.organisatie, afspraken=NOTHING, now=NOW)
    with pytest.raises(IntegrityError):
        a_partnerschap(row.organisatie)


def test_only_the_hart_keeps_a_partnerschap(hart: User) -> None:
    row = a_partnerschap()
    for actor in (a_contact(row), UserFactory()):
        with pytest.raises(DeniedError):
            extend_partnerschap(actor=actor, partnerschap=row, version=1, end_date=date(2030, 1, 1), has_option=False,
                                now=NOW)  # fmt: skip
        with pytest.raises(DeniedError):
            create_partnerschap(actor=actor, organisatie=OrganisatieFactory(), afspraken=NOTHING, now=NOW)


def test_each_step_says_when_somebody_else_was_first(hart: User) -> None:
    row = a_partnerschap()
    change_partnerschap(actor=hart, partnerschap=row, version=1, now=NOW,
                        afspraken=Afspraken(row.start_date, row.end_date, False, "Bellen"))  # fmt: skip
    days = {"end_date": date(2030, 1, 1), "has_option": False}
    with pytest.raises(StaleSaveError):
        extend_partnerschap(actor=hart, partnerschap=row, version=1, now=NOW, **days)
    with pytest.raises(StaleSaveError):
        end_partnerschap(actor=hart, partnerschap=row, version=1, ended_date=TODAY, now=NOW)
    page = f"/coordinatie/partners/{row.code}/bewerken/"
    form = {"start_date": "1-1-2026", "end_date": "1-1-2028", "note": "Mailen", "version": "1"}
    client = browser(hart)
    answer = client.post(page, form)
    assert all(word in text_of(answer) for word in ("Bellen", "Mailen", "Bekijk beide versies"))
    answer = client.post(page, form | {"version": "2"})
    row.refresh_from_db()
    assert (answer.status_code, row.note) == (302, "Mailen")
    end_partnerschap(actor=hart, partnerschap=row, version=3, ended_date=TODAY, now=NOW)
    with pytest.raises(PartnerschapError, match="al beëindigd"):
        start_partnerschap(actor=hart, partnerschap=row, version=4, start_date=TODAY, end_date=None, has_option=True,
                           now=NOW)  # fmt: skip


def test_a_new_partnerschap_begins_after_the_one_before(hart: User) -> None:
    before = a_partnerschap(status="BEEINDIGD", ended_date=date(2026, 6, 15))
    row = create_partnerschap(actor=hart, organisatie=before.organisatie, afspraken=NOTHING, now=NOW)
    for day in (before.start_date, date(2026, 6, 14)):
        with pytest.raises(PartnerschapError, match="Kies een eerste dag vanaf 15 juni 2026"):
            start_partnerschap(actor=hart, partnerschap=row, version=row.version, start_date=day, end_date=None,
                               has_option=True, now=NOW)  # fmt: skip
    row = start_partnerschap(actor=hart, partnerschap=row, version=row.version, start_date=date(2026, 6, 15),
                             end_date=None, has_option=True, now=NOW)  # fmt: skip
    earlier = Afspraken(date(2026, 6, 1), row.end_date, True, "")
    with pytest.raises(PartnerschapError, match="Kies een eerste dag vanaf 15 juni 2026"):
        change_partnerschap(actor=hart, partnerschap=row, version=row.version, afspraken=earlier, now=NOW)


def test_once_there_are_reports_the_first_day_stays(hart: User) -> None:
    row = a_partnerschap()
    a_rapport(row)
    moved = Afspraken(date(2026, 2, 1), row.end_date, True, "")
    with pytest.raises(PartnerschapError, match="De eerste dag staat daarom vast"):
        change_partnerschap(actor=hart, partnerschap=row, version=1, afspraken=moved, now=NOW)


def test_a_bijdrage_is_promised_changed_comes_and_goes_and_a_stale_save_shows_both() -> None:
    row = a_partnerschap()
    client, start = browser(a_contact(row)), f"/partner/{row.code}/bijdragen/"
    twice = GIFT | {"eenmalig": str(uuid.uuid4())}
    assert {client.post(f"{start}nieuw/", twice).status_code for _ in range(2)} == {302}
    gift = Bijdrage.objects.get()
    assert (gift.promised, gift.promised_date) == (Decimal("12500.50"), date(2027, 3, 1))
    one = f"{start}{gift.pk}/"
    assert client.post(f"{one}bewerken/", GIFT | {"version": "1", "promised": "13.000"}).status_code == 302
    answer = client.post(f"{one}bewerken/", GIFT | {"version": "1", "promised": "9.000"})
    assert all(word in text_of(answer) for word in ("Bekijk beide versies", "13.000", "9.000"))
    came = {"realised": "12.000", "realised_date": "4 januari 2027", "version": "2"}
    assert client.post(f"{one}gerealiseerd/", came).status_code == 302
    gift.refresh_from_db()
    assert (gift.promised, gift.realised, gift.realised_date) == (Decimal(13000), Decimal(12000), date(2027, 1, 4))
    assert "€ 12.000, 4 jan 2027" in text_of(client.get(start)).replace("\u00a0", " ")
    gone = {"eenmalig": str(uuid.uuid4())}
    assert {client.post(f"{one}verwijderen/", gone).headers["Location"] for _ in range(2)} == {start}
    assert not Bijdrage.objects.exists()


def test_an_example_is_kept_beside_its_other_organisers_and_beheer_counts_as_a_change() -> None:
    row = a_partnerschap()
    contact = a_contact(row)
    client, start = browser(contact), f"/partner/{row.code}/goede-voorbeelden/"
    assert client.post(f"{start}nieuw/", EXAMPLE).status_code == 302
    example = Initiatief.objects.get()
    example.organisaties.add(OrganisatieFactory())
    seen = version_of(example)
    Initiatief.objects.update(summary="Nu met een dijk")
    answer = client.post(f"{start}{example.pk}/bewerken/", EXAMPLE | {"version": str(seen), "title": "Anders"})
    assert all(word in text_of(answer) for word in ("Bekijk beide versies", "Nu met een dijk"))
    example.refresh_from_db()
    stored = change_voorbeeld(
        actor=contact, partnerschap=row, voorbeeld=example, version=version_of(example), now=NOW,
        answers=VoorbeeldAnswers("Anders", "UTRECHT", "TRAINING", "", None, None),
    )  # fmt: skip
    assert (stored.title, stored.organisaties.count()) == ("Anders", 2)


def test_a_list_is_full_at_two_thousand_and_two_imports_at_once_add_each_person_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = a_partnerschap()
    contact = a_contact(row)
    people = [Regel("Noor van der Wal", "noor@wal.example"), Regel("Bas"), Regel("BAS")]
    counts = [import_regels(actor=contact, partnerschap=row, regels=people, now=NOW) for _ in range(2)]
    assert [(one.added, one.skipped) for one in counts] == [(2, 1), (0, 3)]
    monkeypatch.setattr("community.actions.regisseurlijst.MOST_LINES", 2)
    with pytest.raises(LijstError, match=r"hooguit 2\.000 mensen"):
        add_regel(actor=contact, partnerschap=row, regel=Regel("Rosa"), now=NOW)


def test_a_list_is_forgotten_four_months_after_the_partnerschap_is_over() -> None:
    days = AFTERWARDS
    kept = [a_partnerschap(), a_partnerschap(start_date=date(2025, 1, 1), end_date=TODAY - days),
            a_partnerschap(status="BEEINDIGD", ended_date=TODAY - days)]  # fmt: skip
    gone = [a_partnerschap(start_date=date(2025, 1, 1), end_date=TODAY - days - timedelta(days=1)),
            a_partnerschap(status="BEEINDIGD", ended_date=TODAY - days - timedelta(days=1))]  # fmt: skip
    for row in [*kept, *gone]:
        Regisseurregel.objects.create(partnerschap=row, naam="Rosa Vliet", created_at=NOW)
    assert purge_regels(NOW) == 2
    assert set(Regisseurregel.objects.values_list("partnerschap", flat=True)) == {row.pk for row in kept}


def test_who_asks_reads_what_stands_of_her_on_a_list() -> None:
    row, user = a_partnerschap(), UserFactory(email="rosa@vliet.example")
    for naam, email in (("Rosa", "rosa@vliet.example"), ("Noor", "noor@wal.example")):
        Regisseurregel.objects.create(partnerschap=row, naam=naam, email=email, created_at=NOW)
    given = own_data(user)["community.regisseurregel"]
    assert [(one["naam"], one["email"], one["created_at"]) for one in given] == [("Rosa", user.email, NOW)]


def test_the_register_in_beheer_shows_partnerschappen_and_changes_none(hart: User) -> None:
    row = a_partnerschap(note="Alleen voor het hart")
    a_bijdrage(row)
    client, keeper = in_beheer(hart), in_beheer(UserFactory(beheerder=True))
    page = client.get("/beheer/partnerschappen/").content.decode()
    assert (row.organisatie.name in page, f"/coordinatie/partners/{row.code}/" in page) == (True, True)
    shown = keeper.get(f"/beheer/partnerschappen/inspect/{row.pk}/")
    assert (shown.status_code, "Alleen voor het hart" in shown.content.decode()) == (200, False)
    closed = [keeper.get(f"/beheer/partnerschappen/{verb}/").status_code
              for verb in ("new", f"edit/{row.pk}", f"delete/{row.pk}")]  # fmt: skip
    assert (closed, keeper.get(f"/coordinatie/partners/{row.code}/").status_code) == ([302, 302, 302], 404)
