"""The ledengids as a browser shows it, and people to put in it."""

import re
from typing import Any

from django.test import Client

from community.models import User
from tests.community.people.situations import profiel_of
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory

PAGE = "/leden/"
NOBODY: tuple[list[str], str] = ([], "0 leden gevonden")
NAME = re.compile(r'<a href="/leden/[^/"]+/">([^<]+)</a></span></h2>')


def result(browser: Client, query: str = "") -> tuple[list[str], str]:
    """Return the names in the list, as they are shown and in their order, and the line that counts them."""
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    page = answer.content.decode()
    found = re.search(r'class="result-count"[^>]*>([^<]*)', page)
    return NAME.findall(page), found[1] if found else ""


def names(browser: Client, query: str = "") -> list[str]:
    return result(browser, query)[0]


def member(achternaam: str, **profiel: Any) -> User:
    user = UserFactory(voornaam="Bas", tussenvoegsel="", achternaam=achternaam)
    profiel_of(user, **profiel)
    return user


def works(user: User, **organisatie: Any) -> User:
    DienstverbandFactory(user=user, organisatie=OrganisatieFactory(**organisatie))
    return user
