"""What tests of an installation do more than once."""

import io
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import psycopg
from PIL import Image

from tests.deploy.installation import Host, Installation
from tests.deploy.visitor import Visitor
from tests.post.outage import wait_for
from tests.wrong_input.page_form import fields_of


def asked(here: Installation, sql: str, database: str = "regiekamer") -> list[tuple[Any, ...]]:
    """Ask the database itself, past the pool."""
    with psycopg.connect(f"postgres://{database}@/{database}?host={here.postgres.folder}") as line:
        return line.execute(sql).fetchall()


def a_photo(colour: str) -> bytes:
    """Return a square photo."""
    target = io.BytesIO()
    Image.new("RGB", (400, 400), colour).save(target, "JPEG")
    return target.getvalue()


def is_fetched(member: Visitor, host: Host, place: str) -> Callable[[], bool]:
    """Return the question whether this pdf can be fetched from this host."""
    return lambda: member.ask(host.web, f"{place}ophalen/").content.startswith(b"%PDF")


def settled(member: Visitor, host: Host, at: str) -> str:
    """Return the mark after which nothing is new; who just came in is herself something new for a moment."""
    mark = ""
    for _each in range(6):
        answer = member.ask(host.web, f"{at}/stand/?na={mark}")
        if answer.status == 204:
            return mark
        mark = re.findall(r'data-revisie="([^"]*)"', answer.text)[0]
    raise AssertionError(mark)


def press(leader: Visitor, host: Host, at: str, form: str) -> int:
    """Press 'verder' as the page offers it."""
    return leader.ask(host.web, f"{at}/verder/", urlencode(fields_of(form, "plek"), doseq=True).encode()).status


def is_so_within(is_so: Callable[[], object], seconds: float) -> float:
    """Wait until it is so; return after how many seconds. Raises TimeoutError after `seconds`."""
    began = time.monotonic()
    wait_for(is_so, seconds)
    return time.monotonic() - began
