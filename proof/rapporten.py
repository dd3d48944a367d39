"""Participation reports in full: 2,000 random networks attacked by an exact solver, by every partner and pair."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

NAME = "tests/community/rapporten/test_aanval.py::test_no_reader_learns_of_one_person_or_of_a_small_group"
ABOUT = ("tests/community/rapporten", "requirements/matching.txt")
NETWORKS, PARTS = 2000, 100


def cases() -> list[Case]:
    """Return the proof of the reports."""
    return [
        Case("rapporten: niemand te herleiden", f"{NETWORKS} netwerken, elke partner en elk tweetal, met en zonder "
             "namen: 0 mensen en 0 kleine groepen", PARTS, _attack, _judge),
    ]  # fmt: skip


def _attack(part: int) -> Numbers:
    return run_tests(NAME, part=part, parts=PARTS)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['networks']} netwerken, {found['readings']} partners, {found['named']} keer met namen, "
        f"{found['pairs']} tweetallen, {found['groups']} groepen: {found['successes']} herleid; "
        f"{found['shown']} van {found['cells']} vakken te zien"
    )
    return words, found["networks"] >= NETWORKS and not found["successes"] and not found["failed"]
