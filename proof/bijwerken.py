"""The next release goes in while the one before it works (SECURITY.md T94)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_migrate.py"
ABOUT = (FILE, "casussen/migrations", "intervisie/migrations", "training/migrations", "deploy/management")
LEAST_REQUESTS = 200


def cases() -> list[Case]:
    """Return the proof of an update under load."""
    return [Case("bijwerken terwijl mensen werken", f"{LEAST_REQUESTS} verzoeken, 0 x 5xx", 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_the_next_release_goes_in_while_this_one_works", part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['requests']} verzoeken van vier mensen ({found['before']} voor, {found['during']} tijdens en"
        f" {found['after']} na de migraties): {found['errors']} x 5xx, {found['refused']} geweigerd, {found['others']}"
        f" met iets anders dan de pagina; nieuwe versie: {found['new_wrong']} pagina's fout"
    )
    wrong = ("errors", "refused", "others", "new_wrong", "failed")
    is_enough = found["requests"] >= LEAST_REQUESTS and found["during"] > 0
    return words, is_enough and not any(found[name] for name in wrong)
