"""Two hosts in two networks, from two checkouts, behind the pool, that share addresses and nothing else."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_installation.py"
ABOUT = (FILE, "tests/deploy", "deploy/systemd", "deploy/postgres", "deploy/pgbouncer", "deploy/s3.py",
         "deploy/gunicorn.py", "templates")  # fmt: skip
LEAST_PEOPLE = 12
ALLOWED_TRIES = 10


def cases() -> list[Case]:
    """Return the proof of two hosts."""
    demand = (
        "sessies, foto's, teller, post en werk gaan over en weer; elke mail en elk werk één keer; een host valt weg"
    )
    return [Case("twee hosts in twee netwerken", demand, 1, _run, _judge)]


def _run(part: int) -> Numbers:
    return run_tests(FILE, part=part, parts=1)


def _judge(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['moved_sessions']} sessies en {found['photos']} foto's op de andere host gezien,"
        f" {found['moves']} keer een gesprek gevolgd, {found['judged']} van 14 wachtwoorden beoordeeld,"
        f" {found['mails']} mails ({found['mail_copies']} dubbel),"
        f" {found['works']} pdf's ({found['work_done_again']} dubbel); een host weg:"
        f" {found['lost']} mails kwijt, {found['errors']} x 5xx bij {found['requests']} verzoeken"
    )
    is_enough = found["moved_sessions"] >= LEAST_PEOPLE and found["judged"] == ALLOWED_TRIES and found["works"] > 0
    wrong = ("failed", "mail_copies", "work_done_again", "lost", "errors")
    return words, is_enough and not any(found[name] for name in wrong)
