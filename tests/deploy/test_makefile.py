"""The Makefile as somebody who types `make` meets it."""

import os
import subprocess

from deploy.demo.places import CHECKOUT

TARGETS = ["help", "demo", "demo-reset", "test", "check", "bench", "proof", "kijk", "sbom"]


def _make(*arguments: str) -> str:
    # These tests may run below a `make` themselves, whose settings are not those of who types it.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    told = subprocess.run(
        ["make", *arguments],  # noqa: S607 - make stands elsewhere on each system
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


def test_plain_make_lists_the_targets_with_a_sentence_each() -> None:
    lines = [line.split(maxsplit=2) for line in _make().splitlines()]
    assert [line[1] for line in lines] == TARGETS
    assert [line for line in lines if len(line) < 3] == []


def test_the_list_of_targets_in_the_readme_is_the_same() -> None:
    told = [
        line.split("`")[1] for line in (CHECKOUT / "README.md").read_text().splitlines() if line.startswith("| `make ")
    ]
    assert told == [f"make {target}" for target in TARGETS if target != "help"]


def test_locks_name_no_host_and_no_path() -> None:
    for lock in sorted((CHECKOUT / "requirements").glob("*.txt")):
        words = [
            word for word in lock.read_text().split() if "://" in word or word.startswith(("/", "file:", "--index"))
        ]
        assert words == [], lock.name
