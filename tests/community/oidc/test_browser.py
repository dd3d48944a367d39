"""The whole way in a real browser: the button, the server of the organisation in its own process, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from community.clock import now as moment
from community.models import Inlogkoppeling
from tests.browser.judge import WIDE, judge_both, open_window
from tests.factories import PASSWORD, UserFactory
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.toegang import UitnodigingFactory, invitation_link
from tests.oidc.browser import KEY, Organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def clock() -> None:
    """Let the clock run: the browser has one of its own."""


GO_ON = "Ga verder met Gemeente Duinrand"


@pytest.fixture
def organisation(server: Organisation, live_server: LiveServer, settings: Any) -> Organisation:
    """Let members of the site of this test log in through it, at the moment that it is."""
    settings.OIDC_PROVIDERS = {KEY: server.settings}
    settings.SITE_ROOT = live_server.url
    server.plan(now=moment().timestamp())
    return server


@contextmanager
def window(chromium: Browser) -> Iterator[Page]:
    """Open a window of its own."""
    context = open_window(chromium, WIDE)
    try:
        yield context.new_page()
    finally:
        context.close()


def test_the_way_of_an_invited_person_and_of_a_member(
    chromium: Browser, live_server: LiveServer, organisation: Organisation
) -> None:
    now = moment()
    OrganisatieFactory(name="Waterschap De Meanders")
    invitation = UitnodigingFactory(created_at=now, issued_at=now)
    organisation.plan(now=now.timestamp(), claims={"given_name": "Fatima", "family_name": "Aydın"})
    with window(chromium) as page:
        page.goto(f"{live_server.url}{invitation_link(invitation)}")
        assert judge_both(page) == []
        page.get_by_role("link", name=GO_ON).click()
        expect(page.get_by_text("Je logt straks in via")).to_be_visible()
        assert judge_both(page) == []
        page.get_by_label("Organisatie", exact=True).select_option(label="Waterschap De Meanders")
        page.get_by_role("button", name="Ik doe mee").click()
        page.wait_for_url("**/mijn/**")
    with window(chromium) as page:
        page.goto(f"{live_server.url}/inloggen/?next=/leden/")
        assert judge_both(page) == []
        page.get_by_role("link", name=GO_ON).click()
        page.wait_for_url("**/leden/")
        page.goto(f"{live_server.url}/mijn/beveiliging/")
        assert judge_both(page) == []
        page.get_by_role("link", name="Maak los").click()
        expect(page.get_by_role("heading", name="Niet meer inloggen via Gemeente Duinrand")).to_be_visible()
        assert judge_both(page) == []
        page.get_by_role("button", name="Maak los").click()
        expect(page.get_by_text("Je logt niet meer in via Gemeente Duinrand.")).to_be_visible()
    assert Inlogkoppeling.objects.count() == 0


def test_the_way_of_a_member_who_links_her_account(
    chromium: Browser, live_server: LiveServer, organisation: Organisation
) -> None:
    user = UserFactory()
    with window(chromium) as page:
        page.goto(f"{live_server.url}/inloggen/organisatie/{KEY}/")
        expect(page.get_by_role("heading", name="We kennen dit account nog niet")).to_be_visible()
        assert judge_both(page) == []
        page.goto(f"{live_server.url}/inloggen/?next=/mijn/beveiliging/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.wait_for_url("**/mijn/beveiliging/")
        page.get_by_role("link", name="Koppel je account").click()
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Ga verder").click()
        page.get_by_role("link", name=GO_ON).wait_for()
        assert judge_both(page) == []
        page.get_by_role("link", name=GO_ON).click()
        page.get_by_role("button", name="Koppel dit account").wait_for()
        assert judge_both(page) == []
        page.get_by_role("button", name="Koppel dit account").click()
        expect(page.get_by_text("Je kunt nu inloggen via Gemeente Duinrand.")).to_be_visible()
    assert Inlogkoppeling.objects.get().user == user
