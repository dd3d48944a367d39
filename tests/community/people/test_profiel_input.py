"""Odd input in the form of the profile: a clear sentence, nothing stored, nothing lost, never an error page (T40)."""

from typing import Any

import pytest

from community.access.people import PROFIEL_FIELDS
from community.models import Profiel, User
from tests.community.people.situations import filled_in, profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

PAGE = "/mijn/profiel/bewerken/"
LONG = "Maak deze tekst korter"
LETTERS = "Schrijf de naam met letters"
DIGITS = "Schrijf je telefoonnummer in cijfers"
KNOWN = "Kies een van de mogelijkheden in de lijst."
OLD = "Deze pagina is te oud."
SIGN = "Er staat een teken in dat we niet kunnen bewaren."

# Field, what is typed, the sentence that must be there.
REFUSED: list[tuple[str, Any, str]] = [
    ("voornaam", "", "Vul je voornaam in."),
    ("voornaam", "   ", "Vul je voornaam in."),
    ("voornaam", "\u200f\u202e", "Vul je voornaam in."),
    ("voornaam", "a" * 300, LONG),
    ("voornaam", "é" * 61, LONG),
    ("voornaam", "12345", LETTERS),
    ("voornaam", "<script>alert(1)</script>", LETTERS),
    ("voornaam", "=HYPERLINK(A1)", LETTERS),
    ("voornaam", "noor@voorbeeld.example", LETTERS),
    ("voornaam", "http://voorbeeld.example", LETTERS),
    ("voornaam", "👩‍🌾", LETTERS),
    ("voornaam", "No\x00or", SIGN),
    ("tussenvoegsel", "van der" * 9, LONG),
    ("tussenvoegsel", "///", LETTERS),
    ("achternaam", "", "Vul je achternaam in."),
    ("achternaam", "\n\n", "Vul je achternaam in."),
    ("achternaam", "x" * 10_000, LONG),
    ("achternaam", "Wal\x00", SIGN),
    ("functie", "f" * 121, LONG),
    ("functie", "f" * 1_000_000, LONG),
    ("functie", "regisseur\x00", SIGN),
    ("ervaring", "EXPERT", KNOWN),
    ("ervaring", "senior", KNOWN),
    ("ervaring", "'; DROP TABLE community_profiel; --", KNOWN),
    ("provincies", ["UTRECHT", "BRUSSEL"], KNOWN),
    ("provincies", ["\x00"], KNOWN),
    ("provincies", ["UTRECHT'"], KNOWN),
    ("opgaven", ["999999"], KNOWN),
    ("opgaven", ["-1"], KNOWN),
    ("opgaven", ["abc"], KNOWN),
    ("opgaven", ["9" * 400], KNOWN),
    ("opgaven", ["1 OR 1=1"], KNOWN),
    ("zoekt", "z" * 1001, LONG),
    ("zoekt", "é" * 5000, LONG),
    ("biedt", "b\x00", SIGN),
    ("biedt", "{{ 7*7 }}" * 200, LONG),
    ("telefoon", "bel mij maar", DIGITS),
    ("telefoon", "06", DIGITS),
    ("telefoon", "1" * 16, DIGITS),
    ("telefoon", "1" * 50, LONG),
    ("telefoon", "06-12345678 \r\nBcc: x", DIGITS),
    ("telefoon", "٠٦١٢٣٤٥٦٧٨x", DIGITS),
    ("in_ledengids", "", "Kies of je vindbaar wilt zijn."),
    ("in_ledengids", "misschien", KNOWN),
    ("in_ledengids", "True", KNOWN),
    ("version", "", OLD),
    ("version", "0", OLD),
    ("version", "-1", OLD),
    ("version", "1e9", OLD),
    ("version", "NaN", OLD),
    ("version", "99999999999999999999", OLD),
    ("version", "1; DROP TABLE", OLD),
    *[(f"{field}_visible_to", "IEDEREEN", KNOWN) for field in PROFIEL_FIELDS],
    ("functie_visible_to", "", "Kies wie dit ziet."),
    ("email_visible_to", "leden", KNOWN),
    ("foto_visible_to", "\x00", KNOWN),
]


