"""Makes the two files of hashes from a folder of texts and a list of names, one a line, that stay outside this place.

A word that a line break cuts in two counts whole and in two: nobody knows which of both it was.
"""

import re
import sys
from pathlib import Path

from tests.house_rules.bronnen.hashes import NAMES, RUNS, Hashes
from tests.house_rules.bronnen.words import NAME_LENGTHS, RUN, runs, words


def run_hashes(folder: Path) -> Hashes:
    """Return the hashes of every run of eight words of the texts in a folder."""
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    whole = [re.sub(r"[-\u00ad]\s*\n\s*", "", text) for text in texts]
    return Hashes.of({run for text in (*texts, *whole) for run in runs(text, RUN)})


def name_hashes(lines: str) -> Hashes:
    """Return the hashes of the names of a list: two or three words each."""
    found = [" ".join(words(line)) for line in lines.splitlines() if line.strip()]
    odd = [name for name in found if len(name.split()) not in NAME_LENGTHS]
    if odd:
        raise SystemExit(f"Names of two or three words only: {odd}")
    return Hashes.of(found)


def main() -> None:
    """Read the command line and write both files."""
    if len(sys.argv) != len(("program", "folder", "names")):
        raise SystemExit("python -m tests.house_rules.bronnen <folder with .txt files> <file with names>")
    folder, names = Path(sys.argv[1]), Path(sys.argv[2])
    run_hashes(folder).write(RUNS)
    name_hashes(names.read_text()).write(NAMES)


if __name__ == "__main__":
    main()
