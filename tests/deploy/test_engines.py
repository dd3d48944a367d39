"""The embedded engines: start, take over after a crash, stop, and never touch what is not ours."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.engines import EngineError, Postgres, Valkey, process, runtime_folder, wheel
from deploy.engines.folder import base_folder, private_folder, socket_path

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a short path, as sockets need (pytest's own are too deep for some systems)."""
    folder = private_folder(base_folder() / f"rk-e-{os.getpid()}")
    yield folder
    for engine in (Postgres(folder / "pg", is_for_tests=True), Valkey(folder / "valkey", is_for_tests=True)):
        engine.stop()
    subprocess.run(["/bin/rm", "-rf", str(folder)], check=True)


def _one(address: str, query: str) -> object:
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute(query.encode()).fetchone()
    assert found is not None
    return found[0]


def test_both_engines_survive_their_supervisor_and_are_taken_over(short_folder: Path) -> None:
    """A supervisor that is killed leaves its engines; the next start takes over the same ones, data and all."""
    start = (
        "import sys, os, signal; from pathlib import Path; from deploy.engines import Postgres, Valkey\n"
        "base = Path(sys.argv[1]); pg = Postgres(base / 'pg', is_for_tests=True)\n"
        "pg.start(); pg.ensure_database('net')\n"
        "Valkey(base / 'valkey', is_for_tests=True).start(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", start, str(short_folder)], check=False)
    assert killed.returncode == -signal.SIGKILL

    postgres = Postgres(short_folder / "pg", is_for_tests=True)
    valkey = Valkey(short_folder / "valkey", is_for_tests=True)
    left = (postgres.running(), valkey.running())
    assert None not in left
    postgres.start()
    valkey.start()
    assert (postgres.running(), valkey.running()) == left
    assert _one(postgres.url("net"), "SELECT current_database()") == "net"

    postgres.stop()
    valkey.stop()
    assert (postgres.running(), valkey.running()) == (None, None)


def test_postgres_starts_again_right_after_it_was_killed(short_folder: Path) -> None:
    postgres = Postgres(short_folder / "pg", is_for_tests=True)
    postgres.start()
    found = postgres.running()
    assert found is not None
    os.kill(found[0], signal.SIGKILL)
    postgres.start()
    again = postgres.running()
    assert again is not None
    assert again != found


def test_postgres_speaks_dutch_and_keeps_what_people_wrote_out_of_its_log() -> None:
    address = os.environ["DATABASE_URL"]
    assert _one(address, "SELECT current_setting('default_text_search_config')") == "pg_catalog.dutch"
    assert _one(address, "SELECT current_setting('log_min_error_statement')") == "panic"
    assert _one(address, "SELECT current_setting('log_error_verbosity')") == "terse"
    assert _one(address, "SELECT current_setting('listen_addresses')") == ""


def test_a_process_with_a_number_that_was_used_again_is_left_alone() -> None:
    sleeper = subprocess.Popen(["/bin/sleep", "60"])
    try:
        process.stop(sleeper.pid, "the start mark of an earlier process", seconds=0)
        assert sleeper.poll() is None
        mark = process.start_mark(sleeper.pid)
        assert mark is not None
    finally:
        sleeper.kill()
        sleeper.wait()
    assert process.start_mark(sleeper.pid) is None


def test_the_runtime_folder_is_short_private_and_the_same_each_time(tmp_path: Path) -> None:
    folder = runtime_folder(tmp_path)
    try:
        assert folder == runtime_folder(tmp_path)
        assert folder != base_folder()
        assert len(str(folder)) < 40
        assert stat.S_IMODE(folder.stat().st_mode) == (0o711 if AS_ROOT else 0o700)
    finally:
        folder.rmdir()


def test_a_runtime_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elders")
    with pytest.raises(EngineError, match="is van iemand anders"):
        private_folder(tmp_path / "link")


def test_a_path_too_long_for_a_socket_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="te lang voor een socket"):
        socket_path(tmp_path / ("x" * 100), "valkey.sock")


def _wheel_below(parent: Path) -> Path:
    """A package folder like the wheel's, with a program and the library folder beside it, below `parent`."""
    package = parent / "embedded"
    (package / "bin").mkdir(parents=True)
    (package / "bin" / "program").write_text("#!/bin/sh\nid -u\n")
    (package / "bin" / "program").chmod(0o700)
    (parent / "embedded.libs").mkdir()
    (parent / "embedded.libs" / "library").write_text("one")
    return package


def test_programs_under_a_folder_that_others_cannot_read_are_copied_for_nobody(short_folder: Path) -> None:
    """As root PostgreSQL runs as nobody, who cannot enter a checkout in root's home; anybody else needs no copy."""
    closed = short_folder / "closed"
    closed.mkdir(mode=0o700)
    package = _wheel_below(closed)
    program = Path("bin", "program")
    found = wheel.readable_package(package, program, short_folder / "engine")
    if not AS_ROOT:
        assert found == package
        return
    assert found == short_folder / "engine" / "embedded"
    told = subprocess.run(
        [str(found / program)], check=True, capture_output=True, text=True, cwd="/", **wheel.as_nobody()
    )
    assert told.stdout == "65534\n"


def test_a_copy_is_readable_by_all_complete_and_made_once_per_version(short_folder: Path) -> None:
    package = _wheel_below(short_folder / "site")
    spare = short_folder / "engine"
    copy = wheel.copy_for_nobody(package, spare, version="1")
    assert stat.S_IMODE((copy / "bin" / "program").stat().st_mode) == 0o755
    assert stat.S_IMODE((spare / "embedded.libs" / "library").stat().st_mode) == 0o644

    (package.with_name("embedded.libs") / "library").write_text("two")
    wheel.copy_for_nobody(package, spare, version="1")
    assert (spare / "embedded.libs" / "library").read_text() == "one"
    wheel.copy_for_nobody(package, spare, version="2")
    assert (spare / "embedded.libs" / "library").read_text() == "two"


def test_a_user_without_a_name_gets_a_sentence(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.engines.postgres.pwd.getpwuid", {}.__getitem__)
    with pytest.raises(EngineError, match="heeft geen naam op deze machine"):
        Postgres(short_folder / "pg", is_for_tests=True).start()
    assert not (short_folder / "pg" / "data").exists()
