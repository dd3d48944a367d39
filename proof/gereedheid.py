"""How fast readiness turns when database, key of keys or clock goes away, and back (SECURITY.md T95)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_readiness.py"
ABOUT = (FILE, "tests/deploy/installation.py", "deploy/beat.py", "deploy/systemd")
AWAY_MS, BACK_MS = 5000, 10_000
PARTS = ("database", "sleutel", "klok")


def cases() -> list[Case]:
    """Return the proof of readiness."""
    demand = "503 binnen 5 s na uitval van database, sleutel en klok; terug binnen 10 s"
    return [Case("gereedheid bij uitval", demand, 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(FILE, part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    told = [f"{part}: weg na {found[f'{part}_away']} ms, terug na {found[f'{part}_back']} ms" for part in PARTS]
    told.append(f"de klok zelf had {found['klok_start']} ms nodig om te starten")
    limits = {f"{part}_{way}": most for part in PARTS for way, most in (("away", AWAY_MS), ("back", BACK_MS))}
    is_fast = all(name in found and found[name] < most for name, most in limits.items())
    return "; ".join(told), is_fast and not found["failed"]
