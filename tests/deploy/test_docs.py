"""What an operator reads is true: commands, files and tests that are named exist (SECURITY.md T75 for the parts)."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tests.browser.filled import ROOT

BEHEER = sorted((ROOT / "docs" / "beheer").glob("*.md"))
GUIDES = [*BEHEER, ROOT / "README.md", ROOT / "SECURITY.md"]
BIO2 = (ROOT / "docs" / "beheer" / "bio2.md").read_text()
# What Django and Celery bring.
GIVEN = {"migrate", "collectstatic", "shell"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_commands_in_a_guide_exist(guide: Path) -> None:
    named = set(re.findall(r"manage\.py (\w+)", guide.read_text()))
    assert named - set(get_commands()) - GIVEN == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_of_a_guide_lead_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+?)\)", guide.read_text())
    assert [link for link in links if not (guide.parent / link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_files_in_a_guide_are_there(guide: Path) -> None:
    named = re.findall(
        r"`((?:tests|proof|deploy|docs|templates|static|requirements|community)/[\w./*-]+)`", guide.read_text()
    )
    missing = [name for name in named if not (ROOT / name).exists() and not list(ROOT.glob(name))]
    assert missing == []


def test_every_guide_is_on_the_list() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs" / "beheer" / "README.md").read_text()))
    unlisted = {path.name for path in BEHEER} - listed
    assert {name for name in unlisted if not name.startswith(("metingen-", "README"))} == set()


def test_measures_name_proofs_that_exist() -> None:
    """A measure with a proof that nobody wrote would be a promise."""
    rows = [line.split("|") for line in BIO2.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 25
    for _edge, _numbers, measure, proofs, place, _end in rows:
        assert re.fullmatch(r"(T\d+(, )?)+", proofs.strip()), measure
        assert (ROOT / place.strip(" `")).exists(), measure


def test_the_list_of_parts_holds_every_package_of_the_lock(tmp_path: Path) -> None:
    target = tmp_path / "sbom.json"
    subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements" / "runtime.txt"),
         "--short-PURLs", "--output-reproducible", "--of", "JSON", "-o", str(target)],
        check=True, capture_output=True,
    )  # fmt: skip
    told = json.loads(target.read_text())
    parts = {(part["name"], part["version"]) for part in told["components"]}
    locked = re.findall(
        r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", (ROOT / "requirements" / "runtime.txt").read_text(), re.M
    )
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert parts == set(locked)
    assert len(parts) > 80


def test_publiccode_says_what_the_standard_asks() -> None:
    """https://yml.publiccode.tools, version 0.4: the fields that must be there."""
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
            "description", "legal", "maintenance", "localisation"} <= set(told)  # fmt: skip
    dutch = told["description"]["nl"]
    assert len(dutch["shortDescription"]) <= 150
    assert 150 <= len(dutch["longDescription"]) <= 10_000
    assert dutch["features"]
    assert told["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert told["localisation"]["availableLanguages"] == ["nl"]
