"""The secret in an address (of a guest, an invitation, a password to choose) never stands in a log line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from community.logs import JsonLines

pytestmark = pytest.mark.django_db
SECRET = "A1b2C3d4geheim"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.mark.parametrize(
    "path",
    [
        f"/gedeeld/{SECRET}/",
        f"/gedeeld/{SECRET}/format/",
        f"/gedeeld/{SECRET}/geen/adres/",
        f"/uitnodiging/{SECRET}/",
        f"/wachtwoord/{SECRET}/x-{SECRET}/",
        f"/agenda/feed/{SECRET}.ics",
        f"/berichten/uitzetten/{SECRET}/",
        f"/gedeeld/{SECRET}/\u00e9%0A/",
    ],
)
def test_a_request_that_is_refused_is_logged_without_its_secret(written: io.StringIO, path: str) -> None:
    Client().get(path)
    Client().delete(path)
    Client(enforce_csrf_checks=True).post(path, {"x": "y"})
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert lines, "a refusal leaves a line"
    assert SECRET not in written.getvalue()
    assert {line["status"] for line in lines} <= {403, 404, 405, 410, 429}


def test_what_page_it_was_is_still_told(written: io.StringIO) -> None:
    Client().delete(f"/gedeeld/{SECRET}/")
    Client().get(f"/nergens/{SECRET}/")
    found = [json.loads(line)["event"] for line in written.getvalue().splitlines()]
    assert found == ["Method Not Allowed (DELETE): /gedeeld/<str:token>/", "Not Found: /nergens/..."]