def all_of(user: User) -> tuple[Any, ...]:
    return (*User.objects.filter(pk=user.pk).values_list(), *Profiel.objects.filter(user=user).values_list())


@pytest.mark.parametrize(("field", "typed", "sentence"), REFUSED)
def test_odd_answers_get_a_sentence_and_change_nothing(field: str, typed: Any, sentence: str) -> None:
    user = UserFactory()
    browser = browser_of(user)
    before = all_of(user)
    answer = browser.post(PAGE, filled_in(user, biedt="Dit had ik getypt", **{field: typed})
                          if field != "biedt" else filled_in(user, **{field: typed}))  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "Er ging iets mis." in page
    assert field == "biedt" or "Dit had ik getypt" in page
    assert all_of(user) == before


# What is typed and what is kept of it.
KEPT = [
    ("voornaam", "  Anne-Marie  ", "Anne-Marie"),
    ("voornaam", "O\u2019Brian", "O\u2019Brian"),
    ("voornaam", "Zoe\u0308", "Zoë"),
    ("voornaam", "محمد", "محمد"),
    ("voornaam", "李", "李"),
    ("tussenvoegsel", "'t", "'t"),
    ("achternaam", "Wal\u202eretsgnag", "Walretsgnag"),
    ("achternaam", "Van\u200e der\u2066 Wal\u2069", "Van der Wal"),
    ("achternaam", "a" * 80, "a" * 80),
    ("functie", "Regisseur\r\nBcc: iemand@voorbeeld.example", "Regisseur Bcc: iemand@voorbeeld.example"),
    ("functie", "<b>vet</b>", "<b>vet</b>"),
    ("functie", "Regisseur\u001b[31m", "Regisseur[31m"),
    ("zoekt", "Regel een\r\n\r\nRegel twee  \r\n", "Regel een\n\nRegel twee"),
    ("zoekt", "👩‍🌾 boerin", "👩‍🌾 boerin"),
    ("biedt", "'; DROP TABLE community_user; --", "'; DROP TABLE community_user; --"),
    ("biedt", "\r\n" * 900 + "x", "x"),
    ("biedt", "é" * 1000, "é" * 1000),
    ("telefoon", "+31 (0)6 12345678", "06 - 12 34 56 78"),
    ("telefoon", "020 123 45 67", "020 - 123 45 67"),
    ("telefoon", "+32 2 555 12 12", "+32 2 555 12 12"),
    ("telefoon", "", ""),
]


@pytest.mark.parametrize(("field", "typed", "kept"), KEPT)
def test_what_people_type_is_kept_as_they_meant_it(field: str, typed: str, kept: str) -> None:
    user = UserFactory()
    browser = browser_of(user)
    assert browser.post(PAGE, filled_in(user, **{field: typed})).status_code == 302
    profiel = profiel_of(user)
    assert getattr(profiel.user if hasattr(profiel.user, field) else profiel, field) == kept
    for path in ("/mijn/profiel/", PAGE, "/leden/", f"/leden/{profiel.code}/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "<b>vet</b>" not in page.content.decode()


def test_the_same_question_twice_counts_once() -> None:
    user = UserFactory()
    sent = filled_in(user, voornaam=["Eerste", "Tweede"], ervaring=["SENIOR", "STARTEND"])
    browser_of(user).post(PAGE, sent)
    assert (profiel_of(user).user.voornaam, profiel_of(user).ervaring) == ("Tweede", "STARTEND")


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/octet-stream"])
def test_another_kind_of_content_is_an_empty_form(content_type: str) -> None:
    user = UserFactory()
    answer = browser_of(user).post(PAGE, data=b'{"voornaam": "X"}', content_type=content_type)
    assert (answer.status_code, profiel_of(user).version) == (200, 1)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(method: str) -> None:
    user = UserFactory()
    assert getattr(browser_of(user), method)(PAGE).status_code == 405
