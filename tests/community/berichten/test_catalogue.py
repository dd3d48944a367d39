"""The catalogue of messages (docs/berichten/catalogus.csv): every mail is a row of it, and reads as it should."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from community.berichten.subjects import SUBJECTS
from community.extension_points import bericht_kinds, taak_kinds
from tests.house_rules.source import ROOT, imports, place, sources
from tests.house_rules.test_language import FORBIDDEN, template_sentences

CATALOGUE = ROOT / "docs" / "berichten" / "catalogus.csv"
TEMPLATES = ROOT / "templates" / "berichten"
# Sent at once from a request, with a secret, and never stored: no kind of the outbox.
AT_ONCE = {"N04", "N94", "N96", "N147", "N255"}
LONGEST_SUBJECT = 60
# The receiving side: it writes the demo's mailbox and sends nothing.
MAY_IMPORT_MAIL = {"community/berichten/mail.py", "deploy/demo/mailbox.py"}
CODES = sorted({path.name.partition(".")[0] for path in TEMPLATES.glob("N*")})


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return the rows by code."""
    with CATALOGUE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == len(rows), "a code stands in the catalogue twice"
    return {row["code"]: row for row in rows}


def subjects_of(path: Path) -> list[str]:
    """Return each form that a subject can take, with the values left out."""
    text = re.sub(r"{%\s*(load|comment).*?%}", "", path.read_text())
    forms = re.split(r"{%.*?%}", text, flags=re.S)
    return [" ".join(re.sub(r"{{.*?}}", "", form).split()) for form in forms if form.strip()]


def test_every_kind_is_a_row_of_the_catalogue() -> None:
    assert sorted({kind.code for kind in bericht_kinds.all()} - set(catalogue())) == []
    assert sorted(set(CODES) - set(catalogue())) == []


def test_every_mail_belongs_to_a_kind_or_is_sent_at_once() -> None:
    known = {kind.code for kind in bericht_kinds.all()} | AT_ONCE
    assert sorted(set(CODES) - known) == []
    assert sorted(known - set(CODES)) == []


def test_every_kind_belongs_to_a_subject_of_the_preferences() -> None:
    wrong = [kind.code for kind in bericht_kinds.all() if kind.subject not in SUBJECTS]
    wrong += [
        kind.code for kind in bericht_kinds.all() if not SUBJECTS[kind.subject].is_adjustable and not kind.is_mandatory
    ]
    assert wrong == []


def test_every_rung_names_a_kind() -> None:
    known = {kind.code for kind in bericht_kinds.all()}
    assert [rung.name for kind in taak_kinds.all() for rung in kind.ladder if rung.bericht_kind not in known] == []


def test_mandatory_kinds_are_mandatory_in_the_catalogue() -> None:
    """The code may be stricter in what it spares people, never in what it forces on them."""
    forced = {kind.code for kind in bericht_kinds.all() if kind.is_mandatory}
    named = {code for code, row in catalogue().items() if "V" in row["channel"].split()}
    # A reminder of an invitation goes to who has no account, so there is nothing she could switch.
    assert sorted(forced - named) == ["N02"]


def test_what_the_catalogue_tells_on_screen_is_a_melding() -> None:
    """A duty on Mijn omgeving is no melding: what only asks again by mail has no S."""
    named = {code for code, row in catalogue().items() if "S" in row["channel"].split()}
    assert sorted(kind.code for kind in bericht_kinds.all() if kind.code in named and not kind.is_on_screen) == []


@pytest.mark.parametrize("code", CODES)
def test_a_mail_has_all_its_parts(code: str) -> None:
    parts = {path.name for path in TEMPLATES.glob(f"{code}.*")}
    assert parts == {f"{code}.subject.txt", f"{code}.txt", f"{code}.html"}
    for part in ("txt", "html"):
        first = (TEMPLATES / f"{code}.{part}").read_text().splitlines()[0]
        assert first.startswith(f'{{% extends "berichten/_layout.{part}" %}}'), "the frame gives the plain address"


@pytest.mark.parametrize("code", [*CODES, "_bundel"])
def test_a_subject_is_short_and_calm(code: str) -> None:
    for subject in subjects_of(TEMPLATES / f"{code}.subject.txt"):
        assert len(subject) <= LONGEST_SUBJECT
        assert "!" not in subject
        assert not re.search(r"reminder|herinnering", subject, re.I)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*")), ids=lambda path: path.name)
def test_a_mail_uses_the_words_of_the_field(path: Path) -> None:
    for sentence in template_sentences(path):
        for word, instead in {**FORBIDDEN, r"\breminder\b": "herinnering"}.items():
            assert not re.search(word, sentence, re.I), f"{sentence!r}: say {instead}"
        assert "!" not in sentence.replace("!doctype", "")


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_a_mail_loads_nothing_and_trusts_nothing(path: Path) -> None:
    text = path.read_text()
    for wrong in ("<img", "<script", "@import", "url(", "|safe", "autoescape off", "http://", "https://"):
        assert wrong not in text


def test_the_frame_shows_the_address_of_the_button_as_text() -> None:
    assert "{{ url }}" in (TEMPLATES / "_layout.txt").read_text()
    assert re.search(r">\s*{{ url }}\s*<", (TEMPLATES / "_layout.html").read_text())


def test_mail_leaves_through_one_room() -> None:
    found = [
        place(path, node)
        for path in sources()
        for name, node in imports(path)
        if name.startswith(("django.core.mail", "smtplib")) and str(path.relative_to(ROOT)) not in MAY_IMPORT_MAIL
    ]
    allowed = ("community/berichten/outcome.py", "bench/mail_work.py", "proof/")
    assert [where for where in found if not where.startswith(allowed)] == []
