"""Who takes part in a session on a running site: in windows, and without one over the site's own pages and forms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from playwright.sync_api import Browser, Locator, Page
from psycopg.rows import dict_row

from deploy.demo.personas import persona
from tests.browser.filled import database_url
from tests.browser.judge import HEIGHTS, NARROW, WIDE
from tests.browser.people import Person
from tests.browser.site import LONGEST_WAIT, Site, wait_for
from tests.journeys.callers import Caller, Form

ALL = "/intervisie/sessies/"
# What each writes has her own word in it, so that it is known again wherever it turns up.
QUESTION, INSIGHT = "Hoe kunnen wij verder met {name}?", "Inzicht van {name} voor plek {to}."
# The clock of a device that is five hours ahead of the real one.
HOURS_OFF = """(() => {
  const Real = Date, off = 5 * 3600 * 1000;
  globalThis.Date = class extends Real {
    constructor(...words) { if (words.length) super(...words); else super(Real.now() + off); }
    static now() { return Real.now() + off; }
  };
})();"""
# The seconds that are left by the page's own reckoning, as it would show them.
SHOWN = "() => Number((document.querySelector('[data-over-tekst]').textContent.match(/\\d+/) || ['0'])[0])"


@dataclass
class Gesprek:
    """One session on a running site: its code, and how its rows are looked at."""

    site: Site
    code: str

    @property
    def base(self) -> str:
        """The address of the session."""
        return f"{ALL}{self.code}/"

    def page(self, name: str) -> str:
        """Return the address of one of its pages."""
        return f"{self.base}{name}/"

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Return what stands in the database of the site; `%(code)s` is this session."""
        with psycopg.connect(database_url(self.site.name), row_factory=dict_row) as connection:
            return connection.execute(query, {"code": self.code}).fetchall()

    def sheets(self, step: str) -> dict[int, list[str]]:
        """Return which fields each seat filled in a step."""
        found = self.rows(
            "SELECT d.number, b.filled, b.step FROM intervisie_sessieblad b JOIN intervisie_sessiedeelnemer d"
            " ON d.id = b.deelnemer_id JOIN intervisie_sessie s ON s.id = b.sessie_id WHERE s.code = %(code)s"
        )
        return {row["number"]: row["filled"] for row in found if row["step"] == step}

    def received(self) -> Counter[str]:
        """Return how many insights each seat got."""
        return Counter(field for filled in self.sheets("inzichten").values() for field in filled)

    def wait_for_sheets(self, step: str, number: int, *, fields: int = 1) -> None:
        """Wait until so many sheets of a step are stored with at least so many fields filled."""
        wait_for(lambda: sum(len(one) >= fields for one in self.sheets(step).values()) >= number, LONGEST_WAIT,
                 f"{number} sheets of {step}")  # fmt: skip

    def position(self) -> str:
        """Return where it is."""
        row = self.rows("SELECT step, round, turn, status FROM intervisie_sessie WHERE code = %(code)s")[0]
        return f"{row['status']} {row['step']}.{row['round']}.{row['turn']}"

    def passes(self, seconds: int, *, present: tuple[int, ...] = (2, 3)) -> None:
        """Let time pass, until who has her page open showed at the new moment that she is there."""
        self.site.move_clock(self.site.now() + timedelta(seconds=seconds))
        since = self.site.now()
        wait_for(lambda: self.seen_since(since) >= set(present), LONGEST_WAIT, "a question of every open page")

    def seen_since(self, moment: datetime) -> set[int]:
        """Return the seats that showed since then that they are there."""
        rows = self.rows("SELECT d.number, d.seen_at FROM intervisie_sessiedeelnemer d JOIN intervisie_sessie s"
                         " ON s.id = d.sessie_id WHERE s.code = %(code)s AND d.seen_at IS NOT NULL")  # fmt: skip
        return {row["number"] for row in rows if row["seen_at"] >= moment}

    def leader(self) -> int | None:
        """Return the seat of who leads."""
        rows = self.rows("SELECT d.number FROM intervisie_sessie s JOIN intervisie_sessiedeelnemer d"
                         " ON d.id = s.leader_id WHERE s.code = %(code)s")  # fmt: skip
        return rows[0]["number"] if rows else None

    def join_code(self, page: "Caller | Screen") -> str:
        """Return the code that somebody reads out."""
        if isinstance(page, Screen):
            return page.page.locator(".live-code").first.inner_text()
        found = page.open(self.page("live")).soup.select_one(".live-code")
        assert found is not None, "the leader reads no code"
        return found.get_text()


