"""Databases with people in them, made once per test run and copied for every site."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests import template_database

ROOT = Path(__file__).resolve().parent.parent.parent
# What fills a database, by name: the fill it goes on from, and the program.
FILLS = {
    "demo": ("", ("manage.py", "laad_demo")),
    "rich": ("demo", ("-m", "tests.browser.fill", "tests.browser.rich")),
    "xss": ("rich", ("-m", "tests.browser.fill", "tests.browser.poison")),
    "few": ("", ("-m", "tests.browser.fill", "tests.browser.few")),
    "journey": ("", ("-m", "tests.browser.fill", "tests.journeys.network")),
    "editie": ("", ("-m", "tests.browser.fill", "tests.journeys.editie_network")),
    "toernee": ("", ("-m", "tests.browser.fill", "tests.journeys.toernee_network")),
    "redactie": ("", ("-m", "tests.browser.fill", "tests.journeys.redactie_network")),
    "partner": ("", ("-m", "tests.browser.fill", "tests.journeys.partner_network")),
}


def copy_filled(fill: str, database: str, folder: Path, environment: dict[str, str]) -> None:
    """Make `database` a copy of the migrated database with this fill, and bring the files that belong to it."""
    run = Path(os.environ["REGIEKAMER_TEST_RUN"])
    template_database.ensure_template(run)
    earlier, program = FILLS[fill]
    source, files = f"{template_database.template_name()}_{fill}", run / f"filled-{fill}"
    with (run / f"filled-{fill}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run / f"filled-{fill}.ready").exists():
            files.mkdir(exist_ok=True)
            shutil.copy(folder / "klok.json", files)
            if earlier:
                copy_filled(earlier, source, files, environment)
            else:
                _copy(template_database.template_name(), source)
            told = {**environment, "DATABASE_URL": database_url(source), "REGIEKAMER_STATE": str(files)}
            subprocess.run([sys.executable, *program], cwd=ROOT, env=told, check=True, stdout=subprocess.DEVNULL)
            (run / f"filled-{fill}.ready").touch()
        _copy(source, database)
    shutil.copytree(files, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("klok.json"))


def drop(database: str) -> None:
    """Remove a database, whoever still uses it."""
    with _admin() as admin:
        for _alias, ending in template_database.BOTH:
            name = sql.Identifier(database + ending)
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def database_url(name: str) -> str:
    """Return the address of a database on the server of this test run."""
    head, _, query = os.environ["DATABASE_URL"].partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def _copy(source: str, database: str) -> None:
    drop(database)
    with _admin() as admin:
        for _alias, ending in template_database.BOTH:
            template_database.copy(admin, source + ending, database + ending)


def _admin() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
