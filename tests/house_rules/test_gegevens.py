"""What is kept of people is known field by field (SECURITY.md T96, T98): its kind, whose it is, what erasing does with
it, and which rule says how long it stays. A field without a line, or with two, fails here."""

import csv
from collections import Counter
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import ForeignKey

from community.extension_points import purges
from community.fields import SealedField
from community.models import User
from community.privacy_points import retention_rules
from community.queries.eigen_gegevens import tables as exported_tables
from tests.house_rules.source import APPS, ROOT

KINDS = {"persoon", "inhoud", "techniek", "register"}
# The row goes; the field is emptied; it stays and names nobody; nobody can read it; it says nothing of a person.
ERASURES = {"weg", "leeg", "oud-lid", "sleutel", "blijft"}
NOBODY = "-"


class Line(NamedTuple):
    """One line of gegevens.csv."""

    model: str
    field: str
    kind: str
    whose: str
    erasure: str
    rule: str


@cache
def lines() -> tuple[Line, ...]:
    """Return all lines of all apps."""
    found = []
    for app in APPS:
        with (ROOT / app / "gegevens.csv").open(newline="") as file:
            found += [Line(**row) for row in csv.DictReader(file)]
    return tuple(found)


def stored_fields() -> Counter[tuple[str, str]]:
    """Return each field that is stored, of every model; a table that only links two others counts as their field."""
    found: Counter[tuple[str, str]] = Counter()
    for model in apps.get_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            found[(model._meta.label, field.name)] += 1
    return found


def test_every_field_stands_in_exactly_one_line() -> None:
    written = Counter((line.model, line.field) for line in lines())
    stored = stored_fields()
    missing, unknown = sorted(stored - written), sorted(written - stored)
    assert not missing, f"not classified in gegevens.csv: {missing}"
    assert not unknown, f"twice in gegevens.csv, or no field at all: {unknown}"


def test_an_app_classifies_its_own() -> None:
    strange = []
    for app in APPS:
        text = (ROOT / app / "gegevens.csv").read_text().splitlines()[1:]
        labels = {line.split(".", 1)[0] for line in text}
        strange += [(app, label) for label in labels if label in APPS and label != app]
    assert not strange


def test_a_line_says_what_is_known() -> None:
    wrong = [
        line for line in lines()
        if line.kind not in KINDS or line.erasure not in ERASURES or retention_rules.find(line.rule) is None
    ]  # fmt: skip
    assert not wrong
    # Only what says something of a person is anybody's.
    owned = [line for line in lines() if line.whose != NOBODY]
    assert not [line for line in owned if line.kind not in {"persoon", "inhoud"}]
    tables = {label for label, _table in exported_tables()}
    assert not [line for line in owned if line.whose not in tables]


def test_who_it_is_and_what_is_sealed_are_never_called_technical() -> None:
    by_field = {(line.model, line.field): line for line in lines()}
    wrong = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            line = by_field[(model._meta.label, field.name)]
            if isinstance(field, SealedField) and line.kind != "inhoud":
                wrong.append(line)
            names_person = isinstance(field, ForeignKey) and field.related_model is User
            if names_person and line.kind != "persoon":
                wrong.append(line)
    assert not wrong


def test_every_rule_is_used() -> None:
    """A rule that no field names keeps nothing: but for those that carry out a part of another one."""
    used = {line.rule for line in lines()}
    parts = {code for code, rule in retention_rules.named().items() if rule.purge}
    assert set(retention_rules.named()) - used - parts == set()


def test_every_purge_has_a_rule_and_every_rule_its_purge() -> None:
    named = {rule.purge for rule in retention_rules.all() if rule.purge}
    assert named - set(purges.named()) == set(), "a rule names a purge that nobody registered"
    assert set(purges.named()) - named == set(), "a purge without a rule: nobody can know its days"


def test_what_has_a_term_has_a_purge() -> None:
    loose = [rule.code for rule in retention_rules.all() if rule.days is not None and not rule.purge]
    assert not loose
