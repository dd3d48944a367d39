"""People who use the site without a window: they open pages and send the forms that stand in them, as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request
from zlib import crc32

from bs4 import BeautifulSoup, Tag

from deploy.demo.personas import PERSONAS
from tests.browser.crawl import Visitor
from tests.journeys.editie_network import PASSWORD

PERSONA_OF = {persona.email: persona.code for persona in PERSONAS}
Answer = str | Sequence[str]


@dataclass(frozen=True)
class Page:
    """A page as it came: where it was found, its status and its text."""

    path: str
    status: int
    soup: BeautifulSoup

    @property
    def text(self) -> str:
        """What stands in the page itself."""
        return " ".join((self.soup.find("main") or self.soup).get_text(" ").split())

    def link(self, words: str) -> str:
        """Return the path of the first link with these words. Raises AssertionError when there is none."""
        for anchor in self._main().find_all("a"):
            if words in " ".join(anchor.get_text(" ").split()):
                return urlsplit(urljoin(self.path, str(anchor["href"]))).path
        raise AssertionError(f"no link '{words}' on {self.path}: {self.text[:600]}")

    def links(self, part: str) -> list[str]:
        """Return the paths of all links whose address has this part, each once."""
        found = [urlsplit(urljoin(self.path, str(each["href"]))).path for each in self._main().find_all("a", href=True)]
        return list(dict.fromkeys(path for path in found if part in path))

    def form(self, button: str) -> "Form":
        """Return the form with this button. Raises AssertionError when there is none."""
        for form in self._main().find_all("form"):
            for pressed in form.find_all("button"):
                if " ".join(pressed.get_text(" ").split()) == button:
                    return Form(self.path, form, pressed)
        raise AssertionError(f"no button '{button}' on {self.path} ({self.status}): {self.text[:600]}")

    def _main(self) -> Tag:
        return self.soup.find("main") or self.soup


class Form:
    """One form of a page with the button that will be pressed."""

    def __init__(self, path: str, form: Tag, button: Tag) -> None:
        self.action = urlsplit(urljoin(path, str(form.get("action") or path))).path
        self.method = str(form.get("method") or "get").lower()
        self._form, self._button = form, button

    def choices(self, name: str) -> list[str]:
        """Return what can be chosen in a field of this name."""
        found = self._form.select(f'[name="{name}"]')
        options = [each.find_all("option") if each.name == "select" else [each] for each in found]
        return [str(option.get("value", "on")) for some in options for option in some]

    def names(self) -> list[str]:
        """Return the names of the boxes to tick."""
        return [str(each["name"]) for each in self._form.find_all("input", type="checkbox")]

    def texts(self) -> list[str]:
        """Return the names of the fields to write in."""
        return [str(each["name"]) for each in self._form.find_all("textarea")]

    def radios(self) -> list[str]:
        """Return the names of the choices of one out of some."""
        return list(dict.fromkeys(str(each["name"]) for each in self._form.find_all("input", type="radio")))

    def filled(self, answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
        """Return all fields as they stand in the page, with these answers over them. Raises for a field it has not."""
        names = {str(each["name"]) for each in self._form.select("[name]")}
        unknown = [name for name in answers if name not in names]
        assert not unknown, f"{self.action} has no {unknown}, but {sorted(names)}"
        pairs = [pair for pair in self._standing() if pair[0] not in answers]
        if self._button.get("name"):
            pairs.append((str(self._button["name"]), str(self._button.get("value", ""))))
        for name, answer in answers.items():
            pairs += [(name, each) for each in ([answer] if isinstance(answer, str) else answer)]
        return pairs

    def _standing(self) -> Iterator[tuple[str, str]]:
        for each in self._form.find_all(["input", "textarea", "select"]):
            name, kind = each.get("name"), str(each.get("type", "text"))
            if not name or each.has_attr("disabled") or kind in {"submit", "button", "file"}:
                continue
            if each.name == "textarea":
                yield str(name), each.get_text().removeprefix("\n")
            elif each.name == "select":
                options = each.find_all("option")
                chosen = [option for option in options if option.has_attr("selected")] or options[:1]
                yield from ((str(name), str(option.get("value", ""))) for option in chosen)
            elif kind not in {"checkbox", "radio"}:
                yield str(name), str(each.get("value", ""))
            elif each.has_attr("checked"):
                yield str(name), str(each.get("value", "on"))


class Caller(Visitor):
    """Somebody with an account, or (without an address) a guest. Logs in anew when her session ended."""

    def __init__(self, url: str, email: str = "") -> None:
        # Each works in a place of her own: the site counts attempts by address.
        super().__init__(url, comes_from=f"127.0.1.{1 + crc32(email.encode()) % 250}" if email else "")
        self.email = email

    def open(self, path: str) -> Page:
        """Return the page at this address, after all redirects. Raises AssertionError when it is none."""
        page = self._follow(*self._get(path))
        if page.path.startswith("/inloggen/") and self.email:
            self.log_in()
            page = self._follow(*self._get(path))
        assert page.status == 200, f"{path} gave {page.status}"
        return page

    def status_of(self, path: str) -> int:
        """Return what this address answers to her, without following it."""
        self.open("/mijn/")
        return self.get(path)[0]

    def send(self, page: Page | str, button: str, **answers: Answer) -> Page:
        """Press a button of a page, with these answers in its form; return the next page.

        Raises AssertionError when there is no such form, or the answers come back with a fault.
        """
        here = self.open(page) if isinstance(page, str) else page
        form = here.form(button)
        pairs = form.filled(answers)
        if form.method == "get":
            return self.open(f"{form.action}?{urlencode(pairs)}")
        request = Request(urljoin(self.url, form.action), data=urlencode(pairs).encode())  # noqa: S310 - our own server
        request.add_header("Referer", self.url + here.path)
        after = self._follow(form.action, *self._send(request))
        faults = [" ".join(each.get_text(" ").split()) for each in after.soup.select("main .summary, main p.error")]
        assert after.status == 200, f"{form.action} answered {after.status} to {button}"
        assert not faults, f"{form.action}: {faults}"
        return after

    def log_in(self) -> None:
        """Log in: with one click as one of the demo's people, else with a password."""
        if self.email in PERSONA_OF:
            self.become(PERSONA_OF[self.email])
            return
        page = self._follow(*self._get("/inloggen/"))
        after = self.send(page, "Inloggen", login=self.email, password=PASSWORD)
        assert not after.path.startswith("/inloggen/"), f"{self.email} did not get in: {after.text[:300]}"

    def _get(self, path: str) -> tuple[str, int, dict[str, str], str]:
        return path, *self.get(path)

    def _follow(self, path: str, status: int, headers: dict[str, str], body: str) -> Page:
        for _step in range(6):
            if "location" not in headers:
                break
            parts = urlsplit(urljoin(self.url + path, headers["location"]))
            path = parts.path
            status, headers, body = self.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return Page(path, status, BeautifulSoup(body, "html.parser"))
