"""The short way in which pages that come with the product are written, as the blocks that /beheer/ knows."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def blocks_of(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return stream blocks: each part names one kind of block. Raises KeyError for a kind that does not exist."""
    return [
        {"type": kind, "value": BLOCKS[kind](value), "id": str(uuid.uuid4())}
        for part in parts
        for kind, value in part.items()
    ]


def _items(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def _kop(text: str) -> dict[str, str]:
    return {"tekst": text, "niveau": "2"}


def _tekst(lines: Iterable[str | list[str]]) -> str:
    return "".join(f"<p>{line}</p>" if isinstance(line, str) else _lijst(line) for line in lines)


def _lijst(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _kenmerken(rows: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return _items({"naam": naam, "waarde": waarde} for naam, waarde in rows)


def _stappen(lines: Iterable[str]) -> list[dict[str, Any]]:
    return _items(f"<p>{line}</p>" for line in lines)


def _kaarten(rows: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return _items({"titel": titel, "tekst": tekst, "pagina": None} for titel, tekst in rows)


def _oproep(parts: tuple[str, str, str, str]) -> dict[str, str]:
    return dict(zip(("titel", "tekst", "knop", "adres"), parts, strict=True))


def _filmpje(parts: tuple[str, str, str, str]) -> dict[str, str]:
    return dict(zip(("titel", "adres", "duur", "tekst"), parts, strict=True))


BLOCKS: Mapping[str, Callable[[Any], Any]] = {
    "kop": _kop, "tekst": _tekst, "kenmerken": _kenmerken, "stappen": _stappen, "kaarten": _kaarten,
    "oproep": _oproep, "filmpje": _filmpje,
}  # fmt: skip
