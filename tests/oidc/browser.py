"""What a person does: go to her organisation, log in there, and come back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.http import HttpResponse
from django.test import Client

from tests.factories.moments import NOW
from tests.oidc.provider import CLIENT_ID, CLIENT_SECRET

KEY = "gemeente"
START, BACK = f"/inloggen/organisatie/{KEY}/", f"/inloggen/organisatie/{KEY}/terug/"
_pool = urllib3.PoolManager(retries=False)


class Organisation:
    """The server of an organisation in its own process, as a test steers it."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"

    @property
    def settings(self) -> dict[str, str]:
        """What the settings of the site say of it."""
        return {"name": "Gemeente Duinrand", "issuer": self.issuer, "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET}  # fmt: skip

    def plan(self, **plan: Any) -> None:
        """Say who logs in there next, and what goes wrong."""
        content = json.dumps({"now": NOW.timestamp(), **plan})
        assert _pool.request("POST", f"{self.issuer}/_plan", body=content).status == 200

    def requests(self) -> list[str]:
        """Return which paths were asked."""
        rows: list[str] = _pool.request("GET", f"{self.issuer}/_requests").json()
        return rows

    def log_in_at(self, url: str) -> str:
        """Log in there; returns the address to which it sends the browser."""
        answer = _pool.request("GET", url, redirect=False)
        assert answer.status == 302, answer.data
        return str(answer.headers["Location"])


@contextmanager
def running() -> Iterator[Organisation]:
    """Start the server; it ends with the block, and with this process whatever happens."""
    command = [sys.executable, "-m", "tests.oidc.provider"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Organisation(int(process.stdout.readline()))
        assert process.stdin
        process.stdin.close()
        process.wait(10)


def go_and_return(client: Client, organisation: Organisation, start: str = START) -> HttpResponse:
    """Leave from `start`, log in at the organisation, and return what the site answers then."""
    return come_back(client, way_back(client, organisation, start))


def way_back(client: Client, organisation: Organisation, start: str = START) -> str:
    """Leave from `start` and log in at the organisation; returns the address to come back to."""
    leaving = client.get(start)
    assert leaving.status_code == 302, leaving.content
    assert leaving.headers["Location"].startswith(f"{organisation.issuer}/machtig?"), leaving.headers["Location"]
    return organisation.log_in_at(leaving.headers["Location"])


def come_back(client: Client, url: str) -> HttpResponse:
    """Follow the way back to the site."""
    parts = urlsplit(url)
    assert parts.netloc == "testserver"
    return client.get(f"{parts.path}?{parts.query}")
