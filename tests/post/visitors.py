"""People who log in, look around and join a group over HTTP, and count what the site answers.

`python -m tests.post.visitors --people 5` stores them and an open group, and as many whose mail server says nothing,
and prints who and which, as JSON.
"""

import argparse
import json
import time
from collections import Counter
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import django

from tests.wrong_input.page_form import fields_of

PAGES = ("/mijn/", "/mijn/taken/", "/mijn/meldingen/", "/leden/", "/leergroepen/", "/agenda/", "/mijn/profiel/")
SECONDS = 60


class Visitor:
    """One browser. `statuses` counts every answer, a redirect as where it leads; `slowest` is in seconds."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self.statuses: Counter[int] = Counter()
        self.failed: list[str] = []
        self.slowest = 0.0

    def visit(self, email: str, password: str, group: str) -> None:
        """Log in, look at the main pages and join the group."""
        self.send("/inloggen/", "login", login=email, password=password)
        for page in (*PAGES, f"/leergroepen/{group}/"):
            self.get(page)
        self.send(f"/leergroepen/{group}/aansluiten/", "eenmalig")
        self.get("/mijn/")

    def get(self, path: str) -> str:
        """Return the page at this address."""
        return self._ask(path, None)

    def send(self, path: str, known: str, **typed: str) -> str:
        """Fill in the form of this page that has this field, and return the page that comes back."""
        fields = {**fields_of(self.get(path), known), **typed}
        return self._ask(path, urlencode(fields, doseq=True).encode())

    def _ask(self, path: str, body: bytes | None) -> str:
        began = time.monotonic()
        try:
            answer: HTTPResponse | HTTPError = self._browser.open(self._site + path, body, timeout=SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            self.statuses[int(answer.status or 0)] += 1
            if answer.status != 200:
                self.failed.append(f"{path}: {answer.status}")
            text = answer.read().decode()
        self.slowest = max(self.slowest, time.monotonic() - began)
        return text


def main() -> None:
    """Store people and a group, at the moment that all processes of the place believe it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1)
    given = parser.parse_args()
    clock.move_to(NOW)
    group = LeergroepFactory()
    people = UserFactory.create_batch(given.people)
    silent = [UserFactory(email=f"hang-{number}@voorbeeld.example") for number in range(given.people)]
    told = {"group": group.slug, "emails": [user.email for user in people], "password": PASSWORD,
            "silent": [user.email for user in silent]}  # fmt: skip
    print(json.dumps(told), flush=True)  # noqa: T201 - read by whoever started this


if __name__ == "__main__":
    django.setup()
    from community import clock
    from tests.factories import PASSWORD, LeergroepFactory, UserFactory
    from tests.post.senders import NOW

    main()
