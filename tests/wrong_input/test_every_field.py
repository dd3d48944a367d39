"""T40: whatever is put into any field of any form, no page breaks, and what can never be right is never kept.

`make test` sends one payload to each field of three people, another to the next; `make proof` many to all fields.
"""

from collections.abc import Sequence

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.world import World, a_world
from tests.wrong_input.fields import SENDERS, Field, Tries, body_with, fields_of_all_forms
from tests.wrong_input.payloads import BODIES, FORM, NEVER, PAYLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600 if IS_FULL else 600)]
OTHERS = tuple(payload for payload in PAYLOADS if payload not in NEVER)
OTHERS_EACH = 17


def some_of(turn: int) -> Sequence[bytes]:
    """Return the payloads for one field: what may never be kept and others in turn, or the one whose turn it is."""
    if IS_FULL:
        return [*NEVER, *(OTHERS[(turn * OTHERS_EACH + step) % len(OTHERS)] for step in range(OTHERS_EACH))]
    return [PAYLOADS[turn % len(PAYLOADS)]]


def test_there_are_payloads_enough() -> None:
    assert len(PAYLOADS) >= 60
    assert len(set(PAYLOADS)) == len(PAYLOADS)


def test_any_payload_in_any_field() -> None:
    """Payloads in each field, and whole bodies that no form sends to each address of a form."""
    found = Tries()
    with time_machine.travel(NOW, tick=False):
        world = a_world()
        fields = share(list(fields_of_all_forms(world, SENDERS if IS_FULL else ("TK", "CO", "AN"))))
        try_all(world, fields, found)
    tell(tries=found.tries, fields=len(fields), errors=len(found.faults), stored=len(found.stored))
    assert (found.faults, found.stored) == ([], [])
    assert found.tries > len(fields) > 0


def try_all(world: World, fields: Sequence[Field], found: Tries) -> None:
    """Send all of it. An error of a page is counted, not thrown."""
    clients = {role: world.client(role) for role in {one.role for one in fields}}
    for client in clients.values():
        client.raise_request_exception = False
    for turn, one in enumerate(fields):
        for payload in some_of(turn):
            what = f"{one.role} {one.path} {one.name}={payload[:30]!r}"
            found.send(clients[one.role], one.path, body_with(one, payload), FORM, what)
    for turn, (role, path) in enumerate(sorted({(one.role, one.path) for one in fields})):
        for body, kind in BODIES if IS_FULL else [BODIES[turn % len(BODIES)]]:
            found.send(clients[role], path, body, kind, f"{role} {path} {kind}")
