"""`make proof` (ONLY=name, FRESH=1): runs every proof, goes on where it was cut off, and writes the table.

Each module of this package with a function `cases()` is a proof; its `ABOUT` names what it is about beside the
platform itself. What a part gave is kept in .regiekamer/proof.json until any of that changes; the table stands in
docs/beheer/proof.md.
"""

import hashlib
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import proof
from proof.case import Case

ROOT = Path(__file__).resolve().parent.parent
NOTES = ROOT / ".regiekamer" / "proof.json"
TABLE = ROOT / "docs" / "beheer" / "proof.md"
# What every proof is about; a change undoes what was run. A proof names more in its ABOUT.
PROVEN = ("community", "deploy/celery.py", "deploy/settings", "proof/case.py", "proof/tests_in_full.py",
          "tests/in_full.py", "requirements/runtime.txt")  # fmt: skip
READ = (".py", ".txt", ".csv", ".yaml", ".html")
HEAD = """# Bewijs

Uitkomsten van `make proof`: de volledige aantallen van de proeven die `make test` in het klein doet. Elke regel is de
nieuwste keer dat die proef helemaal liep.

| proef | eis | uitkomst | goed | dag |
|---|---|---|---|---|
"""


def main() -> int:
    """Run the proofs asked for. Returns 1 when one fails, 2 when there is none of that name."""
    wanted = os.environ.get("ONLY", "")
    known = {name: module for name, module in _proofs() if wanted in ("", name)}
    if not known:
        print(f"ONLY={wanted} bestaat niet. Kies uit: {', '.join(name for name, _module in _proofs())}.")
        return 2
    notes = _read()
    is_good = True
    for name, module in known.items():
        about = (*PROVEN, f"proof/{name}.py", *module.ABOUT)
        for case in module.cases():
            is_good &= _prove(f"{name}: {case.name}", case, notes, _state_of_code(about))
    return 0 if is_good else 1


def _prove(key: str, case: Case, notes: dict[str, Any], state: str) -> bool:
    """Run the parts that are missing, and print and store the verdict. What ended badly is run anew.

    A part that stops halfway makes the proof fail, and is run again the next time; the parts before it stay.
    """
    note = notes.get(key)
    if note is None or note["state"] != state or os.environ.get("FRESH") or _ended_badly(note, case):
        notes[key] = note = {**(note or {}), "state": state, "parts": []}
    words, is_good = "", False
    try:
        while len(note["parts"]) < case.parts:
            print(f"{key}, deel {len(note['parts']) + 1} van {case.parts}", flush=True)
            note["parts"].append(dict(case.run(len(note["parts"]) + 1)))
            _write(notes)
        words, is_good = case.verdict(note["parts"])
    except Exception as error:  # noqa: BLE001 - whatever stopped it, its row says so and the other proofs go on
        traceback.print_exc()
        words = f"brak af in deel {len(note['parts']) + 1} van {case.parts}: {type(error).__name__}"
    note["row"] = {"name": case.name, "demand": case.demand, "words": words, "is_good": is_good,
                   "day": datetime.now(UTC).date().isoformat()}  # fmt: skip
    _write(notes)
    print(f"{key}: {words}. {'Goed' if is_good else 'NIET GOED'}", flush=True)
    return is_good


def _ended_badly(note: dict[str, Any], case: Case) -> bool:
    return len(note["parts"]) == case.parts and not case.verdict(note["parts"])[1]


def _proofs() -> Iterator[tuple[str, Any]]:
    for found in sorted(pkgutil.iter_modules(proof.__path__), key=lambda one: one.name):
        if found.name.startswith("_") or found.name == "case":
            continue
        module = importlib.import_module(f"proof.{found.name}")
        if hasattr(module, "cases"):
            yield found.name, module


def _state_of_code(about: tuple[str, ...]) -> str:
    """Return a name that changes when the code that is proven changes."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *about],  # noqa: S607 - git of the machine
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    digest = hashlib.sha256()
    for name in sorted(listed):
        if name.endswith(READ) and (ROOT / name).is_file():
            digest.update(name.encode() + (ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


def _read() -> dict[str, Any]:
    notes: dict[str, Any] = json.loads(NOTES.read_text()) if NOTES.exists() else {}
    return notes


def _write(notes: dict[str, Any]) -> None:
    """Keep the notes, and write the table; rows of proofs that were run elsewhere stay in it."""
    NOTES.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = NOTES.with_suffix(".new")
    fresh.write_text(json.dumps(notes, indent=1, ensure_ascii=False))
    fresh.replace(NOTES)
    rows = {line.split(" | ")[0].strip("| "): line for line in _table_lines()}
    for note in notes.values():
        if "row" in note:
            row = note["row"]
            verdict = "ja" if row["is_good"] else "NEE"
            cells = [row["name"], row["demand"], row["words"], verdict, row["day"]]
            rows[row["name"]] = f"| {' | '.join(cells)} |"
    if rows:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(HEAD + "\n".join(rows.values()) + "\n")


def _table_lines() -> list[str]:
    if not TABLE.exists():
        return []
    return [line for line in TABLE.read_text().splitlines() if line.startswith("| ") and not line.startswith("| proef")]


if __name__ == "__main__":
    sys.exit(main())
