"""What people do on the way, each step as one line."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.request import urlopen

from icalendar import Calendar, Event
from playwright.sync_api import Browser, expect

from tests.browser.people import Person, somebody
from tests.browser.post import Mail, login_code, mails_to, read, wait_for_mail
from tests.browser.site import LONGEST_WAIT, Site, wait_for

ENGLISH = re.compile(r"\b(the|and|your|please|invitation|meeting|reminder|unsubscribe|dear|regards)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Appointment:
    """What a calendar program makes of one entry."""

    uid: str
    sequence: int
    starts: str
    status: str


def send(person: Person, button: str) -> None:
    """Press a button of the page itself."""
    person.page.locator("main").get_by_role("button", name=button, exact=True).click()


def log_in_by_code(person: Person, address: str) -> None:
    """Ask for a code, read it in the mail, and type it."""
    earlier = len(mails_to(person.site, address))
    person.go("/inloggen/code/")
    person.page.get_by_label("E-mailadres").fill(address)
    send(person, "Stuur de code")
    person.page.get_by_label("Code").fill(login_code(wait_for_mail(person.site, address, number=earlier + 1)))
    send(person, "Ga verder")
    expect(person.page).to_have_url(f"{person.site.url}/mijn/")


def duties(person: Person) -> list[str]:
    """Return what Mijn omgeving asks of her now."""
    person.go("/mijn/")
    return person.page.locator("section[aria-labelledby=nu] .name").all_inner_texts()


def do_as(browser: Browser, site: Site, code: str, path: str, button: str) -> None:
    """Let one of the demo's people open a page and press its button."""
    with somebody(browser, site, code) as person:
        person.go(path)
        send(person, button)
        expect(person.page.locator("h1")).to_be_visible()


def all_mail(site: Site) -> list[tuple[str, str]]:
    """Return (address, subject) of every mail of the site, in alphabetical order."""
    return sorted((mail.to, mail.subject) for mail in map(read, site.mails()))


def wait_for_post(site: Site, wanted: list[tuple[str, str]]) -> None:
    """Wait until the site has sent so many mails, and compare. Raises AssertionError for another mail."""
    wait_for(lambda: len(site.mails()) >= len(wanted), LONGEST_WAIT, f"{len(wanted)} mails")
    sent = Counter(all_mail(site))
    extra, missing = list((sent - Counter(wanted)).elements()), list((Counter(wanted) - sent).elements())
    assert (extra, missing) == ([], []), f"at {site.now():%a %d %b %H:%M}: extra {extra}, missing {missing}"


def complaints_about(mail: Mail, site: Site) -> list[str]:
    """Return what is wrong with a mail whatever it tells."""
    said = [f"leads to {link}" for link in mail.links if not link.startswith(f"{site.url}/")]
    said += [f"says '{match[0]}'" for match in ENGLISH.finditer(f"{mail.subject} {mail.text}")]
    said += ["no Dutch greeting"] if not mail.text.startswith("Hallo") else []
    said += ["exclamation mark"] if "!" in mail.subject + mail.text else []
    said += ["no page"] if "<html" not in mail.html else []
    said += [f"from {mail.message['From']}"] if "community@regiekamer.example" not in str(mail.message["From"]) else []
    said += ["no machine header"] if mail.message["Auto-Submitted"] is None else []
    return [f"{mail.subject}: {sentence}" for sentence in said]


def appointments(calendar: bytes) -> list[Appointment]:
    """Return the entries of a calendar file."""
    found = []
    for event in Calendar.from_ical(calendar).walk("VEVENT"):
        assert isinstance(event, Event)
        starts = event.decoded("DTSTART").astimezone()
        found.append(
            Appointment(str(event["UID"]), int(event["SEQUENCE"]), f"{starts:%Y-%m-%d}", str(event.get("STATUS", "")))
        )
    return found


def method_of(calendar: bytes) -> str:
    """Return what a calendar file asks of the program that gets it: REQUEST or CANCEL."""
    return str(Calendar.from_ical(calendar)["METHOD"])


def feed_of(address: str) -> list[Appointment]:
    """Fetch a calendar feed as a calendar program does: without cookies."""
    with urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own loopback server
        return appointments(answer.read())
