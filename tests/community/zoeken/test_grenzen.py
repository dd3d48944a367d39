"""Search stands what is typed into it, and works as hard for thirty finds as for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.community.people.situations import profiel_of
from tests.community.zoeken.uitslag import PAGE, searched
from tests.factories import (
    BijeenkomstFactory,
    LeergroepFactory,
    OrganisatieFactory,
    SamenwerkingFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.paginas import a_begrip, a_kennispagina, a_nieuwsbericht

pytestmark = pytest.mark.django_db

TOO_LONG = "Dit is te lang om op te zoeken."
NO_WORD = "Hierin staat geen letter of cijfer."
RESULTS = "gevonden."
ABSURD = [
    ("\x00", NO_WORD), ("a\x00b", RESULTS), ("a" * 10_000, TOO_LONG), ("ja " * 400_000, TOO_LONG), ("%", NO_WORD),
    ("_", NO_WORD), ("%_%", NO_WORD), ("\\", NO_WORD), ("!!! ??? ...", NO_WORD), ("&", NO_WORD),
    ("a & b | !c", RESULTS),
    ("'a':*", RESULTS), ("(((", NO_WORD), ("a <-> b", RESULTS), ("foo:*A & !bar", RESULTS), ("\\m(.*)+", RESULTS),
    ("[a-", RESULTS), ("'; DROP TABLE community_user; --", RESULTS), ("' OR 1=1 --", RESULTS),
    ("1' UNION SELECT", RESULTS),
    ("😀😀😀", NO_WORD), ("😀 casus", RESULTS), ("\u202egnp.exe", RESULTS), ("مرحبا بالعالم", RESULTS),
    ("שלום", RESULTS),
    ("日本語", RESULTS), ("\ud800", NO_WORD), ("\u0301\u0301\u0301", NO_WORD), ("½ ⑴ ㎡", RESULTS), ("ﬁets", RESULTS),
    ("<script>alert(1)</script>", RESULTS), ('"><img src=x onerror=alert(1)>', RESULTS), ("{{ 7*7 }}", RESULTS),
    ("${jndi:ldap://x}", RESULTS), ("../../etc/passwd", RESULTS), ("\r\nSet-Cookie: a=b", RESULTS),
    ("de het een", RESULTS),
    ("a b c d e f g h i j k l m n o p", RESULTS), ("x" * 200, RESULTS), ("I" + "\u0130" * 190, RESULTS),
    ("ß ẞ ŉ ǰ", RESULTS),
    ("\u200b\u200b", NO_WORD), ("\t\n", "Typ een of meer woorden."), ("", "Typ een of meer woorden."),
    ("casus" * 39, RESULTS), ("aa'bb''cc", RESULTS), ("’s-Hertogenbosch", RESULTS), ("0", RESULTS), ("-1", RESULTS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), ABSURD, ids=[str(number) for number in range(len(ABSURD))])
def test_absurd_words_get_a_sentence(text: str, sentence: str, client: Client) -> None:
    answer = client.get(PAGE, {"q": text.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert sentence in page
    assert len(page) < 30_000
    for unescaped in ("<script>alert", "<img src=x", "\x00"):
        assert unescaped not in page


def test_a_member_gets_sentences_too() -> None:
    browser = browser_of(UserFactory())
    for text, sentence in ABSURD:
        if len(text) <= 200:
            page = browser.get(PAGE, {"q": text.encode("utf-8", "surrogatepass")}).content.decode()
            assert sentence in page, ascii(text)


@pytest.mark.parametrize("number", ["0", "-1", "9999999999999999999999", "²", "een", "", "1e3", "\x00", "1 OR 1=1"])
def test_another_page_number_is_no_error(number: str, client: Client) -> None:
    a_nieuwsbericht("Kwelwater")
    assert client.get(PAGE, {"q": "kwelwater", "pagina": number}).status_code == 200


def test_a_search_is_read_only(client: Client) -> None:
    assert client.post(PAGE, {"q": "casus"}).status_code == 405
    assert client.head(PAGE, {"q": "casus"}).status_code == 200


def test_repeated_and_broken_parameters(client: Client) -> None:
    assert client.get("/zoeken/?q=een&q=twee&waar=kennis&waar[]=x").status_code == 200
    assert client.get("/zoeken/?q=%ff%fe%00&waar=%00").status_code == 200


# --- bounded work -------------------------------------------------------------------------------------------------


def _one_more(number: int) -> None:
    a_kennispagina(f"Kwelwater {number}", "Alles over kwelwater.")
    a_begrip(f"Kwelwater {number}", "Water van onderen.", f"Dijkwater {number}")
    a_nieuwsbericht(f"Bericht over kwelwater {number}")
    profiel_of(UserFactory(), in_ledengids=True, biedt=f"Kwelwater {number}")
    LeergroepFactory(kring__name=f"Kwelwater {number}")
    moment = NOW + timedelta(days=number + 1)
    BijeenkomstFactory(title=f"Kwelwater {number}", starts_at=moment, ends_at=moment + timedelta(hours=1))
    OrganisatieFactory(name=f"Kwelwater {number}")
    SamenwerkingFactory(name=f"Kwelwater {number}", visible="NAAM")


def _count(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_thirty_finds_of_each_cost_as_many_statements_as_one() -> None:
    reader = UserFactory()
    browser, stranger = browser_of(reader), Client()
    a_casus(reader, werktitel="Kwelwater")
    _one_more(0)
    assert searched(browser, "kwelwater").count == 9
    costs = [_count(lambda who=who: searched(who, "kwelwater")) for who in (browser, stranger)]
    for number in range(1, 30):
        _one_more(number)
    assert searched(browser, "kwelwater").count == 8 * 30 + 1
    assert [_count(lambda who=who: searched(who, "kwelwater")) for who in (browser, stranger)] == costs
    assert costs == [MEMBER, STRANGER]
    assert _count(lambda: searched(browser, "qqqqqqq")) == MEMBER_NOTHING
    assert _count(lambda: searched(stranger, "qqqqqqq")) == STRANGER_NOTHING


# Session, person, roles, standings and the rest of the frame; the names of terms; one for each subject, and three more
# for who the people are. Nothing found is asked once more, for what looks like it, and for known words.
MEMBER, STRANGER = 20, 8
MEMBER_NOTHING, STRANGER_NOTHING = 38, 21
