"""Backup, loss and restore of the demo's network (SECURITY.md T37, T93)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_reservekopie.py"
ABOUT = (FILE, "deploy/backup", "deploy/management", "casussen/models", "deploy/demo/seed")
LEAST_ROWS = 1000


def cases() -> list[Case]:
    """Return the proof of a restore."""
    demand = "elke tabel en elk bestand gelijk; wat vernietigd en gewist is, blijft weg"
    return [Case("reservekopie en herstel", demand, 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_what_was_lost_comes_back_and_what_was_destroyed_does_not", part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['tables']} tabellen met {found['rows']} rijen en {found['files']} bestanden gelijk; "
        f"{found['destroyed']} vernietigde sleutels en {found['erased']} gewist mens kwamen terug en zijn opnieuw weg"
    )
    is_enough = found["rows"] > LEAST_ROWS and all(found[part] > 0 for part in ("files", "destroyed", "erased"))
    return words, is_enough and not found["failed"]
