"""What a journey through a whole training carries along: the site, its mail server, its people and its editie."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from psycopg.rows import dict_row

from community.notation import AMSTERDAM
from deploy.demo.personas import persona
from tests.browser.filled import database_url
from tests.browser.people import Person
from tests.browser.site import LONGEST_WAIT, Site, running_site, wait_for, worker_name
from tests.in_full import IS_FULL
from tests.journeys.callers import Caller
from tests.journeys.editie_network import APPLICANTS, COACH, COORDINATOR, TRAINER, email_of, naam_of
from tests.post.mailbag import Mailbag, mailbag

# How many take part and how many apply: one too many for the waiting list, and (in full) some who get no place.
SIZES = "REGIEKAMER_EDITIE"
SMALL, FULL = (8, 10), (18, 24)
# Words that no mail may hold. Each confidential text of the journey has one of them.
CANARIES = ("kwikstaartgroen", "otterblauw", "roerdompgeel", "kievitrood", "zilverreigerwit", "snoekbaarszwart",
            "waterspreeuwroze", "dotterbloempaars", "veenmosoranje", "wulpgrijs", "grauweganslila")  # fmt: skip
MINUTE = timedelta(minutes=1)
MAIL_HOUR = time(8, 30)


class Window(Person):
    """Somebody with a window, as one of the demo's people; logs in anew when her session ended."""

    def __init__(self, page: Page, site: Site, code: str) -> None:
        super().__init__(page, site)
        self.code = code

    def go(self, path: str) -> None:
        """Open an address, after logging in when that is asked."""
        super().go(path)
        if "/inloggen/" in self.page.url and not path.startswith("/demo/"):
            self.become(self.code)
            super().go(path)

    def press(self, button: str) -> None:  # type: ignore[override]  # here one presses buttons, not keys
        """Press a button of the page itself."""
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()

    def reads(self, text: str) -> None:
        """Wait until the page itself says so."""
        expect(self.page.locator("main")).to_contain_text(text)

    def hears(self, text: str) -> None:
        """Wait until the page says so above its head, about what was just done."""
        expect(self.page.locator(".notes")).to_contain_text(text)


@dataclass(frozen=True)
class Owed:
    """A mail that must come: of which kind, to whom, and from which moment on."""

    kind: str
    to: str
    at: datetime


