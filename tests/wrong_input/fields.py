"""Every field of every form that somebody of the world is given, and what came of a wrong answer in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.toegang.addresses import addresses, register
from tests.toegang.matrix import path_of, rows
from tests.toegang.sweep import undone
from tests.toegang.world import World
from tests.wrong_input.page_form import forms_of

# Who leads a group first: each form is tried by the first who gets it.
SENDERS = ("TK", "CO", "GL", "LI", "AV", "BE", "AN", "TR", "DE", "PA")
LONGEST_KEPT = 60_000  # characters; no field of ours takes more


@dataclass(frozen=True)
class Field:
    """One field of a form: who sends it, where to, what she would send, and the name of the field."""

    role: str
    path: str
    right: tuple[tuple[str, str], ...]
    name: str


@dataclass
class Tries:
    """What came of all tries. `stored`: a write to the database that held what may never be kept."""

    tries: int = 0
    faults: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)

    def send(self, client: Client, path: str, body: bytes, kind: str, what: str) -> None:
        """Send one request, look at the answer and at what it wrote, and take it back."""
        self._try(client, what, lambda: client.generic("POST", path, body, content_type=kind))

    def ask(self, client: Client, path: str, what: str) -> None:
        """Ask for one address, look at the answer and at what it wrote, and take it back."""
        self._try(client, what, lambda: client.get(path))

    def _try(self, client: Client, what: str, act: Callable[[], HttpResponse]) -> None:
        self.tries += 1

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.lstrip().startswith(("INSERT", "UPDATE")) and any(map(is_never_kept, params or ())):
                self.stored.append(f"{what}: {sql[:60]}")
            return execute(sql, params, many, context)

        with undone(client), connection.execute_wrapper(watch):
            answer = act()
        if answer.status_code >= 500:
            self.faults.append(f"{what}: {answer.status_code}")


def fields_of_all_forms(world: World, senders: tuple[str, ...] = SENDERS) -> Iterator[Field]:
    """Return each field of each form once, for the first of these people who is given the form."""
    seen = set()
    for role in senders:
        client = world.client(role)
        for path in pages(world):
            answer = client.get(path)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            for action, right in forms_of(answer.content.decode()):
                target = action if action.startswith("/") else path
                sent = tuple((name, value) for name, values in right.items() for value in values)
                for name in right:
                    if (target, name) not in seen:
                        seen.add((target, name))
                        yield Field(role, target, sent, name)


def pages(world: World) -> Iterator[str]:
    """Return the path of every page that the matrix knows, and of the public ones that need no link."""
    yield from (path_of(name, address, world) for name, address in rows())
    for address in addresses():
        row = register().get(address.name)
        if row and row["class"] == "public" and not address.converters and "account" in address.name:
            yield reverse(address.name)
    yield reverse("aansluiten")


def body_with(one: Field, payload: bytes) -> bytes:
    """Return the form as a browser sends it, with this in the field."""
    kept = [(name, value.encode()) for name, value in one.right if name != one.name]
    return b"&".join(
        f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}".encode()
        for name, value in [*kept, (one.name, payload)]
    )


def is_never_kept(value: Any) -> bool:
    """Whether this value holds what the database must never be given: NUL, half a character, a book."""
    if not isinstance(value, str):
        return False
    return "\x00" in value or len(value) > LONGEST_KEPT or any("\ud800" <= sign <= "\udfff" for sign in value)
