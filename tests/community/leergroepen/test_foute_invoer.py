"""Input that no page expects: no 500, a clear Dutch sentence, nothing stored (T40)."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from community.models import Groepsbericht, Kring, Leergroep, Lidmaatschap, Toetreding
from tests.community.leergroepen.cast import Cast, a_cast
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

EMPTY = "Schrijf eerst een bericht."
LONG = "Maak deze tekst korter"
UNKEEPABLE = "Er staat een teken in dat we niet kunnen bewaren."
CHOOSE = "Kies een van de mogelijkheden."
OLD = "Deze pagina is te oud."
REASON = "Schrijf in een of twee zinnen waarom je mee wilt doen."
AGREE = "Zet een vinkje als je akkoord gaat met de afspraken."

# Who -> page -> what she sends -> the sentence she reads.
CASES: list[tuple[str, str, dict[str, Any] | bytes, str]] = [
    *(
        ("GL", page, {"text": text}, sentence)
        for page in ("leergroep-berichten", "leergroep-gesprek")
        for text, sentence in [
            ("", EMPTY), ("   \r\n\t ", EMPTY), ("\u200b\u200b", EMPTY), ("\u202e", EMPTY), ("\ufeff", EMPTY),
            ("\u2028", EMPTY), ("\x01\x02", EMPTY), ("x" * 5001, LONG), ("é" * 5001, LONG), ("😀" * 5001, LONG),
            ("a\x00b", UNKEEPABLE), ("x" * 1_000_000, LONG),
        ]
    ),
    *(
        ("GL", "leergroep-bericht-bewerken", {"text": "Goed", "version": version}, OLD)
        for version in ("", "0", "-1", "x", "1.5", "9" * 30, "\x00", "²")
    ),
    ("GL", "leergroep-bericht-bewerken", {"text": "", "version": "1"}, EMPTY),
    ("GL", "leergroep-bericht-bewerken", {"text": "x" * 5001, "version": "1"}, LONG),
    *(
        ("LI", "leergroep-aansluiten", {"motivation": text}, sentence)
        for text, sentence in [("", REASON), ("  ", REASON), ("x" * 1001, LONG), ("\x00", UNKEEPABLE)]
    ),
    *(("TK", "leergroep-toetreding", {"besluit": value}, CHOOSE) for value in ("", "ja", "TOELATEN", "1", "\x00", "a")),
    *(("TK", "leergroep-lid-rol", {"rol": value}, CHOOSE) for value in ("", "BAAS", "lid", "\x00", "COORDINATOR")),
    *(
        ("ZA", "kring-afspraken", {"number": number, "akkoord": "on"}, OLD)
        for number in ("", "0", "-1", "x", "99999", "9" * 30)
    ),
    ("ZA", "kring-afspraken", {"number": "1"}, AGREE),
    ("ZA", "kring-afspraken", {"number": "1", "akkoord": "false"}, AGREE),
    *(
        ("TK", "kring-afspraken-nieuw", {"text": text, "number": "1"}, sentence)
        for text, sentence in [("", "Schrijf op wat jullie afspreken."), ("x" * 4001, LONG), ("\x00", UNKEEPABLE)]
    ),
    *(("TK", "kring-afspraken-nieuw", {"text": "Goed", "number": number}, OLD) for number in ("", "x", "-1", "9" * 30)),
    *(
        ("CO", "leergroep-trekker-nieuw", {"persoon": value}, sentence)
        for value, sentence in [
            ("", "Vul in wie de groep trekt."), ("\x00", UNKEEPABLE), ("x" * 255, LONG), ("%", "We vinden niemand"),
            ("'; DROP TABLE community_user; --", "We vinden niemand"), ("niemand@x.example", "We vinden niemand"),
        ]
    ),
    # A body that is no form at all.
    ("GL", "leergroep-berichten", b"\xff\xfe\x00%%%&&&==", EMPTY),
    ("GL", "leergroep-berichten", b"text=%00", UNKEEPABLE),
    ("GL", "leergroep-berichten", b"text=%ff%fe&text=&eenmalig=x", EMPTY),
    ("LI", "leergroep-aansluiten", b'{"motivation": "json"}', REASON),
]  # fmt: skip


def address(cast: Cast, page: str) -> str:
    """Return the address of this page for the group of the cast."""
    if page.startswith("kring-"):
        return reverse(page, kwargs={"kring_id": cast.leergroep.kring_id})
    more: dict[str, Any] = {}
    if page in {"leergroep-gesprek", "leergroep-bericht-bewerken"}:
        more = {"bericht_id": cast.first.pk}
    if page == "leergroep-lid-rol":
        more = {"lidmaatschap_id": cast.lid.pk}
    if page == "leergroep-toetreding":
        more = {"toetreding_id": cast.asked.pk}
    return reverse(page, kwargs={"slug": cast.leergroep.slug, **more})


def stored() -> list[object]:
    """Return all rows of the groups."""
    tables = (Kring, Leergroep, Lidmaatschap, Groepsbericht, Toetreding)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def send(browser: Client, path: str, sent: dict[str, Any] | bytes) -> Any:
    """Post a form, or bytes that only claim to be one."""
    body = sent if isinstance(sent, bytes) else urlencode(sent, errors="surrogatepass").encode()
    return browser.generic("POST", path, body, content_type="application/x-www-form-urlencoded")


def test_wrong_input_is_explained_and_changes_nothing() -> None:
    cast = a_cast()
    browsers = {role: browser_of(cast[role]) for role in ("GL", "LI", "TK", "ZA", "CO")}
    before = stored()
    wrong = []
    for role, page, sent, sentence in CASES:
        answer = send(browsers[role], address(cast, page), sent)
        if (answer.status_code, sentence in answer.content.decode()) != (200, True):
            wrong.append((role, page, str(sent)[:60], answer.status_code))
    assert wrong == []
    assert stored() == before
    assert len(CASES) >= 70


ODD = ("%00", "%ff", "..%2f..%2fetc", "%E2%80%AE", "x" * 300, "%0d%0aSet-Cookie:x=1", "'", "{{7*7}}", "-", "_")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_address_does_not_exist(odd: str) -> None:
    cast = a_cast()
    browser = browser_of(cast["GL"])
    paths = [
        f"/leergroepen/{odd}/", f"/leergroepen/{odd}/berichten/", f"/leergroepen/{cast.leergroep.slug}/{odd}/",
        f"/leergroepen/{cast.leergroep.slug}/berichten/{odd}/", f"/kringen/{odd}/afspraken/",
        f"/leergroepen/{cast.leergroep.slug}/leden/{odd}/rol/",
    ]  # fmt: skip
    assert [(path, browser.get(path).status_code) for path in paths] == [(path, 404) for path in paths]


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "abc", "", "%00", "²", "1&page=2"])
def test_any_page_number_gives_a_page(page: str) -> None:
    cast = a_cast()
    browser = browser_of(cast["GL"])
    paths = (address(cast, "leergroep-berichten"), address(cast, "leergroep-gesprek"))
    assert [browser.get(f"{path}?page={page}").status_code for path in paths] == [200, 200]


def test_signs_that_are_allowed_come_back_as_they_were_typed() -> None:
    cast = a_cast()
    browser = browser_of(cast["GL"])
    for text in ("Ça va? Ünïcødé — 'ja' & \"nee\" <3", "مرحبا", "👩‍🌾 groet", "e\u0301", "100% = 1/1"):
        send(browser, address(cast, "leergroep-berichten"), {"text": text})
    kept = set(Groepsbericht.objects.values_list("text", flat=True))
    assert {"Ça va? Ünïcødé — 'ja' & \"nee\" <3", "مرحبا", "👩‍🌾 groet", "é", "100% = 1/1"} <= kept
