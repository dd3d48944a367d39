"""No text of the publications we build on stands in ours, and no name of a person in them (capabilities.md §9)."""

import json
from pathlib import Path

import pytest

from tests.house_rules.bronnen.__main__ import name_hashes, run_hashes
from tests.house_rules.bronnen.allowed import ALLOWED
from tests.house_rules.bronnen.hashes import NAMES, RUNS, SALT, Hashes
from tests.house_rules.bronnen.texts import streams
from tests.house_rules.bronnen.words import DIGEST, NAME_LENGTHS, RUN, runs
from tests.house_rules.source import ROOT, files

LONGEST_ALLOWED = 30
STORY = (
    "De molenaar van Oud-Drecht telde élke morgen zijn zakken meel, want hij was\nbang dat de muizen ver-\nder kwamen. "
    "Zijn dochter Bertha Uilenstede lachte daarom."
)


def shipped() -> list[Path]:
    """Return the files that hold texts: not what programs measure with, and no lists of packages and their hashes."""
    return [
        path
        for path in files("")
        if path.suffix != ".bin" and "instances" not in path.parts and "requirements" not in path.parts
    ]


def copied(path: Path, hashes: Hashes, *lengths: int) -> list[str]:
    """Return what a file shares with the publications, once each, what is allowed left out."""
    allowed = {run for each in ALLOWED for run in runs(each.text, *lengths)}
    said = {run: None for text in streams(path) for run in runs(text, *lengths)}
    return [run for run in hashes.hits(said) if run not in allowed]


def test_no_sentence_of_others_stands_in_our_texts() -> None:
    hashes = Hashes.read(RUNS)
    found = {str(path.relative_to(ROOT)): hits for path in shipped() if (hits := copied(path, hashes, RUN))}
    assert found == {}


def test_no_name_of_a_person_in_the_publications_stands_in_our_texts() -> None:
    hashes = Hashes.read(NAMES)
    found = {str(path.relative_to(ROOT)): hits for path in shipped() if (hits := copied(path, hashes, *NAME_LENGTHS))}
    assert found == {}


def test_the_files_hold_hashes_and_nothing_else() -> None:
    for path, least in ((RUNS, 20_000), (NAMES, 15)):
        data = path.read_bytes()
        assert (len(data) - SALT) % DIGEST == 0
        digests = [data[at : at + DIGEST] for at in range(SALT, len(data), DIGEST)]
        assert len(digests) > least
        assert digests == sorted(set(digests))


def test_what_is_allowed_is_short_and_says_why_and_is_needed() -> None:
    hashes = Hashes.read(RUNS)
    for each in ALLOWED:
        assert each.reason.endswith(".")
        assert RUN <= len(each.text.split()) <= LONGEST_ALLOWED, each
        assert hashes.hits(runs(each.text, RUN)), f"no longer needed: {each.text}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plus.py", 'A = "<p>de molenaar van Oud" + "-Drecht telde</p>"\nB = ["elke morgen", f"zijn zakken"]\n'),
        ("format.py", 'A = f"<p>de molenaar van {1}"\nB = f"van oud drecht telde <b>elke</b> morgen zijn zakken"\n'),
        ("docstring.py", '"""Bang dat\n\nde muizen verder\nkwamen. Zijn dochter."""\n'),
        ("comment.py", "# bang dat de muizen\n# ver-der kwamen,\n# zijn dochter\n"),
        ("page.html", '{% translate "Telde elke morgen" %} <em>zijn</em> {% if x %}zakken meel{% endif %} want hij\n'),
        ("attribute.html", '<img alt="telde elke morgen zijn zakken meel, want hij was bang">'),
        ("escaped.json", json.dumps({"a": ["<p>telde élke morgen</p>", "<b>zijn</b> zakken meel want hij"]})),
        ("list.yaml", "- telde elke morgen\n- zijn zakken meel want hij\n"),
        ("table.csv", "telde;elke;morgen;zijn;zakken;meel;want;hij\n"),
        ("read.md", "**Telde elke** morgen, _zijn_ zakken meel want hij.\n"),
        ("style.css", "/* telde elke morgen\n * zijn zakken meel want hij */\n"),
        ("script.js", "// telde elke morgen\n// zijn zakken meel want hij\n"),
    ],
)
def test_a_copied_run_is_found_wherever_it_stands(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / name).write_text(text)
    assert copied(tmp_path / name, run_hashes(tmp_path), RUN) != []


@pytest.mark.parametrize("text", ["De molenaar van Oud-Drecht telde zakken.", "Zijn zakken meel."])
def test_fewer_words_in_a_row_are_nobodys(tmp_path: Path, text: str) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "own.md").write_text(text)
    assert copied(tmp_path / "own.md", run_hashes(tmp_path), RUN) == []


def test_a_name_is_found_with_and_without_capitals(tmp_path: Path) -> None:
    hashes = name_hashes("Bertha Uilenstede\nvan den Uilenstede\n")
    for name in ("bertha UILENSTEDE", "bertha_uilenstede", "de heer Van den Uilenstede"):
        (tmp_path / "own.md").write_text(name)
        assert copied(tmp_path / "own.md", hashes, *NAME_LENGTHS) != []
    (tmp_path / "own.md").write_text("Bertha en Uilenstede")
    assert copied(tmp_path / "own.md", hashes, *NAME_LENGTHS) == []
