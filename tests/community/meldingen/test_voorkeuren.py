"""How I want to hear of things: kept per subject, and never what must always reach me (PLT-03, T10, T40, T92)."""

import re
import uuid
from typing import Any

import pytest

from community.models import Bericht, Voorkeur
from tests.community.meldingen.messages import melding
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.post.kinds import DAG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGE = "/mijn/voorkeuren/"
MEMBER = ["AGENDA", "LEERGROEPEN", "TAKEN", "COMMUNITY", "WEEKOVERZICHT"]


def answers(**changed: str) -> dict[str, str]:
    return {**dict.fromkeys(MEMBER, ""), "eenmalig": str(uuid.uuid4()), **changed}


def fields(page: str) -> list[str]:
    return re.findall(r'<select name="(\w+)"', page)


def kept() -> dict[str, str]:
    return dict(Voorkeur.objects.values_list("subject", "mode"))


def test_the_page_offers_the_subjects_and_explains_what_always_comes() -> None:
    page = browser_of(UserFactory(), with_factor=False).get(PAGE).content.decode()
    assert fields(page) == MEMBER
    for words in ("Direct", "Dagoverzicht, om 8.30 uur", "Weekoverzicht, op dinsdag", "Uit", "Aanbevolen",
                  "Deze mails krijg je altijd", "Inloggen, beveiliging en je gegevens."):  # fmt: skip
        assert words in page


def test_the_coordinatie_is_a_subject_for_who_belongs_to_it() -> None:
    assert "COORDINATIE" in fields(browser_of(UserFactory(coordinator=True)).get(PAGE).content.decode())
    browser = browser_of(UserFactory(beheerder=True))
    assert "COORDINATIE" not in fields(browser.get(PAGE).content.decode())
    browser.post(PAGE, answers(COORDINATIE="GEEN"))
    assert kept() == {}


def test_a_choice_is_kept_confirmed_and_shown_again() -> None:
    browser = browser_of(UserFactory(), with_factor=False)
    page = browser.post(PAGE, answers(AGENDA="DAG", WEEKOVERZICHT="GEEN"), follow=True).content.decode()
    assert kept() == {"AGENDA": "DAG", "WEEKOVERZICHT": "GEEN"}
    assert "Opgeslagen om 9 uur." in page
    assert '<option value="DAG" selected>' in page
    browser.post(PAGE, answers(AGENDA="", WEEKOVERZICHT="GEEN"))
    assert kept() == {"WEEKOVERZICHT": "GEEN"}


def test_what_was_not_sent_yet_follows_the_choice() -> None:
    user = UserFactory()
    row = melding(user, kind=DAG)
    browser_of(user, with_factor=False).post(PAGE, answers(TAKEN="GEEN"))
    row.refresh_from_db()
    assert (row.mail_mode, row.status) == ("GEEN", "SCHERM")


@pytest.mark.parametrize("mode", ["NOOIT", "direct", "x" * 5000, "\x00", "'; drop table", "🌾", "GEEN\n", " DAG"])
def test_an_answer_that_is_not_offered_changes_nothing_and_is_explained(mode: str) -> None:
    answer = browser_of(UserFactory(), with_factor=False).post(PAGE, answers(AGENDA=mode, TAKEN="GEEN"))
    assert (answer.status_code, kept()) == (200, {})
    assert "Kies een van de mogelijkheden in de lijst." in answer.content.decode()


@pytest.mark.parametrize("subject", ["ACCOUNT", "BESTAATNIET", "user", "pk", "is_superuser", "mode"])
def test_only_the_subjects_of_the_page_change(subject: str) -> None:
    user = UserFactory()
    browser_of(user, with_factor=False).post(PAGE, answers(**{subject: "GEEN"}))
    assert kept() == {}


def test_a_subject_that_was_not_sent_keeps_its_choice() -> None:
    user = UserFactory()
    Voorkeur.objects.create(user=user, subject="AGENDA", mode="WEEK")
    browser_of(user, with_factor=False).post(PAGE, {"TAKEN": "GEEN", "eenmalig": str(uuid.uuid4())})
    assert kept() == {"AGENDA": "WEEK", "TAKEN": "GEEN"}


def test_sending_the_form_twice_has_one_effect() -> None:
    user = UserFactory()
    browser = browser_of(user, with_factor=False)
    form = answers(AGENDA="DAG")
    browser.post(PAGE, form)
    Voorkeur.objects.update(mode="WEEK")
    assert browser.post(PAGE, form).status_code == 302
    assert kept() == {"AGENDA": "WEEK"}


def test_a_form_from_elsewhere_is_refused() -> None:
    browser = browser_of(UserFactory(), with_factor=False)
    browser.handler.enforce_csrf_checks = True
    assert browser.post(PAGE, answers(AGENDA="DAG")).status_code == 403
    assert kept() == {}


def test_looking_changes_nothing() -> None:
    user = UserFactory()
    row = melding(user)
    assert browser_of(user, with_factor=False).get(f"{PAGE}?AGENDA=GEEN").status_code == 200
    assert (kept(), Bericht.objects.get(pk=row.pk).seen_at) == ({}, None)


def test_the_page_costs_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    user = UserFactory()
    for subject in MEMBER:
        Voorkeur.objects.create(user=user, subject=subject, mode="GEEN")
    browser = browser_of(user, with_factor=False)
    browser.get(PAGE)
    with django_assert_num_queries(5):
        browser.get(PAGE)
