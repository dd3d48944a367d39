"""Every address of the platform as the URLconf knows it, and how tests/toegang/*.yaml classify it."""

import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

FOLDER = Path(__file__).parent
CLASSES = {
    "public",  # everyone, without logging in
    "login",  # everyone who is logged in
    "own",  # logged in; shows only what belongs to oneself
    "kring",  # logged in; what it shows depends on the Kring or object: 404 for others
    "coordinatie",  # the coördinerend hart (and who access names beside it)
    "token",  # who has the link: random or signed, expiring
    "demo",  # exists in the demo only
    "beheer",  # the Wagtail admin: judged by community.middleware.beheer
}
# Whole parts of the site that are judged at one door.
PREFIXES = {"beheer/": "beheer"}


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf: its full route, name and the converters of its parameters."""

    route: str
    name: str
    converters: tuple[tuple[str, str], ...]

    def sample(self) -> dict[str, Any]:
        """Return parameters that fit the pattern and belong to nothing that exists."""
        values = {
            "UUIDConverter": uuid.UUID("00000000-0000-4000-8000-000000000000"),
            "IntConverter": 2031,
            "SlugConverter": "bestaat-niet",
            "StringConverter": "bestaatniet",
            "PathConverter": "bestaat/niet",
        }
        return {name: values[converter] for name, converter in self.converters}


@cache
def addresses() -> tuple[Address, ...]:
    """Return every address, walked recursively."""
    return tuple(_walk(get_resolver(), "", ()))


@cache
def register() -> dict[str, dict[str, Any]]:
    """Return the classification of each named address. A name that stands in two files is refused."""
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name.startswith("objects"):
            continue
        for row in yaml.safe_load(path.read_text()) or []:
            assert row["name"] not in rows, f"{row['name']} stands in two files of tests/toegang"
            rows[row["name"]] = {**row, "file": path.name}
    return rows


def class_of(address: Address) -> str | None:
    """Return the class of an address, or None when nobody classified it."""
    for prefix, kind in PREFIXES.items():
        if address.route.startswith(prefix):
            return kind
    row = register().get(address.name)
    return row["class"] if row else None


def _walk(resolver: URLResolver, route: str, converters: tuple[tuple[str, str], ...]) -> list[Address]:
    found: list[Address] = []
    for entry in resolver.url_patterns:
        pattern = entry.pattern
        here = converters + tuple((name, type(kind).__name__) for name, kind in pattern.converters.items())
        text = route + (str(pattern) if isinstance(pattern, RoutePattern) else str(pattern).lstrip("^"))
        if isinstance(entry, URLResolver):
            found += _walk(entry, text, here)
        elif isinstance(entry, URLPattern):
            found.append(Address(text, entry.name or "", here))
    return found
