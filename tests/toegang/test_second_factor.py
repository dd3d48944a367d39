"""T54: at no address does a privileged role see or do anything in a session that did not use a second factor.

However the session began: with no factor at all, with one that this session did not use, with recovery codes only,
or through an organisation. `make test` tries one role in two ways; `make proof` all of them, with POST as well.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.middleware.second_factor import OPEN
from community.models import Inlogkoppeling, User
from tests.factories.moments import NOW
from tests.factories.second_factor import log_in_without_second_factor, with_recovery_codes
from tests.in_full import IS_FULL, share, tell
from tests.oidc.browser import KEY, Organisation, go_and_return, running
from tests.toegang.matrix import expected, path_of, rows
from tests.toegang.sweep import WORDS, undone
from tests.toegang.world import NEEDS_FACTOR, World, a_world

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.timeout(3600 if IS_FULL else 300)]

# Where such a session may be led: to the page that sets up or asks the factor, or to logging in.
LEADS = ("/mijn/beveiliging/", "/inloggen/")


@pytest.fixture(scope="module")
def server() -> Iterator[Organisation]:
    """Start the server of an organisation once."""
    with running() as organisation:
        yield organisation


@pytest.fixture
def organisation(server: Organisation, settings: Any) -> Organisation:
    """Let people log in through it."""
    settings.OIDC_PROVIDERS = {KEY: server.settings}
    server.plan()
    return server


def without_factor(client: Client, user: User, _organisation: Organisation) -> None:
    Authenticator.objects.filter(user=user).delete()
    log_in_without_second_factor(client, user)


def factor_unused(client: Client, user: User, _organisation: Organisation) -> None:
    log_in_without_second_factor(client, user)


def recovery_codes_only(client: Client, user: User, _organisation: Organisation) -> None:
    Authenticator.objects.filter(user=user).delete()
    with_recovery_codes(user)
    log_in_without_second_factor(client, user)


def through_organisation(client: Client, user: User, organisation: Organisation) -> None:
    """Log in there with a factor of our own, which is asked and not given."""
    Inlogkoppeling.objects.create(user=user, issuer=organisation.issuer, subject="persoon-1", created_at=NOW)
    assert go_and_return(client, organisation).status_code == 302


def through_organisation_without_factor(client: Client, user: User, organisation: Organisation) -> None:
    Authenticator.objects.filter(user=user).delete()
    through_organisation(client, user, organisation)
    assert "_auth_user_id" in client.session, "she is in, and nothing opens"


WAYS = (
    without_factor, factor_unused, recovery_codes_only, through_organisation, through_organisation_without_factor,
)  # fmt: skip


@pytest.mark.parametrize("role", share(NEEDS_FACTOR) if IS_FULL else ["CO"])
@pytest.mark.parametrize("begin", WAYS if IS_FULL else [factor_unused, through_organisation])
def test_nothing_opens_without_the_second_factor(
    begin: Callable[[Client, User, Organisation], None], role: str, organisation: Organisation
) -> None:
    requests, opened, leaks = 0, [], []
    with time_machine.travel(NOW, tick=False):
        world, client = a_world(), Client()
        begin(client, world.people[role], organisation)
        for what, answer, stranger in answers(world, client):
            requests += 1
            if not is_turned_away(answer, stranger):
                opened.append(f"{what}: {answer.status_code}")
            text = answer.getvalue().decode("utf-8", "replace")
            leaks += [f"{what}: {word}" for word in WORDS if word in text]
    tell(requests=requests, opened=len(opened), leaks=len(leaks), sessions=1)
    assert (opened, leaks) == ([], [])
    assert requests > len(rows()) / 2


def is_turned_away(answer: HttpResponse, stranger: HttpResponse | None) -> bool:
    """Whether she is led to the factor. Who is not in yet (`stranger`) gets what somebody gets who never logged in."""
    if stranger is not None:
        return (answer.status_code, answer.headers.get("Location")) == (
            stranger.status_code, stranger.headers.get("Location")
        )  # fmt: skip
    return answer.status_code == 302 and answer.headers["Location"].startswith(LEADS)


def answers(world: World, client: Client) -> Iterator[tuple[str, HttpResponse, HttpResponse | None]]:
    """Ask every address of the matrix but those where one sets up the factor or logs out.

    Who is not in yet, for the factor is still asked, may see what everybody may; beside her answer stands that to
    somebody who never logged in.
    """
    is_in = "_auth_user_id" in client.session
    for name, address in rows():
        if address.name in OPEN or not (is_in or expected()[name]["AN"] == "login"):
            continue
        path = path_of(name, address, world)
        for method in ("get", "post") if IS_FULL else ("get",):
            with undone(client):
                answer, stranger = getattr(client, method)(path), None if is_in else getattr(Client(), method)(path)
                assert ("_auth_user_id" in client.session) is is_in, f"{method} {name} logs in or out"
                yield f"{method} {name}", answer, stranger


def test_with_the_second_factor_pages_open() -> None:
    """The test above would also pass when nothing ever opened."""
    with time_machine.travel(NOW, tick=False):
        assert a_world().client("CO").get(reverse("aanmeldingen")).status_code == 200
