"""Everything starts while broker and mail server are down: pages answer, the worker waits, nothing is lost (T83)."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.community.berichten.test_database_restart import dump_to
from tests.post.outage import wait_for, web, worker
from tests.post.place import mail_server, place
from tests.post.sink import free_port

MAILS = 5
PAGES = ("/", "/inloggen/", "/agenda/", "/kennis/", "/zoeken/?q=dijk", "/aansluiten/", "/gezond/levend")


def status_of(address: str) -> tuple[int, str]:
    """Return what a page answers, with its text."""
    try:
        with urlopen(address, timeout=60) as answer:  # noqa: S310 - our own loopback server
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.timeout(600)
def test_all_starts_while_broker_and_mail_server_are_down(db: None, tmp_path: Path) -> None:
    dump = dump_to(tmp_path / "migrated.sql")
    # A port of its own for mail: nothing listens there yet when the web server looks for one.
    with place(dump=dump, SINK_DRAIN="0.3", SINK_PORT=str(free_port() + 200)) as here:
        here.valkey.stop()
        with web(here) as site, worker(here) as running:
            answers = {page: status_of(f"{site}{page}")[0] for page in PAGES}
            ready, said = status_of(f"{site}/gezond/klaar")
            owing = here.start("-m", "tests.post.senders", "--senders", "0", "--owe", str(MAILS))
            assert running.poll() is None, "the worker waits for its broker"
            with mail_server(here) as book:
                here.valkey.start()
                found = json.loads(owing.communicate(timeout=300)[0].splitlines()[-1])
                wait_for(lambda: len(book.accepted()) == MAILS)
            assert status_of(f"{site}/")[0] == 200
    assert {page: status for page, status in answers.items() if status != 200} == {}
    assert (ready, "WACHTRIJ" in said) == (503, True)
    assert (found["mails"], found["left"], found["lost"], found["copies"]) == (MAILS, 0, 0, 0)
