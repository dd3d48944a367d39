"""The access matrix as data (matrix.csv): per address and role what a GET answers.

`login` the login page · `404` as if it does not exist · `405` a form only, but the person may send it ·
`302` sent on to another page · `200` the page.
"""

import csv
import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from tests.toegang.addresses import Address, addresses, register
from tests.toegang.world import ROLES, World

TABLE = Path(__file__).parent / "matrix.csv"
JUDGED = {"login", "own", "kring", "coordinatie"}
VARIANTS = {"bijeenkomst*": ("openbaar", "leden", "concept"), "lid": ("verborgen",), "lid-foto": ("verborgen",),
            "leergroep*": ("verborgen",), "samenwerking": ("naam",), "samenwerking-bewerken": ("naam",),
            "matchronde": ("concept",), "matchronde-openen": ("concept",), "matchaanmelding": ("concept",),
            "werkvorm": ("concept",), "beeld": ("openbaar", "concept"),
            "document": ("openbaar", "concept")}  # fmt: skip


def rows() -> list[tuple[str, Address]]:
    """Return every address that the matrix judges, under its name or name@variant."""
    found = []
    for address in addresses():
        row = register().get(address.name)
        is_variable = bool(address.converters)
        if row and (row["class"] in JUDGED or address.name.startswith(("bijeenkomst", "agenda", "beeld", "document"))):
            found.append((address.name, address))
            if is_variable:
                found += [
                    (f"{address.name}@{variant}", address)
                    for pattern, variants in VARIANTS.items()
                    if fnmatch.fnmatch(address.name, pattern)
                    for variant in variants
                ]
    return found


def path_of(name: str, address: Address, world: World) -> str:
    """Return the path of this row in this world."""
    sample = sample_of(name, world) if address.converters else {}
    return reverse(address.name, kwargs={key: sample[key] for key, _ in address.converters})


def sample_of(name: str, world: World) -> dict[str, Any]:
    """Return the parameters for a row: of its variant, of its own name, or of the longest pattern that fits."""
    base, _, variant = name.partition("@")
    exact = [f"{base}@{variant}", f"{base.partition('-')[0]}@{variant}"] if variant else [base]
    patterns = sorted((p for p in world.samples if fnmatch.fnmatch(base, p)), key=len, reverse=True)
    return next(world.samples[p] for p in [*exact, *patterns] if p in world.samples)


def verdict(answer: HttpResponseBase) -> str:
    """Return what an answer to a GET says, as a word of the matrix."""
    if answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login")):
        return "login"
    return str(answer.status_code)


@cache
def expected() -> dict[str, dict[str, str]]:
    """Return the matrix: name of the row -> role -> verdict."""
    with TABLE.open(newline="") as file:
        return {line["adres"]: {role: line[role] for role in ROLES} for line in csv.DictReader(file)}
