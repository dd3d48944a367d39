"""`make bench` (ONLY=name): measures, prints a table and writes .regiekamer/bench.json."""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.measure import ROOT

PARTS = ("pages", "busy", "export", "mail", "kluis", "casus", "training", "pdf", "start", "planner", "intervisie",
         "matching", "toernee", "toernees", "rapporten", "printpakket", "sessies", "reservekopie",
         "opruimen", "zoeken")  # fmt: skip


def main() -> int:
    """Run the parts asked for. Returns 1 when a figure misses its bar."""
    wanted = os.environ.get("ONLY", "")
    if wanted and wanted not in PARTS:
        print(f"ONLY={wanted} bestaat niet. Kies uit: {', '.join(PARTS)}.")
        return 2
    rows: list[dict[str, Any]] = []
    for part in PARTS:
        if wanted in ("", part):
            for figure in importlib.import_module(f"bench.{part}").figures():
                row = figure.row() if isinstance(figure, Figure) else dict(figure)
                rows.append(row)
                print_row(row)
    store(rows)
    missed = [row["figure"] for row in rows if row["ok"] is False]
    print(f"{len(rows)} metingen, {len(missed)} onder de maat{': ' if missed else ''}{'; '.join(missed)}")
    return 1 if missed else 0


def print_row(row: dict[str, Any]) -> None:
    """Print one figure as a line of the table."""
    floor = f"vloer {row['floor']:>9}" if row["floor"] is not None else " " * 15
    ratio = f"x {row['ratio']:>6}" if row["ratio"] is not None else " " * 8
    verdict = {True: "goed", False: "NIET GEHAALD", None: ""}[row["ok"]]
    aim = f"streef {row['aim']}" if row.get("aim") is not None else ""
    bar = f"grens {row['bar']!s:>6} {aim:<12} {verdict}"
    print(f"{row['figure']:<52} {row['value']:>10} {row['unit']:<12} {floor} {ratio} {bar}", flush=True)


def store(rows: list[dict[str, Any]]) -> None:
    """Keep the newest value of each figure in .regiekamer/bench.json."""
    file = Path(ROOT) / ".regiekamer" / "bench.json"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    known = {row["figure"]: row for row in json.loads(file.read_text())} if file.exists() else {}
    known.update({row["figure"]: row for row in rows})
    file.write_text(json.dumps(list(known.values()), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
