"""Two hosts in two networks, from two checkouts, behind the pool, that share addresses and nothing else."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

FILE = "tests/deploy/test_installation.py"
ABOUT = (FILE, "tests/deploy", "deploy/systemd", "deploy/postgres", "deploy/pgbouncer", "deploy/s3.py",
         "deploy/gunicorn.py", "templates")  # fmt: skip
# People on the other host, steps of a session followed there, mails and pdfs: fewer prove little.
LEAST = {"moved_sessions": 12, "photos": 4, "moves": 6, "mails": 8, "works": 12, "owed": 4, "requests": 100}
ALLOWED_TRIES = 10  # of what is tried from one address, on whichever host
WRONG = ("failed", "mail_copies", "work_done_again", "lost", "errors")


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
        f"{found['moved_sessions']} mensen bleven ingelogd op de andere host, {found['photos']} foto's daar gezien,"
        f" {found['moves']} stappen van een gesprek daar gevolgd; {found['tries']} foute wachtwoorden om en om:"
        f" {found['judged']} beoordeeld, de rest geweigerd; {found['mails']} mails ({found['mail_copies']} dubbel),"
        f" {found['works']} pdf's ({found['work_done_again']} dubbel); een host weg: {found['lost']} van"
        f" {found['owed']} mails kwijt, {found['errors']} x 5xx bij {found['requests']} verzoeken"
    )
    is_counted = found["judged"] == ALLOWED_TRIES < found["tries"]
    is_enough = all(found[name] >= least for name, least in LEAST.items())
    return words, is_counted and is_enough and not any(found[name] for name in WRONG)