@dataclass
class Trip:
    """One journey. `slug` is the editie's; `members` are the numbers of who takes part."""

    chromium: Browser
    site: Site
    bag: Mailbag
    slug: str = ""
    members: list[int] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    owed: list[Owed] = field(default_factory=list)
    stops: set[datetime] = field(default_factory=set)
    _callers: dict[str, Caller] = field(default_factory=dict)
    _windows: dict[str, Window] = field(default_factory=dict)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many places there are, and how many apply."""
        return FULL if IS_FULL or os.environ.get(SIZES) else SMALL

    @property
    def applicants(self) -> tuple[int, ...]:
        """The numbers of who applies."""
        return APPLICANTS[: self.sizes[1]]

    @property
    def base(self) -> str:
        """The address of the editie."""
        return f"/trainingen/{self.slug}/"

    @property
    def plan(self) -> str:
        """The address of the editie for who plans it."""
        return f"/coordinatie/edities/{self.slug}/"

    def caller(self, number: int) -> Caller:
        """Return one of the people without a window."""
        return self._callers.setdefault(email_of(number), Caller(self.site.url, email_of(number)))

    def window(self, number: int) -> Window:
        """Return the window of one of the people who are in the demo too; it stays open."""
        code = next(code for code in WINDOWS if persona_email(code) == email_of(number))
        if code not in self._windows:
            context = self.chromium.new_context(locale="nl-NL", reduced_motion="reduce")
            context.set_default_timeout(LONGEST_WAIT * 1000)
            self._windows[code] = Window(context.new_page(), self.site, code)
        return self._windows[code]

    @property
    def planner(self) -> Window:
        """The coördinator."""
        return self.window(COORDINATOR)

    @property
    def trainer(self) -> Window:
        """The trainer who does the work."""
        return self.window(TRAINER)

    @property
    def coach(self) -> Window:
        """The coach who is no trainer."""
        return self.window(COACH)

    @property
    def noor(self) -> Window:
        """The participant whose pages are opened in a window."""
        return self.window(APPLICANTS[0])

    def close(self) -> None:
        """Close all windows."""
        for window in self._windows.values():
            window.page.context.close()

    def owes(self, kind: str, who: Iterable[int | str], at: "datetime | date | None" = None) -> None:
        """Note that these people must get this mail: now, at this moment, or at 8.30 o'clock on this day."""
        when = self.site.now() if at is None else at if isinstance(at, datetime) else moment(at, MAIL_HOUR)
        self.owed += [Owed(kind, one if isinstance(one, str) else email_of(one), when) for one in who]

    def forgive(self, kind: str, who: Iterable[int | str]) -> None:
        """Take back what these people would have got later: there is no reason any more."""
        people, now = {one if isinstance(one, str) else email_of(one) for one in who}, self.site.now()
        self.owed = [one for one in self.owed if one.kind != kind or one.to not in people or one.at <= now]

    def move_to(self, when: datetime) -> None:
        """Let it be this moment, after all that came due before it was sent: each at its own moment.

        The platform is looked at then, and at each of `stops`: a night, for what begins with a day.
        """
        self.settle()
        for stop in sorted({one.at for one in self.owed} | self.stops):
            if not self.site.now() < stop + MINUTE < when:
                continue
            self.site.move_clock(stop + MINUTE)
            self.settle()
        self.site.move_clock(when)

    def at(self, when: datetime) -> None:
        """Let it be this moment, and wait until all that is due then was sent too."""
        self.move_to(when)
        self.settle()

    def settle(self) -> None:
        """Wait until all that is due at this moment has been planned and sent."""
        self.site.pass_of_beat()

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Return what stands in the database of the site."""
        with psycopg.connect(database_url(self.site.name), row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()

    def mailed(self, kind: str) -> int:
        """Return how many messages of this kind were sent."""
        counted = "SELECT count(*) AS n FROM community_bericht WHERE kind = %s AND status = 'VERZONDEN'"
        return int(self.rows(counted, kind)[0]["n"])

    def wait_for_mail(self, kind: str, number: int) -> None:
        """Wait until so many messages of this kind were sent in all."""
        wait_for(lambda: self.mailed(kind) >= number, LONGEST_WAIT, f"{number} x {kind}")


WINDOWS = ("lid", "trainer", "coordinator", "ex-lid", "starter", "trekker", "partnercontact")


def persona_email(code: str) -> str:
    """Return the address of one of the demo's people."""
    known = persona(code)
    assert known is not None, f"the demo knows no {code}"
    return known.email


def moment(day: date, clock: time = time(10)) -> datetime:
    """Return this time of this day in the Netherlands."""
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)


def morning(day: date) -> datetime:
    """Return the moment right after the mail of a morning leaves."""
    return moment(day, time(8, 31))


def in_words(day: date) -> str:
    """Return a day as one types it."""
    return f"{day:%d-%m-%Y}"


def guest_of(number: int) -> str:
    """Return the address of the opdrachtgever of one of the people."""
    return f"opdrachtgever.{number}@opdracht.example"


def name_of(number: int) -> str:
    """Return the name of one of the people."""
    return naam_of(number)


@contextmanager
def a_trip(name: str, begin: datetime, chromium: Browser, folders: pytest.TempPathFactory) -> Iterator[Trip]:
    """Begin a journey of this name on a site of its own, with workers and a real mail server beside it."""
    folder = Path(folders.mktemp(name))
    with (
        mailbag(folder) as (bag, port),
        running_site(
            f"{name}_{worker_name()}", folder, with_workers=True, fill=name, moment=begin,
            settings="tests.post.site_settings", more={"SINK_PORT": str(port), "BEAT_STEP": "0.3"},
        ) as site,
    ):  # fmt: skip
        found = Trip(chromium, site, bag)
        yield found
        found.close()
