"""Every page of the demo, as each of its people: it answers, changes nothing, carries its headers, speaks Dutch and can
be used by everyone.
"""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.crawl import Seen
from tests.browser.judge import NARROW, WIDE, judge_address, open_window
from tests.browser.site import Site
from tests.browser.walks import PEOPLE, Walks, Words
from tests.toegang.addresses import addresses, class_of, register

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SITE_NAME = "Regisseurs van de Samenwerking"
ENGLISH = re.compile(
    r"\b(the|and|your|you|please|password|username|sign|required|invalid|submit|search|next|previous|save|cancel|"
    r"delete|edit|yes|this|with|from|not|has|been|page|back|january|february|march|may|june|july|august|october|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
POSTED = "a form posts here; who comes by address goes on to the page of the form"
ORGANISATION = "the demo has no organisation to log in through: tests/community/oidc/test_browser.py"
# Addresses that nobody walks to, and why.
NOT_WALKED = {
    "actie-heropenen": POSTED,
    "actie-klaar": POSTED,
    "aanmelding-uitnodigen": POSTED,
    "aanvraag-oppakken": POSTED,
    "verhaal-vragen": POSTED,
    "bijeenkomst-aanmelden": POSTED,
    "bijeenkomst-afmelden": POSTED,
    "bijeenkomst-meedoen": POSTED,
    "kalender-bevestigen": POSTED,
    "leergroep-dempen": POSTED,
    "leergroep-welkom": POSTED,
    "matchronde-nu-niet": POSTED,
    "mijn-agenda-intrekken": POSTED,
    "mijn-agenda-vernieuwen": POSTED,
    "netwerkrapport-pdf": POSTED,
    "overal-uitloggen": POSTED,
    "rapport-pdf": POSTED,
    "regisseurlijst-import-bevestigen": POSTED,
    "uitnodiging-versturen": POSTED,
    "uitnodigingslijst-bevestigen": POSTED,
    "werk-stoppen": POSTED,
    "bezoek-meenemen": "the copy of a visit for a device, which its page asks for: test_bezoek_bewaard.py",
    "bezoekwerker": "the script that reads that copy: test_bezoek_bewaard.py",
    "werk-stand": "a part of the page of long work, which asks for it by itself",
    "sessie-stand": "a part of the page of a session, which asks for it by itself",
    "intervisie-aanmelden": "leads to the round that is open",
    "editie-presentie": "leads to the list of that day",
    "editie-eindsessie-presentie": "leads to the list of that day",
    "editie-evaluatie": "while a round is open: tests/journeys/test_editie.py",
    "gedeeld-code": "for a guest who asked for a code: tests/casussen/test_gasten.py",
    "gedeeld-coachgesprek-onderdeel": "for a guest who typed her code: tests/training/test_coachgasten.py",
    "casus-canvas": "leads to the layer as it is now",
    "account_confirm_login_code": "after asking for a code: test_ways_in.py",
    "account_reauthenticate": "for who has a password and no code app: test_ways_in.py",
    "mfa_authenticate": "after the password: test_ways_in.py",
    "mfa_login_webauthn": "a riddle for a passkey: test_ways_in.py",
    "mfa_list_webauthn": "for who has a passkey: test_ways_in.py",
    "mfa_edit_webauthn": "for who has a passkey: test_ways_in.py",
    "mfa_remove_webauthn": "for who has a passkey: test_ways_in.py",
    "mfa_reauthenticate": "for who came in a while ago: test_ways_in.py",
    "mfa_reauthenticate_webauthn": "for who has a passkey: test_ways_in.py",
    "organisatie-inloggen": ORGANISATION,
    "organisatie-terug": ORGANISATION,
    "organisatie-koppelen": ORGANISATION,
    "organisatie-aanwijzen": ORGANISATION,
    "organisatie-losmaken": ORGANISATION,
    "uitnodiging-organisatie": ORGANISATION,
    "gezond-klaar": "for a machine; says no while there are no workers",
    "gezond-cijfers": "for a monitor with a token: tests/community/gezond/test_cijfers.py",
    "security-txt": "for who found a weakness: tests/community/veiligheid",
    "account-houden": "leads back to the page of privacy: tests/community/privacy",
    "casus-stap": "leads on to a step of one's own casus: tests/casussen",
    "aanbod-aangevraagd": "after the form: tests/community/aanbod",
    "robots": "for a machine: tests/community/kennis/test_zichtbaar.py",
    "sitemap": "for a machine: tests/community/kennis/test_zichtbaar.py",
    "beeld": "a picture in a page: tests/community/kennis/test_beelden.py",
    "document": "a document in a page: tests/community/kennis/test_beelden.py",
    "beheer-bestand": "a picture in /beheer/: tests/community/kennis/test_beelden.py",
    "wagtailcore_login": "leads to the one door: tests/toegang",
}
TEMPLATES = re.compile(r"<template\b.*?</template>", re.DOTALL)
MAILBOX = "/demo/mail/"  # shows the headers of mails
FIXED = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}


