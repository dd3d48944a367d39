"""The site while the broker is away (SECURITY.md T83)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/community/berichten/test_worker.py"
ABOUT = (FILE, "tests/post", "templates")
LEAST_REQUESTS, LEAST_MAILS, DOWN_SECONDS = 200, 100, 30


def cases() -> list[Case]:
    """Return the proof of the site without a broker."""
    return [Case("site terwijl de wachtrij weg is", "30 seconden weg, 0 x 5xx, daarna gaat alles uit", 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(f"{FILE}::test_the_site_goes_on_without_a_broker", part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['seconds']} seconden weg, {found['requests']} verzoeken: {found['errors']} x 5xx, {found['refused']}"
        f" geweigerd; daarna {found['mails']} mails uit, {found['lost']} kwijt, {found['copies']} kopieën"
    )
    is_enough = (
        found["requests"] >= LEAST_REQUESTS and found["mails"] >= LEAST_MAILS and found["seconds"] >= DOWN_SECONDS
    )
    wrong = ("errors", "refused", "unsaid", "worker_ended", "left", "lost", "copies", "failed")
    return words, is_enough and not any(found[name] for name in wrong)
