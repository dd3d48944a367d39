"""T1: no address without a class; and what strangers get at each of them."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.toegang.addresses import CLASSES, PREFIXES, Address, addresses, class_of, register

NEEDS_LOGIN = {"login", "own", "kring", "coordinatie"}
ENGLISH = {"create", "edit", "delete", "add", "my", "list", "new", "update", "remove", "login", "logout", "settings",
           "members", "groups", "search", "profile", "messages", "calendar"}  # fmt: skip
VERBS = {"nieuw", "bewerken", "afdrukken", "verwijderen", "delen", "bevestigen"}


def named(*classes: str) -> list[Address]:
    """Return the addresses of these classes that stand under a name of ours."""
    return [a for a in addresses() if a.name in register() and register()[a.name]["class"] in classes]


def test_every_address_has_a_class() -> None:
    unknown = [f"{a.route} ({a.name})" for a in addresses() if class_of(a) not in CLASSES]
    assert unknown == []


def test_the_register_names_no_address_that_is_gone() -> None:
    assert sorted(set(register()) - {a.name for a in addresses()}) == []


def test_addresses_are_dutch_and_lower_case() -> None:
    found = []
    for address in addresses():
        if address.route.startswith(tuple(PREFIXES)) or address.name in {"wagtail_serve", "security-txt"}:
            continue
        plain = re.sub(r"<[^>]+>", "", re.sub(r"\(\?P<.*?\)\)?", "", address.route))
        parts = [part for part in plain.split("/") if part]
        if plain != plain.lower() or ENGLISH & set(parts):
            found.append(address.route)
        if any(part in VERBS for part in parts[:-1]):
            found.append(f"{address.route}: the verb is not last")
    assert found == []


@pytest.mark.django_db
def test_who_is_not_logged_in_gets_the_same_redirect_everywhere(client: Client) -> None:
    wrong = []
    for address in named(*NEEDS_LOGIN):
        path = reverse(address.name, kwargs=address.sample())
        answer = client.get(path)
        if answer.status_code != 302 or not answer.headers["Location"].startswith(f"{reverse('account_login')}?next="):
            wrong.append(f"{path}: {answer.status_code}")
    assert wrong == []


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)  # the bar of the demo shows the minute
def test_what_does_not_exist_is_one_and_the_same_404(client: Client) -> None:
    client.force_login(UserFactory())
    bodies = {}
    for address in named("kring"):
        if address.converters:
            path = reverse(address.name, kwargs=address.sample())
            answer = client.get(path)
            bodies[path] = (answer.status_code, re.sub(rb"bestaat[-/]?niet", b"", answer.content))
    wrong = [path for path, (status, _) in bodies.items() if status not in {404, 405}]
    assert wrong == []
    assert len({body for status, body in bodies.values() if status == 404}) <= 1


@pytest.mark.django_db
def test_the_coordination_pages_do_not_exist_for_members(client: Client) -> None:
    client.force_login(UserFactory())
    wrong = []
    for address in named("coordinatie"):
        path = reverse(address.name, kwargs=address.sample())
        for answer in (client.get(path), client.post(path)):
            if answer.status_code not in {404, 405}:
                wrong.append(f"{path}: {answer.status_code}")
    assert wrong == []
