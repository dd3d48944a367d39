"""The cockpit: what needs a hand today, for the coördinerend hart and for nobody else (blueprint §5, T2, T59)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from community.extension_points import Card, cards
from community.models import (
    Aanmelding,
    AanmeldingStatus,
    Kalenderperiode,
    PeriodeStatus,
    Postpauze,
    Rol,
    Toetreding,
    Uitnodiging,
)
from tests.community.coordinatie.outbox import message
from tests.factories import (
    BijeenkomstFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RoltoekenningFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.website import an_aanvraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGE, GROUPS = "/coordinatie/", "/coordinatie/leergroepen/"
OTHERS = [rol for rol in Rol if rol != Rol.COORDINATOR]


def signals(browser: Client) -> dict[str, str]:
    page = browser.get(PAGE).content.decode()
    return {sentence: url for url, sentence in re.findall(r'<span class="name"><a href="([^"]*)">([^<]*)<', page)}


@pytest.fixture
def browser() -> Client:
    return browser_of(UserFactory(coordinator=True))


@pytest.mark.parametrize("rol", [None, *OTHERS])
@pytest.mark.parametrize("path", [PAGE, GROUPS])
def test_for_others_the_pages_do_not_exist(rol: Rol | None, path: str) -> None:
    user = UserFactory()
    if rol:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
    own = browser_of(user)
    assert (own.get(path).status_code, own.get(path).content) == (404, own.get("/coordinatie/bestaat-niet/").content)


@pytest.mark.parametrize("path", [PAGE, GROUPS])
def test_who_is_not_logged_in_goes_to_the_login_page(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/inloggen/?next={path}"


def test_a_role_that_ended_or_holds_for_one_group_opens_nothing() -> None:
    ended = RoltoekenningFactory(until_date=date(2027, 1, 17)).user
    scoped = RoltoekenningFactory(kring=LeergroepFactory().kring).user
    assert {browser_of(user).get(PAGE).status_code for user in (ended, scoped)} == {404}


def test_when_nothing_waits_the_page_says_so(browser: Client) -> None:
    Kalenderperiode.objects.all().delete()
    assert signals(browser) == {}
    assert "Er ligt nu niets te wachten. Fijn." in browser.get(PAGE).content.decode()


def test_everything_that_waits_is_counted_with_its_page(browser: Client) -> None:
    fill()
    assert signals(browser) == {
        "1 nieuwe aanmelding wacht op antwoord": "/coordinatie/aanmeldingen/",
        "1 aanvraag uit het aanbod wacht": "/coordinatie/aanvragen/",
        "1 lid wacht al 2 werkdagen op toegang tot een leergroep": f"{GROUPS}?let_op=WACHT",
        "1 uitnodiging verloopt binnen 3 dagen": "/coordinatie/uitnodigingen/",
        "Alle mail staat op pauze": "/coordinatie/berichten/",
        "1 bericht is niet aangekomen": "/coordinatie/berichten/?lijst=mislukt",
        "Van 1 bericht is onzeker of het aankwam": "/coordinatie/berichten/?lijst=onzeker",
        "1 leergroep heeft geen trekker": f"{GROUPS}?let_op=ZONDER_TREKKER",
        "1 leergroep is al 60 dagen stil en heeft geen nieuwe datum": f"{GROUPS}?let_op=STIL",
        "1 vakantie of verkiezing is nog niet gecontroleerd": "/coordinatie/kalender/",
    }


def test_every_link_of_the_page_leads_somewhere(browser: Client) -> None:
    fill()
    page = browser.get(PAGE).content.decode().split("<main")[1]
    links = set(re.findall(r'href="(/[^"#]*)"', page.split("</main>")[0]))
    assert len(links) == 26
    links.remove("/beheer/")  # its own tests: tests/community/kennis
    assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize(
    ("days", "waits"), [(1, False), (3.9, False), (4, True), (30, True)]
)  # NOW is a Monday: two working days before it is Thursday, four days ago
def test_a_wish_to_join_waits_after_two_working_days(browser: Client, days: float, waits: bool) -> None:
    kring = trekked()
    wish(kring, days)
    assert (any("toegang tot een leergroep" in sentence for sentence in signals(browser)), waits) == (waits, waits)


@pytest.mark.parametrize(("hours", "counts"), [(-1, False), (1, True), (71, True), (73, False)])
def test_an_invitation_is_named_in_its_last_three_days(browser: Client, hours: float, counts: bool) -> None:
    invite(hours)
    assert any("verloopt" in sentence for sentence in signals(browser)) == counts


@pytest.mark.parametrize(("days", "is_silent"), [(-59, False), (-61, True), (5, False), (None, True)])
def test_a_group_is_silent_after_sixty_days(browser: Client, days: int | None, is_silent: bool) -> None:
    kring = LeergroepFactory().kring
    LidmaatschapFactory(kring=kring, trekker=True)
    if days is not None:
        BijeenkomstFactory(kring=kring, audience="KRING", starts_at=NOW + timedelta(days=days))
    assert any("60 dagen stil" in sentence for sentence in signals(browser)) == is_silent


def test_a_cancelled_meeting_is_no_sign_of_life(browser: Client) -> None:
    kring = trekked(meets=False)
    BijeenkomstFactory(kring=kring, audience="KRING", status="GEANNULEERD", cancelled_at=NOW)
    assert any("60 dagen stil" in sentence for sentence in signals(browser))


@pytest.mark.parametrize("phase", ["IN_OPRICHTING", "AFGESLOTEN"])
def test_a_group_that_begins_or_ended_is_left_alone(browser: Client, phase: str) -> None:
    Kalenderperiode.objects.all().delete()
    LeergroepFactory(phase=phase)
    assert signals(browser) == {}


def test_an_app_can_add_a_block(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_items", dict(cards._items))
    item: dict[str, list[object]] = {"groups": [], "items": []}
    cards.add("leeg", Card("leeg", 1, "COORDINATIE", "community/leergroepen/cards/nieuw.html", lambda user, now: item))
    cards.add("zwijgt", Card("zwijgt", 2, "COORDINATIE", "bestaat/niet.html", lambda user, now: None))
    assert browser.get(PAGE).content.decode().count('<ul class="rows"></ul>') == 1


@pytest.mark.parametrize("amount", [1, 30])
def test_the_cockpit_costs_as_many_queries_for_one_as_for_thirty(
    browser: Client, amount: int, django_assert_num_queries: Any
) -> None:
    for _ in range(amount):
        fill(paused=False)
    browser.get(PAGE)
    with django_assert_num_queries(8):
        browser.get(PAGE)
    with django_assert_num_queries(6):
        browser.get(GROUPS)


def test_the_groups_show_who_leads_them_and_when_they_meet(browser: Client) -> None:
    kring = LeergroepFactory(kring__name="Veen en water").kring
    fatima = UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam="Aydın")
    LidmaatschapFactory(kring=kring, trekker=True, user=fatima)
    LidmaatschapFactory(kring=kring)
    BijeenkomstFactory(kring=kring, audience="KRING", starts_at=NOW + timedelta(days=9), title="Geheim gesprek")
    BijeenkomstFactory(kring=kring, audience="KRING", starts_at=NOW - timedelta(days=9), title="Geheim gesprek")
    LeergroepFactory(kring__name="Afgerond", phase="AFGESLOTEN")
    text = re.sub(r"<[^>]+>|\s+", " ", browser.get(GROUPS).content.decode().split("<tbody>")[1])
    assert " ".join(text.split()).startswith("Veen en water Fatima Aydın 2 9 jan 2027 27 jan 2027")
    assert ("Afgerond" in text, "Geheim" in text) == (False, False)


@pytest.mark.parametrize(
    ("let_op", "names"),
    [("", ["Alleen", "Stil", "Vraag"]), ("ZONDER_TREKKER", ["Alleen"]), ("STIL", ["Stil"]), ("WACHT", ["Vraag"])],
)
def test_the_groups_are_filtered_by_what_asks_attention(browser: Client, let_op: str, names: list[str]) -> None:
    BijeenkomstFactory(kring=LeergroepFactory(kring__name="Alleen").kring, audience="KRING")
    trekked("Stil", meets=False)
    wish(trekked("Vraag"), 9)
    page = browser.get(f"{GROUPS}?let_op={let_op}").content.decode()
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)<', page) == names


@pytest.mark.parametrize("value", ["STIL2", "\x00", "' or 1=1", "x" * 9000, "🌾"])
def test_a_filter_that_does_not_exist_is_explained(browser: Client, value: str) -> None:
    LeergroepFactory()
    answer = browser.get(GROUPS, {"let_op": value})
    assert answer.status_code == 200
    assert "Kies een mogelijkheid uit de lijst." in answer.content.decode()


def test_without_groups_the_page_says_so(browser: Client) -> None:
    page = browser.get(f"{GROUPS}?let_op=STIL").content.decode()
    assert "Geen leergroepen gevonden met dit filter. Haal het filter weg." in page


def trekked(name: str = "Veenweide", *, meets: bool = True) -> Any:
    kring = LeergroepFactory(kring__name=name).kring
    LidmaatschapFactory(kring=kring, trekker=True)
    if meets:
        BijeenkomstFactory(kring=kring, audience="KRING")
    return kring


def wish(kring: Any, days: float) -> None:
    asked = NOW - timedelta(days=days)
    Toetreding.objects.create(kring=kring, user=UserFactory(), status="AANGEVRAAGD", requested_at=asked)


def invite(hours: float) -> None:
    number = Uitnodiging.objects.count()
    Uitnodiging.objects.create(
        email=f"nieuw{number}@voorbeeld.example", created_at=NOW, issued_at=NOW, expires_at=NOW + timedelta(hours=hours)
    )


def fill(*, paused: bool = True) -> None:
    """Let one thing of every kind wait; the calendar that comes with the platform counts as checked."""
    Kalenderperiode.objects.update(status=PeriodeStatus.GECONTROLEERD)
    number = Kalenderperiode.objects.count()
    Kalenderperiode.objects.create(kind="SCHOOLVAKANTIE", name=f"Vakantie {number}", from_date=date(2027, 2, 1),
                                   until_date=date(2027, 2, 9))  # fmt: skip
    an_aanvraag()
    Aanmelding.objects.create(naam="Els", email="els@voorbeeld.example", organisatie="Gemeente", created_at=NOW)
    Aanmelding.objects.create(naam="Wim", email="wim@voorbeeld.example", organisatie="Gemeente", created_at=NOW,
                              status=AanmeldingStatus.AFGEWEZEN)  # fmt: skip
    wish(trekked(), 9)
    trekked(meets=False)
    BijeenkomstFactory(kring=LeergroepFactory().kring, audience="KRING")
    invite(24)
    user = UserFactory()
    message(user, "MISLUKT", error_code="GEWEIGERD", smtp_code="550")
    message(user, "ONZEKER", uncertain=1)
    if paused:
        Postpauze.objects.create(paused_at=NOW)
