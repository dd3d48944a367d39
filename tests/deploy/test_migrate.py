"""A migration waits two seconds for a lock and then lets the site go on; a new release goes in while the old one works
(SECURITY.md §5.4, T94)."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from psycopg import sql

from deploy.management.commands import migrate
from tests.browser.crawl import Visitor
from tests.browser.filled import ROOT, database_url, drop
from tests.browser.site import MOMENT, Site, free_port, wait_for, worker_name
from tests.in_full import IS_FULL, tell
from tests.template_database import BOTH

# The first migration of this release: the release before it is the commit before this file came.
FIRST_OF_RELEASE = "community/migrations/0005_public_house.py"
STRANGERS = "/"  # members are led on from there
PAGES = ("/mijn/", "/agenda/", "/leden/", "/leergroepen/", "/casussen/", "/nieuws/", "/mijn/voorkeuren/")
LEAST_REQUESTS = 200


@pytest.mark.django_db
def test_it_waits_two_seconds_for_a_lock(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2s",)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
        cursor.execute("RESET lock_timeout; RESET statement_timeout")


@pytest.mark.django_db(transaction=True)
def test_who_holds_the_table_makes_it_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "LOCKS", "SET lock_timeout = '50ms'")
    call_command("migrate", verbosity=0)
    with (
        psycopg.connect(database_url(connection.settings_dict["NAME"])) as other,
        connection.cursor() as cursor,
    ):
        other.execute("LOCK TABLE community_bron IN ACCESS SHARE MODE")
        with pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("ALTER TABLE community_bron ADD COLUMN extra integer")
        cursor.execute("RESET lock_timeout; RESET statement_timeout")


if IS_FULL:  # takes a checkout of the release before, which a machine that only builds does not have

    @pytest.fixture
    def earlier(tmp_path: Path) -> Iterator[Path]:
        """Give a checkout of the release before this one."""
        place = tmp_path / "eerder"
        came = _git("log", "--diff-filter=A", "--format=%H", "--", FIRST_OF_RELEASE).split()[-1]
        _git("worktree", "add", "--detach", str(place), f"{came}^")
        (place / ".venv").symlink_to(ROOT / ".venv")
        yield place
        _git("worktree", "remove", "--force", str(place))

    @pytest.fixture
    def old_site(tmp_path: Path, earlier: Path) -> Iterator[Site]:
        """Give the demo of the release before, running."""
        site = Site(name=f"eerder_{worker_name()}", folder=tmp_path / "staat", port=free_port())
        site.folder.mkdir()
        site.move_clock(MOMENT)
        drop(site.name)
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
            for _alias, ending in BOTH:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(site.name + ending)))
        for words in (("migrate",), ("migrate", "sleutels", "--database", "sleutels"), ("laad_demo",)):
            _manage(site, earlier, *words)
        site.processes.append(_serve(site, earlier, site.port))
        wait_for(lambda: site._answers(), 90, "the first page of the release before")
        yield site
        site.stop()

    @pytest.mark.timeout(1800)
    def test_the_next_release_goes_in_while_this_one_works(old_site: Site, earlier: Path) -> None:
        answers: Counter[int] = Counter()
        stop = threading.Event()
        people = [threading.Thread(target=_visit, args=(old_site, who, answers, stop))
                  for who in ("lid", "trekker", "trainer", "coordinator")]  # fmt: skip
        for person in people:
            person.start()
        wait_for(lambda: answers.total() > LEAST_REQUESTS // 4, 120, "people at work")
        before = answers.total()
        _manage(old_site, ROOT, "migrate")
        _manage(old_site, ROOT, "migrate", "sleutels", "--database", "sleutels")
        migrated = answers.total()
        wait_for(lambda: answers.total() > migrated + LEAST_REQUESTS // 4, 120, "people at work on the new tables")
        port = free_port()
        old_site.processes.append(_serve(old_site, ROOT, port))
        new = Site(name=old_site.name, folder=old_site.folder, port=port)
        wait_for(lambda: new._answers(), 90, "the first page of this release")
        fresh = Visitor(new.url)
        of_new = {STRANGERS: _status(fresh, STRANGERS)}
        fresh.become("lid")
        of_new |= {page: _status(fresh, page) for page in PAGES}
        wait_for(lambda: answers.total() >= LEAST_REQUESTS, 240, "enough visits")
        stop.set()
        for person in people:
            person.join()
        errors = sum(number for status, number in answers.items() if status >= 500)
        others = sum(number for status, number in answers.items() if status not in {0, 200} and status < 500)
        tell(requests=answers.total(), before=before, during=migrated - before, after=answers.total() - migrated,
             errors=errors, refused=answers[0], others=others,
             new_wrong=sum(status != 200 for status in of_new.values()))  # fmt: skip
        assert (errors, answers[0], others) == (0, 0, 0), answers
        assert set(of_new.values()) == {200}, of_new

    def _visit(site: Site, who: str, answers: Counter[int], stop: threading.Event) -> None:
        """Read pages, and log in again and again, which writes."""
        while not stop.is_set():
            visitor = Visitor(site.url)
            answers[_status(visitor, STRANGERS)] += 1
            visitor.become(who)
            for page in PAGES:
                answers[_status(visitor, page)] += 1
                time.sleep(0.05)

    def _status(visitor: Visitor, page: str) -> int:
        """Return how a page answers, 0 when nothing does."""
        try:
            return visitor.get(page)[0]
        except OSError:
            return 0

    def _manage(site: Site, place: Path, *words: str) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=place, env=site.environment, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip

    def _serve(site: Site, place: Path, port: int) -> subprocess.Popen[bytes]:
        log = (site.folder / f"web-{port}.log").open("wb")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "deploy.wsgi", "-b", f"127.0.0.1:{port}", "-w", "1", "--threads",
                 "4", "--no-control-socket", "--log-level", "warning"],
                cwd=place, env=site.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def _git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 - git of the machine
