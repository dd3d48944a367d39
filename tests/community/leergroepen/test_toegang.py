"""Who gets what at every address of a leergroep: the answer, and which words come with it (T2, T3, T5)."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.models import Groepsbericht, Kring, Leergroep, Lidmaatschap, Toetreding
from tests.community.leergroepen.cast import (
    IN_AFSPRAKEN,
    IN_BERICHT,
    IN_BIJEENKOMST,
    IN_MOTIVATIE,
    IN_REACTIE,
    NAME_OF_LID,
    Cast,
    a_cast,
)
from tests.factories import GroepsberichtFactory, LeergroepFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

OUTSIDERS = ("LI", "LA", "EX", "WA", "AV", "RE", "BE", "PA")
EVERYBODY = ("GL", "TK", "ZA", *OUTSIDERS, "CO")
CANARIES = (IN_BERICHT, IN_REACTIE, IN_BIJEENKOMST, IN_MOTIVATIE, IN_AFSPRAKEN, NAME_OF_LID)
NOTHING: frozenset[str] = frozenset()

# Page -> role -> (status, the canaries that may and must come with it). Roles that are left out get 404 and no word.
SEEN: dict[str, dict[str, tuple[int, frozenset[str]]]] = {
    "leergroepen": dict.fromkeys(EVERYBODY, (200, NOTHING)),
    "leergroep": {
        **dict.fromkeys((*OUTSIDERS, "ZA", "CO"), (200, NOTHING)),
        **dict.fromkeys(("GL", "TK"), (200, frozenset({IN_BERICHT, IN_BIJEENKOMST, NAME_OF_LID}))),
    },
    "leergroep-over": dict.fromkeys(EVERYBODY, (200, NOTHING)),
    "leergroep-leden": {
        **dict.fromkeys(("GL", "TK", "CO"), (200, frozenset({NAME_OF_LID}))), "ZA": (302, NOTHING),
    },
    "leergroep-berichten": {
        **dict.fromkeys(("GL", "TK"), (200, frozenset({IN_BERICHT, IN_REACTIE, NAME_OF_LID}))), "ZA": (302, NOTHING),
    },
    "leergroep-gesprek": {
        **dict.fromkeys(("GL", "TK"), (200, frozenset({IN_BERICHT, IN_REACTIE, NAME_OF_LID}))), "ZA": (302, NOTHING),
    },
    "leergroep-bericht-bewerken": {"GL": (200, frozenset({IN_BERICHT, NAME_OF_LID})), "ZA": (302, NOTHING)},
    "leergroep-bericht-verwijderen": {
        **dict.fromkeys(("GL", "TK"), (200, frozenset({NAME_OF_LID}))), "ZA": (302, NOTHING),
    },
    "leergroep-bijeenkomsten": {
        # Who looks sees her own name in the head of the page.
        "GL": (200, frozenset({IN_BIJEENKOMST, NAME_OF_LID})), "TK": (200, frozenset({IN_BIJEENKOMST})),
        "CO": (200, NOTHING), "ZA": (302, NOTHING),
    },
    "leergroep-bewerken": dict.fromkeys(("TK", "CO"), (200, NOTHING)),
    "leergroep-aansluiten": {
        **dict.fromkeys((*OUTSIDERS, "CO"), (200, NOTHING)),
        **dict.fromkeys(("GL", "TK", "ZA", "WA", "AV"), (302, NOTHING)),
    },
    "leergroep-intrekken": dict.fromkeys(("WA", "AV"), (200, NOTHING)),
    "leergroep-verlaten": dict.fromkeys(("GL", "TK", "ZA"), (200, NOTHING)),
    "leergroep-toetreding": {"TK": (200, frozenset({IN_MOTIVATIE}))},
    "leergroep-lid-rol": dict.fromkeys(("TK", "CO"), (200, frozenset({NAME_OF_LID}))),
    "leergroep-lid-verwijderen": dict.fromkeys(("TK", "CO"), (200, frozenset({NAME_OF_LID}))),
    "leergroep-trekker-nieuw": {"CO": (200, NOTHING)},
    "leergroep-nieuw": {"CO": (200, NOTHING)},
    "kring-afspraken": dict.fromkeys(("GL", "TK", "ZA", "CO"), (200, frozenset({IN_AFSPRAKEN}))),
    "kring-afspraken-nieuw": dict.fromkeys(("TK", "CO"), (200, frozenset({IN_AFSPRAKEN}))),
}  # fmt: skip


def address(cast: Cast, page: str) -> str:
    """Return the address of this page for the group of the cast."""
    kwargs: dict[str, object] = {"slug": cast.leergroep.slug}
    if page in {"leergroepen", "leergroep-nieuw"}:
        kwargs = {}
    if page.startswith("kring-"):
        kwargs = {"kring_id": cast.leergroep.kring_id}
    if page in {"leergroep-gesprek", "leergroep-bericht-bewerken", "leergroep-bericht-verwijderen"}:
        kwargs["bericht_id"] = cast.first.pk
    if page in {"leergroep-lid-rol", "leergroep-lid-verwijderen"}:
        kwargs["lidmaatschap_id"] = cast.lid.pk
    if page == "leergroep-toetreding":
        kwargs["toetreding_id"] = cast.asked.pk
    return reverse(page, kwargs=kwargs)


def words_in(answer: Any) -> frozenset[str]:
    """Return the canaries in the body, the headers and where the answer leads to."""
    text = answer.content.decode() + str(answer.headers)
    return frozenset(word for word in CANARIES if word in text)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sees_what(role: str) -> None:
    cast = a_cast()
    browser = browser_of(cast[role])
    own = {NAME_OF_LID} if role == "GL" else set()  # her own name stands in the menu of every page
    before = everything()
    found, expected = {}, {}
    for page in sorted(SEEN):
        answer = browser.get(address(cast, page))
        status, words = SEEN[page].get(role, (404, NOTHING))
        found[page] = (answer.status_code, words_in(answer) - own)
        expected[page] = (status, words - own)
    assert found == expected
    assert everything() == before  # T59: looking changes nothing


def test_who_is_not_logged_in_is_sent_to_the_login_page(client: Client) -> None:
    cast = a_cast()
    before = everything()
    found, expected = {}, {}
    for page in sorted(SEEN):
        path = address(cast, page)
        answer, sent = client.get(path), client.post(path, CHANGES.get(page, {}))
        found[page] = (answer.status_code, answer.headers["Location"], sent.status_code, words_in(sent))
        takes_forms = page in CHANGES or page in {"leergroep-aansluiten", "leergroep-intrekken"}
        expected[page] = (302, f"{reverse('account_login')}?next={path}", 401 if takes_forms else 405, NOTHING)
    assert found == expected
    assert everything() == before


CHANGES = {
    "leergroep-berichten": {"text": "Van buiten naar binnen"},
    "leergroep-gesprek": {"text": "Van buiten naar binnen"},
    "leergroep-bericht-bewerken": {"text": "Van buiten naar binnen", "version": "1"},
    "leergroep-bericht-verwijderen": {},
    "leergroep-bewerken": {"name": "Overgenomen", "summary": "x", "joining": "OPEN", "phase": "ACTIEF", "version": "1"},
    "leergroep-toetreding": {"besluit": "toelaten"},
    "leergroep-lid-rol": {"rol": "TREKKER"},
    "leergroep-lid-verwijderen": {},
    "leergroep-trekker-nieuw": {"persoon": "Fatima Buitenstaander"},
    "leergroep-verlaten": {},
    "leergroep-nieuw": {"name": "Nieuw", "summary": "x", "joining": "OPEN", "phase": "ACTIEF", "version": "0",
                        "trekker": "Fatima Buitenstaander"},
    "kring-afspraken": {"number": "1", "akkoord": "on"},
    "kring-afspraken-nieuw": {"text": "Alles mag", "number": "1"},
}  # fmt: skip
# Who may do it; the others change nothing at all.
MAY = {
    "leergroep-berichten": {"GL", "TK"}, "leergroep-gesprek": {"GL", "TK"}, "leergroep-bericht-bewerken": {"GL"},
    "leergroep-bericht-verwijderen": {"GL", "TK"}, "leergroep-bewerken": {"TK", "CO"}, "leergroep-toetreding": {"TK"},
    "leergroep-lid-rol": {"TK", "CO"}, "leergroep-lid-verwijderen": {"TK", "CO"}, "leergroep-trekker-nieuw": {"CO"},
    "leergroep-verlaten": {"GL", "TK", "ZA"}, "leergroep-nieuw": {"CO"}, "kring-afspraken": {"GL", "TK", "ZA"},
    "kring-afspraken-nieuw": {"TK", "CO"},
}  # fmt: skip


def everything() -> list[object]:
    """Return all rows of the groups, to see whether anything changed."""
    tables = (Kring, Leergroep, Lidmaatschap, Groepsbericht, Toetreding)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_not_change_changes_nothing(role: str) -> None:
    cast = a_cast()
    browser = browser_of(cast[role])
    before = everything()
    found, expected = {}, {}
    for page in sorted(page for page in CHANGES if role not in MAY[page]):
        answer = browser.post(address(cast, page), CHANGES[page])
        found[page] = (answer.status_code, words_in(answer) - {NAME_OF_LID})
        expected[page] = (302 if SEEN[page].get(role, (404, NOTHING))[0] == 302 else 404, NOTHING)
    assert found == expected
    assert everything() == before


def test_what_exists_elsewhere_looks_like_what_does_not_exist() -> None:
    """T5: a message of another group, a random one, and one that was never a uuid: one answer."""
    cast = a_cast()
    browser = browser_of(cast["GL"])
    other = GroepsberichtFactory(kring=LeergroepFactory().kring)
    answers = []
    for key in (other.pk, uuid.uuid4()):
        path = reverse("leergroep-gesprek", kwargs={"slug": cast.leergroep.slug, "bericht_id": key})
        answer = browser.get(path)
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Security-Policy"}
        answers.append((answer.status_code, answer.content.replace(str(key).encode(), b""), headers))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_ids_of_another_group_open_nothing() -> None:
    """T3: the trekker of one group tries the ids of another under the slug of her own, in every form."""
    cast, other = a_cast(), a_cast()
    browser = browser_of(cast["TK"])
    slug = cast.leergroep.slug
    pages = [
        ("leergroep-gesprek", {"bericht_id": other.first.pk}),
        ("leergroep-bericht-bewerken", {"bericht_id": other.first.pk}),
        ("leergroep-bericht-verwijderen", {"bericht_id": other.reply.pk}),
        ("leergroep-lid-rol", {"lidmaatschap_id": other.lid.pk}),
        ("leergroep-lid-verwijderen", {"lidmaatschap_id": other.lid.pk}),
        ("leergroep-toetreding", {"toetreding_id": other.asked.pk}),
    ]
    before = everything()
    wrong = []
    for page, key in pages:
        path = reverse(page, kwargs={"slug": slug, **key})
        upper = re.sub(r"[0-9a-f-]{36}", lambda found: found[0].upper(), path)
        for method in ("get", "post", "put", "patch", "delete", "head", "options"):
            for form in (path, upper, path.rstrip("/"), f"{path}?id={other.first.pk}"):
                answer = getattr(browser, method)(form, {"text": "x", "besluit": "toelaten", "rol": "LID"})
                if answer.status_code not in {301, 404, 405} or words_in(answer):
                    wrong.append((method, form, answer.status_code))
    assert wrong == []
    assert everything() == before


def test_every_address_is_in_this_matrix() -> None:
    from tests.toegang.addresses import register  # noqa: PLC0415 - the URLconf is read when it is asked for

    names = {name for name, row in register().items() if row["file"] in {"leergroepen.yaml", "kringen.yaml"}}
    assert names == set(SEEN)
