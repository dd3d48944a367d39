"""Reading JSON that somebody wrote: each value of its kind, or a Dutch sentence that names the place."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# Signs that the database or a page cannot keep: control signs, halves of signs.
UNSEEN = ("Cc", "Cs")


def known(data: Mapping[str, Any], names: Iterable[str], place: str, faults: list[str]) -> None:
    """Refuse names that nobody reads: a slip of the pen in one would otherwise change nothing, silently."""
    allowed = tuple(names)
    for name in data:
        if name not in allowed:
            shown = name[:40].encode("ascii", "replace").decode()
            faults.append(f"{place}: '{shown}' bestaat niet. Kies uit: {', '.join(allowed)}.")


def text_of(
    data: Mapping[str, Any], name: str, place: str, faults: list[str], *, longest: int, may_be_empty: bool = False
) -> str:
    """Return a text without space around it; empty when it is missing, too long or no text."""
    value = data.get(name)
    text = "" if value is None else _text(value, f"{place}: '{name}'", longest, faults)
    if text == "" and not may_be_empty:
        faults.append(f"{place}: '{name}' ontbreekt.")
    return text or ""


def texts_of(
    data: Mapping[str, Any], name: str, place: str, faults: list[str], *, longest: int, most: int
) -> tuple[str, ...]:
    """Return a list of texts, none of them empty."""
    found = []
    for number, value in _items(data, name, place, faults, most):
        text = _text(value, f"{place}: '{name}' {number}", longest, faults)
        if text == "":
            faults.append(f"{place}: '{name}' {number} is leeg. Vul het in of haal het weg.")
        found.append(text or "")
    return tuple(found)


def objects_of(
    data: Mapping[str, Any], name: str, place: str, faults: list[str], *, most: int
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give the objects of a list with their number from 1."""
    for number, item in _items(data, name, place, faults, most):
        if isinstance(item, dict):
            yield number, item
        else:
            faults.append(f"{place}: '{name}' {number} is geen object.")


def object_of(data: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Mapping[str, Any]:
    """Return an object; an empty one when it is missing or something else."""
    value = data.get(name)
    if isinstance(value, dict):
        return value
    faults.append(f"{place}: '{name}' {'ontbreekt' if value is None else 'moet een object zijn'}.")
    return {}


def number_of(data: Mapping[str, Any], name: str, place: str, faults: list[str], fewest: int, most: int) -> int | None:
    """Return a whole number within bounds, None when it is not."""
    value = data.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and fewest <= value <= most:
        return value
    bounds = f" van {fewest} tot en met {most}" if fewest >= 0 else ""
    faults.append(f"{place}: '{name}' moet een heel getal{bounds} zijn.")
    return None


def flag_of(data: Mapping[str, Any], name: str, place: str, faults: list[str]) -> bool:
    """Return yes or no; no when nothing is said."""
    value = data.get(name)
    if value is not None and not isinstance(value, bool):
        faults.append(f"{place}: '{name}' moet true of false zijn.")
    return value is True


def _text(value: Any, place: str, longest: int, faults: list[str]) -> str | None:
    """Return a text, None when it was refused."""
    if not isinstance(value, str) or len(value) > longest:
        faults.append(f"{place} moet tekst zijn van hooguit {longest} tekens.")
        return None
    if any(unicodedata.category(sign) in UNSEEN and sign not in "\n\t" for sign in value):
        faults.append(f"{place} bevat een teken dat niet kan. Typ de tekst opnieuw.")
        return None
    return value.strip()


def _items(data: Mapping[str, Any], name: str, place: str, faults: list[str], most: int) -> Iterator[tuple[int, Any]]:
    items = data.get(name)
    if items is None:
        return
    if not isinstance(items, list):
        faults.append(f"{place}: '{name}' moet een lijst zijn.")
        return
    if len(items) > most:
        faults.append(f"{place}: '{name}' heeft er {len(items)}. Houd het bij {most}.")
    yield from enumerate(items[:most], start=1)