@pytest.fixture(scope="module")
def walks(site: Site) -> Walks:
    """The walks of this worker."""
    return Walks(site)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_link_leads_to_a_page(walks: Walks, person: str) -> None:
    broken = [
        f"{page.status} {page.path} (linked on {page.found_on})"
        for page in walks.of(person).pages
        if page.status not in {200, 302}
    ]
    assert broken == []


@pytest.mark.parametrize("person", PEOPLE)
def test_looking_changes_nothing(walks: Walks, person: str) -> None:
    """SECURITY.md T59."""
    assert walks.of(person).changes == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_carries_its_headers(walks: Walks, person: str) -> None:
    """SECURITY.md T70 and T71."""
    wrong = {
        page.path: complaints
        for page in walks.of(person).pages
        if (complaints := headers_of(page, is_signed_in=person != "anoniem"))
    }
    assert wrong == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_is_dutch_and_whole(walks: Walks, person: str) -> None:
    pages = [page for page in walks.of(person).pages if page.is_page and not page.path.startswith(MAILBOX)]
    wrong = {page.path: found for page in pages if (found := words_of(page))}
    assert wrong == {}


def test_every_address_is_on_somebodys_way(walks: Walks) -> None:
    met = {page.name.rstrip("?") for person in PEOPLE for page in walks.of(person).pages if page.status == 200}
    met |= {"wagtail_serve"} if any(name.startswith("pagina:") for name in met) else set()
    missed = {
        address.name
        for address in addresses()
        if class_of(address) != "beheer" and "GET" in register().get(address.name, {}).get("methods", ["GET"])
    } - met
    assert sorted(missed - set(NOT_WALKED)) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_can_be_used_by_everyone(walks: Walks, chromium: Browser, width: int) -> None:
    """WCAG 2.2 AA, no sideways scrolling, nothing refused by the CSP: for each address as who sees most of it."""
    wrong = {}
    for person in PEOPLE:
        window = open_window(chromium, width, walks.of(person).visitor)
        sheet = window.new_page()
        for name, (richest, page) in walks.richest.items():
            if richest == person and (said := judge_address(sheet, walks.site.url + page.path)):
                wrong[f"{name} {page.path} as {person}"] = said
        window.close()
    assert wrong == {}


def headers_of(page: Seen, *, is_signed_in: bool) -> list[str]:
    """Return what is wrong with the headers of an answer."""
    said = [f"{name}: {page.headers.get(name)}" for name, value in FIXED.items() if page.headers.get(name) != value]
    policy = page.headers.get("content-security-policy", "")
    wanted = ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
    said += [f"CSP without {part}" for part in (wanted if page.is_html else wanted[:1]) if part not in policy]
    said += ["CSP with unsafe"] if "unsafe" in policy else []
    said += ["no Permissions-Policy"] if "camera=()" not in page.headers.get("permissions-policy", "") else []
    if page.headers.get("referrer-policy") not in {"same-origin", "no-referrer"}:
        said.append(f"Referrer-Policy {page.headers.get('referrer-policy')}")
    if re.search(r"\d", page.headers.get("server", "")) or "x-powered-by" in page.headers:
        said.append(f"Server {page.headers.get('server')}")
    if is_signed_in:
        if page.headers.get("cache-control") != "private, no-store":
            said.append(f"Cache-Control {page.headers.get('cache-control')}")
        said += [f"{name} on a page of a person" for name in ("etag", "last-modified") if name in page.headers]
    return said


def words_of(page: Seen) -> list[str]:
    """Return what is wrong with the words of a page."""
    words = Words(page.body)
    said = sorted({match[0] for text in words.text for match in ENGLISH.finditer(text)})
    said += ["no lang=nl"] if '<html lang="nl">' not in page.body else []
    # What stands in a template takes the place of the page when the session is no longer hers.
    headings = TEMPLATES.sub("", page.body).count("<h1")
    said += [f"{headings} times h1"] if headings != 1 else []
    said += [f"title '{words.title}'"] if not re.fullmatch(rf".+ · {SITE_NAME}", words.title) else []
    said += ["an empty main"] if len(" ".join(words.main)) < 20 else []
    return said
