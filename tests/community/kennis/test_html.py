"""The HTML of every public page is valid: a strict reader finds no error in it, and no id stands on it twice."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from community.access.kennis import visible_pages
from community.models import HomePage
from tests.community.kennis.test_beelden import paper as paper
from tests.community.kennis.test_beelden import picture as picture
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.paginas import a_begrip, a_kennispagina, a_nieuwsbericht, a_verhaal, an_aanbod

pytestmark = pytest.mark.django_db

OTHERS = ("/aansluiten/", "/inloggen/", "/agenda/", "/kennis/begrippen/", "/bronnen/", "/zoeken/", "/zoeken/?q=proef")


def wrong_in(page: str) -> list[str]:
    """Return what a strict reader says of a page, and which ids stand on it more than once."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(page)
    found = [f"{place[0]}: {code} {values}" for place, code, values in parser.errors]
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
    return found + [f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1]


def headings_of(page: str) -> list[int]:
    main = page[page.index("<main") : page.index("</main>")]
    return [int(level) for level in re.findall(r"<h([1-6])", main)]


@pytest.fixture
def filled(picture: Any, paper: Any) -> None:
    """A page of every kind, with every block."""
    blocks = [
        ("kop", {"tekst": "Kop", "niveau": "2"}), ("tekst", "<p>Tekst met <b>nadruk</b>.</p><ul><li>Een</li></ul>"),
        ("kop", {"tekst": "Tussenkop", "niveau": "3"}),
        ("afbeelding", {"afbeelding": picture.pk, "alt": "Een sloot.", "bron": "de maker"}),
        ("citaat", {"tekst": "Het werkt.", "bron": "Een boer"}),
        ("kaarten", [{"titel": "A", "tekst": "a", "pagina": None}, {"titel": "B", "tekst": "b", "pagina": None}]),
        ("oproep", {"titel": "Doe mee", "tekst": "Nu.", "knop": "Aansluiten", "adres": "/aansluiten/"}),
        ("kenmerken", [{"naam": "Duur", "waarde": "Een uur"}]), ("stappen", ["<p>Eerst dit.</p>", "<p>Dan dat.</p>"]),
        ("filmpje", {"titel": "Film", "adres": "https://film.example/1", "duur": "3 tellen", "tekst": "Een.\n\nTwee"}),
        ("document", paper.pk),
    ]  # fmt: skip
    a_begrip("Gebiedsproces", "Hoe een gebied verandert.")
    page = a_kennispagina("Alles erop", soort="WERKVORM", herschreven_door="de redactie")
    page.inhoud = [{"type": kind, "value": value} for kind, value in blocks]
    page.save()
    for number in range(25):
        a_kennispagina(f"Pagina {number}", "Over een gebiedsproces.")
        a_nieuwsbericht(f"Bericht {number}", "Over een gebiedsproces.")
    a_verhaal("Verhaal", "Over een gebiedsproces.")
    an_aanbod("Coaching", "Over een gebiedsproces.")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("is_member", [False, True])
def test_every_page_of_the_website_is_valid(client: Client, is_member: bool) -> None:
    if is_member:
        client.force_login(UserFactory())
    nobody: Any = AnonymousUser()
    paths = [page.url for page in visible_pages(nobody, NOW)]
    assert len(paths) >= 65
    asked = [*sorted(set(paths)), *OTHERS, "/kennis/handreikingen/?page=2", "/bestaat-niet/"]
    wrong = {}
    for path in asked:
        answer = client.get(path, follow=is_member)
        page = answer.content.decode()
        found = wrong_in(page)
        levels = headings_of(page)
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            found.append(f"headings {levels}")
        if found:
            wrong[path] = found
    assert wrong == {}


def test_the_first_page_is_among_them() -> None:
    nobody: Any = AnonymousUser()
    assert visible_pages(nobody, NOW).filter(pk=HomePage.objects.get().pk).exists()
    assert reverse("home") == "/"


@pytest.mark.parametrize("page", ["<!doctype html><p><div></p>", "<!doctype html><title>a</title><p id=a><p id=a>"])
def test_the_reader_finds_what_is_wrong(page: str) -> None:
    assert wrong_in(page)
