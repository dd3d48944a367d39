"""Pictures of every page, to look at: one for each address, person and width, and an index to leaf through."""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, chromium_path
from tests.browser.crawl import Seen
from tests.browser.filled import ROOT
from tests.browser.judge import HEIGHTS, NARROW, WIDE, open_window
from tests.browser.site import running_site
from tests.browser.walks import PEOPLE, Walk, Walks

FOLDER = ROOT / ".regiekamer" / "kijk"
PRINTS = {
    "lid": ("agenda-maand", "bijeenkomst", "leergroep", "lid", "kring-afspraken"),
    "trekker": ("bijeenkomst-presentie-afdrukken",),
}


def main(run: Path) -> None:
    """Take all pictures, or with ONLY those of some people. `run` is a folder for the state of the site."""
    chosen = tuple(filter(None, os.environ.get("ONLY", "").split(","))) or PEOPLE
    state = run / "kijk"
    state.mkdir()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright, running_site("kijk", state, fill="rich") as site:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        walks = Walks(site)
        for person in chosen:
            walk = walks.of(person)
            pages = pages_of(walk)
            photograph(browser, person, walk, pages)
            say(f"{person}: {len(pages)} pagina's")
        browser.close()
    (FOLDER / "index.html").write_text(index(chosen))
    say(f"Bekijk ze in {FOLDER / 'index.html'}")


def pages_of(walk: Walk) -> dict[str, Seen]:
    """Return for each address the fullest page that this person met, by a name that fits a file."""
    found: dict[str, Seen] = {}
    for page in walk.pages:
        name = re.sub(r"[^a-z0-9_-]+", "-", page.name.rstrip("?").lower()).strip("-")
        if page.is_page and (name not in found or len(page.body) > len(found[name].body)):
            found[name] = page
    return found


def photograph(browser: Browser, person: str, walk: Walk, pages: dict[str, Seen]) -> None:
    """Take the pictures of one person, and print some of her pages."""
    folder = FOLDER / person
    folder.mkdir()
    for width in (WIDE, NARROW):
        window = open_window(browser, width, walk.visitor)
        sheet = window.new_page()
        for name, page in pages.items():
            sheet.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            sheet.goto(walk.visitor.url + page.path)
            # As high as the page, so that the bar at the bottom of a phone does not lie across the middle of it.
            sheet.set_viewport_size({"width": width, "height": sheet.evaluate("document.body.scrollHeight")})
            sheet.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
            if width == WIDE and name in PRINTS.get(person, ()):
                print_on_paper(sheet.pdf(format="A4", print_background=False), folder / f"{name}-papier")
        window.close()


def print_on_paper(pdf: bytes, target: Path) -> None:
    """Keep a page as it is printed; as pictures too where poppler is installed."""
    file = target.with_suffix(".pdf")
    file.write_bytes(pdf)
    program = shutil.which("pdftoppm")
    if program:
        subprocess.run([program, "-png", "-r", "60", str(file), str(target)], check=True)


def index(people: tuple[str, ...]) -> str:
    """Return a page with all pictures, by person."""
    parts = ["<!doctype html><html lang=nl><meta charset=utf-8><title>Kijk</title><h1>Alle pagina's</h1><ul>"]
    parts += [f"<li><a href='#{person}'>{person}</a>" for person in people]
    parts.append("</ul>")
    for person in people:
        parts.append(f"<h2 id='{person}'>{person}</h2>")
        for picture in sorted((FOLDER / person).glob("*.png")):
            address = escape(f"{person}/{picture.name}")
            parts.append(
                f"<figure style='display:inline-block;vertical-align:top'><figcaption>{escape(picture.stem)}"
                f"</figcaption><a href='{address}'><img src='{address}' loading=lazy width=240 alt=''></a></figure>"
            )
    return "\n".join(parts)


def say(text: str) -> None:
    """Tell whoever typed the command."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
