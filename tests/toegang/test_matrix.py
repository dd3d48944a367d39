"""T2-T5: every role at every address, against the matrix; words of what one may not see never come back."""

import re
import uuid

import pytest
import time_machine
from django.http import HttpResponse

from tests.community.leergroepen.cast import IN_BERICHT, IN_BIJEENKOMST, IN_MOTIVATIE, IN_REACTIE
from tests.factories.moments import NOW
from tests.toegang.matrix import expected, path_of, rows, verdict
from tests.toegang.world import CANARIES, ROLES, World, a_world

pytestmark = pytest.mark.django_db

WORDS = (IN_BERICHT, IN_REACTIE, IN_BIJEENKOMST, IN_MOTIVATIE, *CANARIES)
READERS = {
    IN_BERICHT: {"GL", "TK"}, IN_REACTIE: {"GL", "TK"}, IN_BIJEENKOMST: {"GL", "TK", "CO", "ZA"},
    IN_MOTIVATIE: {"TK", "AV"}, "kievitsbloem": {"CO"}, "moerasandoorn": {"CO"}, "zeggekorfslak": {"CO"},
    "veenbesparelmoer": {"GE", "CO", "BE", "TR"},
}  # fmt: skip


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


def test_the_matrix_knows_every_address() -> None:
    assert sorted(expected()) == sorted(name for name, _ in rows())


@pytest.mark.timeout(600)
def test_every_role_at_every_address(world: World) -> None:
    """The verdict of the matrix, no word one may not read, and every refusal equal to what never existed."""
    wrong = []
    with time_machine.travel(NOW, tick=False):
        for role in ROLES:
            client = world.client(role)
            nothing = client.get(f"/leergroepen/{uuid.uuid4()}/over/")
            for name, address in rows():
                answer = client.get(path_of(name, address, world))
                found = verdict(answer)
                if found == "302":
                    client.get("/spelregels/")  # takes up what the redirect wanted to say on the next page
                if found != expected()[name][role]:
                    wrong.append(f"{role} at {name}: {found}, not {expected()[name][role]}")
                text = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
                wrong += [f"{role} at {name}: {w}" for w in WORDS if w in text and role not in READERS[w]]
                if found == "404" and not same_refusal(answer, nothing):
                    # The header counts meldingen, and a page before this one may have shown them.
                    nothing = client.get(f"/leergroepen/{uuid.uuid4()}/over/")
                if found == "404" and not same_refusal(answer, nothing):
                    wrong.append(f"{role} at {name}: the refusal differs from what never existed")
    assert wrong == []


def test_other_ways_of_asking_get_the_same_refusal(world: World) -> None:
    """T3: HEAD, POST, PUT, DELETE, OPTIONS and htmx headers open nothing that GET refuses."""
    opened = []
    with time_machine.travel(NOW, tick=False):
        client = world.client("LA")
        for name, address in rows():
            if expected()[name]["LA"] != "404":
                continue
            path = path_of(name, address, world)
            answers = [
                client.head(path), client.post(path), client.put(path), client.delete(path), client.options(path),
                client.get(path, headers={"HX-Request": "true", "HX-Target": "inhoud"}),
                client.post(path, headers={"X-HTTP-Method-Override": "GET"}),
            ]  # fmt: skip
            opened += [f"{name}: {answer.status_code}" for answer in answers if answer.status_code not in {404, 405}]
    assert opened == []


def same_refusal(answer: HttpResponse, nothing: HttpResponse) -> bool:
    """Whether two refusals cannot be told apart, but for the tokens of forms that differ at every request."""
    bodies = {re.sub(rb'value="[^"]*"', b"", each.content) for each in (answer, nothing)}
    return len(bodies) == 1 and set(answer.headers) == set(nothing.headers)
