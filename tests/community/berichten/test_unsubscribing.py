"""Stopping mail from within a mail: one click, without logging in, for that subject only (RFC 8058)."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from community.access.berichten import unsubscribe_token
from community.models import User, Voorkeur
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def strict() -> Client:
    """A browser or mail program whose posts are checked as in production."""
    return Client(enforce_csrf_checks=True)


def address(user: User, *subjects: str) -> str:
    """Return the address in this person's mail."""
    return reverse("berichten-uitzetten", args=[unsubscribe_token(user.pk, subjects)])


def chosen() -> list[tuple[object, str, str]]:
    """Return all choices that are stored."""
    return list(Voorkeur.objects.order_by("subject").values_list("user", "subject", "mode"))


def test_looking_changes_nothing_and_clicking_stops_that_subject(strict: Client) -> None:
    user, other = UserFactory(), UserFactory()
    page = strict.get(address(user, "AGENDA"))
    assert (page.status_code, chosen()) == (200, [])
    assert "Agenda" in page.content.decode()
    answer = strict.post(address(user, "AGENDA"), CLICK)
    assert (answer.status_code, chosen()) == (200, [(user.pk, "AGENDA", "GEEN")])
    assert other.voorkeuren.count() == 0


def test_a_bundle_stops_all_it_told(strict: Client) -> None:
    user = UserFactory()
    strict.post(address(user, "AGENDA", "TAKEN"), CLICK)
    strict.post(address(user, "AGENDA", "TAKEN"), CLICK)
    assert chosen() == [(user.pk, "AGENDA", "GEEN"), (user.pk, "TAKEN", "GEEN")]


def test_a_post_without_the_words_of_the_rule_only_shows_the_page(strict: Client) -> None:
    answer = strict.post(address(UserFactory(), "AGENDA"), {"iets": "anders"})
    assert (answer.status_code, chosen()) == (200, [])


def test_what_must_reach_a_person_is_refused_in_words(strict: Client) -> None:
    answer = strict.post(address(UserFactory(), "ACCOUNT"), CLICK)
    assert (answer.status_code, chosen()) == (200, [])
    assert "Deze mails krijg je altijd." in answer.content.decode()


def test_a_link_that_is_not_ours_does_not_exist(strict: Client) -> None:
    user = UserFactory()
    good = address(user, "AGENDA")
    gone = address(UserFactory(is_active=False), "AGENDA")
    unknown = reverse("berichten-uitzetten", args=[unsubscribe_token(uuid.uuid4(), ["AGENDA"])])
    for path in (good[:-3] + "x/", good.replace("AGENDA", "TAKEN"), "/berichten/uitzetten/zomaar/", gone, unknown):
        for answer in (strict.get(path), strict.post(path, CLICK)):
            assert answer.status_code == 404
    assert chosen() == []
