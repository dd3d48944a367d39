"""A whole training in real browsers, with a clock that moves and a real mail server (capabilities.md TRN-01 to 14)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

JOURNEY = "tests/journeys/test_editie.py"
ABOUT = ("training", "casussen", "intervisie", "tests/journeys", "tests/post", "tests/browser", "templates/training",
         "templates/berichten", "docs/berichten")  # fmt: skip
PLACES, APPLICANTS, LEAST_MAILS = 18, 24, 1_000


def cases() -> list[Case]:
    """Return the journey with as many people as a training has."""
    demand = f"{APPLICANTS} aanmeldingen voor {PLACES} plaatsen; elke mail één keer, op tijd, niets vertrouwelijks"
    return [Case("een hele training, van plannen tot vernietigen", demand, 1, _journey, _judge)]


def _journey(part: int) -> Numbers:
    return run_tests(JOURNEY, part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['applied']} aanmeldingen voor {found['places']} plaatsen, {found['mails']} mails bij een echte"
        f" mailserver: {found['owed']} verwacht op hun moment, {found['different']} anders, {found['double']} dubbel,"
        f" {found['bad']} met een fout of een vertrouwelijk woord"
    )
    is_full = found["applied"] >= APPLICANTS and found["mails"] >= LEAST_MAILS
    return words, is_full and not any(found[name] for name in ("different", "double", "bad", "failed"))
