"""Backup, loss and restore of the demo's network (SECURITY.md T37, T93)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_reservekopie.py"
ABOUT = (FILE, "deploy/backup", "deploy/management", "casussen/models", "deploy/demo/seed")


def cases() -> list[Case]:
    """Return the proof of a restore."""
    return [Case("reservekopie en herstel", "elke tabel en elk bestand gelijk, vernietigd blijft weg", 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_what_was_lost_comes_back_and_what_was_destroyed_does_not", part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['tables']} tabellen met {found['rows']} rijen en {found['files']} bestanden gelijk; "
        f"{found['destroyed']} vernietigde sleutel en {found['erased']} gewist mens opnieuw weg"
    )
    return words, found["rows"] > 1000 and found["files"] > 0 and found["destroyed"] > 0 and not found["failed"]
