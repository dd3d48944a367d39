"""Reads a form from a page the way a browser does: its fields with the values they would send."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Collects the fields of each form that sends (POST)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.actions: list[str] = []
        self._open: dict[str, list[str]] | None = None
        self._select: str = ""
        self._textarea: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, an input, the chosen option, or the begin of a textarea."""
        found = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._open = {} if found.get("method", "").lower() == "post" else None
            if self._open is not None:
                self.forms.append(self._open)
                self.actions.append(found.get("action", ""))
        elif self._open is not None:
            self._field(tag, found)

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "form":
            self._open = None
        self._select = "" if tag == "select" else self._select
        self._textarea = "" if tag == "textarea" else self._textarea

    def handle_data(self, data: str) -> None:
        """Take the text of a textarea."""
        if self._textarea and self._open is not None:
            self._open[self._textarea] = [data.removeprefix("\n")]

    def _field(self, tag: str, found: dict[str, str]) -> None:
        assert self._open is not None
        name = found.get("name", "")
        if tag == "input" and name:
            kind = found.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in found:
                return
            if kind not in {"submit", "file"}:
                self._open.setdefault(name, []).append(found.get("value", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self._open.setdefault(self._select, []).append(found.get("value", ""))
        elif tag == "textarea" and name:
            self._textarea = name
            self._open[name] = [""]


def fields_of(page: str, known: str) -> dict[str, list[str]]:
    """Return the fields of the form on this page that has a field named `known`."""
    parser = _Forms()
    parser.feed(page)
    return next(form for form in parser.forms if known in form or not known)


def forms_of(page: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return every form on this page that sends: where it goes ("" is the page itself) and its fields."""
    parser = _Forms()
    parser.feed(page)
    return list(zip(parser.actions, parser.forms, strict=True))
