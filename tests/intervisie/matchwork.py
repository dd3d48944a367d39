"""What the tests of rounds share: browsers, filled-in forms, and the errors of a page."""

import html
import re
from typing import Any

from django.test import Client

from community.models import User
from intervisie.models import Matchronde
from tests.factories import UserFactory
from tests.factories.second_factor import with_second_factor

COORDINATIE, LID = "/coordinatie/matching/", "/intervisie/aanmelden/"
RONDE = {
    "name": "Intervisie najaar 2027", "provincies": ["UTRECHT"], "form": "BEIDE", "closes_date": "12 februari 2027",
    "from_date": "1 maart 2027", "until_date": "29 februari 2028", "size_min": "5", "size_target": "6",
    "size_max": "8", "experience": "MIX", "min_common_slots": "1", "rhythm_weeks": "8", "evaluate_after": "4",
    **{f"weegt_{goal}": "NORMAAL" for goal in ("sector", "thema", "nieuw", "wens", "reis", "tijd", "maat")},
    "version": "0",
}  # fmt: skip
AANMELDING = {
    "slots": ["0", "3"], "form": "BEIDE", "place": "Gouda", "max_minutes": "60", "experience": "GEEN", "wants": "",
    "niet_met": "", "lijn": "", "version": "0",
}  # fmt: skip
ERROR = re.compile(r'<p class="error">.*?</span>(.*?)</span></p>', re.S)


def client_of(user: User) -> Client:
    """Return a browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def a_coordinator() -> Client:
    """Return the browser of somebody of the coördinerend hart."""
    return client_of(with_second_factor(UserFactory(coordinator=True)))


def send_ronde(client: Client, path: str = "nieuw/", **changes: Any) -> Any:
    """Return the answer to the form of a round, right but for `changes`."""
    return client.post(f"{COORDINATIE}{path}", RONDE | changes)


def register(user: User, ronde: Matchronde, **changes: Any) -> Any:
    """Return the answer to the form of somebody who registers, right but for `changes`."""
    return client_of(user).post(f"{LID}{ronde.code}/", AANMELDING | changes)


def errors(answer: Any) -> list[str]:
    """Return what stands at the fields of a page, in order."""
    return [html.unescape(text.strip()) for text in ERROR.findall(answer.content.decode())]
