"""Nothing that people wrote runs (SECURITY.md T41): more than 120 ways, in every text field, as every person."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

TESTS = "tests/browser/test_xss.py"
ABOUT = ("casussen", "intervisie", "training", "templates", "static", "deploy/urls.py", "deploy/demo", "tests/browser")
PARTS, PEOPLE = 4, 11
LEAST_OPENED, LEAST_SCREENS = 800, 300


def cases() -> list[Case]:
    """Return the proof of what comes out of what was written."""
    demand = f"120 manieren in elk tekstveld, als {PEOPLE} mensen: niets wordt uitgevoerd, geladen of geweigerd"
    return [Case("niets wordt uitgevoerd", demand, PARTS, _walk, _judge)]


def _walk(part: int) -> Numbers:
    return run_tests(TESTS, part=part, parts=PARTS)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['pages']} pagina's, {found['screens']} schermen van beheer, {found['mails']} mails en"
        f" {found['searches']} zoekvragen gelezen, {found['opened']} geopend in Chromium: {found['dangers']} keer iets"
        f" dat kan lopen, {found['ran']} keer liep of vroeg het iets, {found['errors']} x 500"
    )
    is_full = found["people"] == PEOPLE and found["opened"] >= LEAST_OPENED and found["screens"] >= LEAST_SCREENS
    return words, is_full and not any(found[name] for name in ("dangers", "ran", "errors", "failed"))
