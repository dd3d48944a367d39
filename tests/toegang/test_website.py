"""Every role at every page of the website, and at every list that could name one."""

import pytest
import time_machine
from django.test import Client

from tests.factories.moments import NOW
from tests.toegang.website import NIET_ONLINE, VOOR_LEDEN
from tests.toegang.world import ROLES, World, a_world

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.timeout(600)]

BELOW = "/kennis/handreikingen/over-"
LISTS = ("/kennis/", "/kennis/handreikingen/", "/sitemap.xml", "/nieuws/feed/", "/verhalen/feed/", "/nieuws/",
         "/verhalen/", "/aanbod/", "/kennis/begrippen/", f"/zoeken/?q={VOOR_LEDEN}", f"/zoeken/?q={NIET_ONLINE}",
         f"{BELOW}oeverzegge/")  # fmt: skip


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


def refusal(client: Client, path: str) -> tuple[int, bytes]:
    answer = client.get(path)
    return answer.status_code, answer.content


def test_every_role_reads_what_is_hers(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        for role in ROLES:
            client = world.client(role)
            assert client.get(f"{BELOW}oeverzegge/").status_code == 200, role
            assert client.get(f"{BELOW}{VOOR_LEDEN}/").status_code == (404 if role == "AN" else 200), role
            assert refusal(client, f"{BELOW}{NIET_ONLINE}/") == refusal(client, f"{BELOW}bestaatniet/"), role
            texts = {path: client.get(path).content.decode().replace(f'value="{VOOR_LEDEN}"', "") for path in LISTS}
            assert [path for path, text in texts.items() if f"over-{NIET_ONLINE}" in text] == [], role
            named = {path for path, text in texts.items() if f"over-{VOOR_LEDEN}" in text}
            assert (named == set()) == (role == "AN"), role
            assert "/sitemap.xml" not in named


def test_a_stranger_is_refused_as_what_never_was(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        client = world.client("AN")
        assert refusal(client, f"{BELOW}{VOOR_LEDEN}/") == refusal(client, f"{BELOW}bestaatniet/")
        for method in ("head", "post", "put", "options"):
            hidden, never = (getattr(client, method)(f"{BELOW}{word}/") for word in (VOOR_LEDEN, "bestaatniet"))
            assert (hidden.status_code, hidden.content) == (never.status_code, never.content)
