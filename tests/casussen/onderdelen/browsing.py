"""What a person does with the parts of a casus, as requests."""

from typing import Any

from django.test import Client

from casussen.models import Casus
from community.models import User

BY_ITSELF = {"X-Bewaren": "1"}
WRONG_ID = "00000000-0000-4000-8000-000000000000"
RIGHT: dict[str, dict[str, Any]] = {
    "partijen": {"name": "Waterschap", "kind": "WATERSCHAP", "involvement": "PARTNER", "contribution": "Grond."},
    "doelen": {"text": "Minder uitstoot.", "partij": "samen", "kind": "VERPLICHT", "horizon": "2035"},
    "doelen/belangen": {"text": "Zekerheid over het bedrijf."},
    "dilemmas": {"pole_a": "Tempo", "pole_b": "Draagvlak", "position": "30"},
    "tijdlijn": {"day": "9-2-2027", "kind": "WAARHEID", "text": "Het bestuur beslist."},
}


def browser(user: User) -> Client:
    """Return a browser of somebody who logged in."""
    client = Client()
    client.force_login(user)
    return client


def get(casus: Casus, end: str, *, by: User | None = None) -> Any:
    """Open a page of a casus, as its owner or as another."""
    return browser(by or casus.owner).get(f"/casussen/{casus.code}/{end}")


def post(casus: Casus, end: str, data: dict[str, Any] | None = None, *, by: User | None = None, **more: Any) -> Any:
    """Send a form of a casus, as its owner or as another."""
    return browser(by or casus.owner).post(f"/casussen/{casus.code}/{end}", data or {}, **more)


def text_of(answer: Any) -> str:
    """Return the page of an answer."""
    body: str = answer.content.decode()
    return body