class Screen(Person):
    """Somebody with a browser of her own in a session."""

    def __init__(self, page: Page, site: Site, name: str) -> None:
        super().__init__(page, site)
        self.name = name

    @property
    def deadline(self) -> int:
        """Until when the moment lasts, as her page was told: milliseconds of the clock of the server."""
        return int(self.page.locator("[data-klok]").get_attribute("data-tot") or 0)

    @property
    def left(self) -> int:
        """How many seconds (or minutes, above one) she sees."""
        return int(self.page.evaluate(SHOWN))

    def sees_step(self, title: str) -> None:
        """Wait until her page is at this step, by itself."""
        self.page.locator(".live-step b", has_text=title).wait_for()

    def sheet(self, step: str) -> Locator:
        """Return her own sheet of a step that goes on."""
        return self.page.locator(f"[data-deel=nu] form[data-blad*='.{step}.']")

    def writes(self, step: str, gesprek: Gesprek, *, to_all: bool = False) -> None:
        """Type on her sheet of a step; the page saves it by itself."""
        sheet = self.sheet(step)
        sheet.wait_for()
        for field in sheet.locator("textarea").all():
            to = field.get_attribute("name") or ""
            field.fill(INSIGHT.format(name=self.name, to=to) if to_all else QUESTION.format(name=self.name))

    def presses_next(self, gesprek: Gesprek) -> None:
        """Go on, and wait until the session did."""
        before = gesprek.position()
        self.page.locator("#doe-verder button").click()
        wait_for(lambda: gesprek.position() != before, LONGEST_WAIT, "the next moment")
        self.page.locator(f"[data-positie='{gesprek.position()}']").wait_for()


class Guest(Caller):
    """A guest without a window, who came in with the code."""

    def __init__(self, site: Site, name: str, code: str) -> None:
        # The address is only where she works from: the site counts attempts by it.
        super().__init__(site.url, f"{name}@gast.example".lower())
        self.name = name
        self.first = self.send("/meedoen/", "Meedoen", code=code, voornaam=name)


def screen(chromium: Browser, site: Site, name: str, *, as_phone: bool = False, hours_off: bool = False) -> Screen:
    """Open a window: a wide one, or that of a phone with touch; its own clock may be hours off."""
    width = NARROW if as_phone else WIDE
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, locale="nl-NL", reduced_motion="reduce",
        has_touch=as_phone, is_mobile=as_phone,
    )  # fmt: skip
    context.set_default_timeout(LONGEST_WAIT * 1000)
    if hours_off:
        context.add_init_script(HOURS_OFF)
    return Screen(context.new_page(), site, name)


def caller_of(site: Site, code: str) -> Caller:
    """Return one of the demo's people without a window."""
    known = persona(code)
    assert known is not None
    return Caller(site.url, known.email)


def make(lead: Caller, site: Site, *, people: int, subgroups: int = 1, medium: str = "SCHERM") -> Gesprek:
    """Let somebody make a conversation with cards that lets guests in, and come in herself."""
    page = lead.send(f"{ALL}nieuw/", "Zet de sessie klaar", werkvorm="ingangspunten", expected=str(people),
                     subgroups=str(subgroups), medium=medium, tempo="LIVE", takes_part="on",
                     lets_guests="on")  # fmt: skip
    gesprek = Gesprek(site, next(part for part in page.path.split("/") if part.startswith("s-")))
    lead.send(gesprek.page("live"), "Doe mee")
    return gesprek


def fill_in(person: Caller, gesprek: Gesprek, title: str, name: str, *, by: str = "") -> Form:
    """Write on a sheet without a window: a card, a question, or an insight for each; `by` types for who is on paper."""
    page = person.open(gesprek.page("live"))
    button = f"Opslaan : {name}, {title}" if by else f"Opslaan : {title}"
    form = page.form(button)
    if title == "Kies een kaart":
        person.send(page, button, kaarten=form.choices("kaarten")[0])
    elif title == "Schrijf je vraag":
        person.send(page, button, tekst=QUESTION.format(name=name))
    else:
        person.send(page, button, **{to: INSIGHT.format(name=name, to=to) for to in form.texts()})
    return form


def go_on(lead: Caller, gesprek: Gesprek, moments: int = 1) -> None:
    """Let who leads press 'Volgende' so many times, without a window."""
    for _moment in range(moments):
        lead.send(gesprek.page("live"), "Volgende")


def close(lead: Caller, gesprek: Gesprek) -> None:
    """Let who leads close the session, without a window."""
    lead.send(gesprek.page("afsluiten"), "Sluit af")


def results(people: Sequence[Caller], gesprek: Gesprek) -> list[str]:
    """Return the text of everybody's own result."""
    return [one.open(gesprek.page("resultaat")).text for one in people]
