"""Where figures are taken: two servers side by side for pages, or a process with databases of its own."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import EMAIL, PASSWORD
from bench.measure import ROOT, Server
from deploy.demo.kek import ensure_kek
from deploy.engines import Postgres, Valkey
from deploy.engines.folder import base_folder, private_folder


@dataclass(frozen=True)
class World:
    """Floor and product, both running with one worker, a person signed in on each."""

    floor: Server
    ours: Server


@contextlib.contextmanager
def world(also: Sequence[str] = ()) -> Iterator[World]:
    """Start the engines, fill both databases, start both servers.

    `also` is a module that adds to our database, with its words.
    """
    folder = private_folder(Path(tempfile.mkdtemp(prefix="rk-bench-", dir=base_folder())))
    postgres, valkey = Postgres(folder / "pg", is_for_tests=True), Valkey(folder / "vk", is_for_tests=True)
    servers: list[Server] = []
    try:
        postgres.start()
        valkey.start()
        for name in ("floor", "ours", "ours_sleutels"):
            postgres.ensure_database(name)
        ours_env = _ours(folder, postgres) | {"REDIS_URL": valkey.url()}
        floor_env = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "FLOOR_DATABASE_URL": postgres.url("floor")}
        _run(floor_env, "-m", "django", "migrate", "-v0")
        _run(floor_env, "-m", "bench.floor.data")
        _migrate_ours(ours_env)
        _run(ours_env, "-m", "bench.data")
        if also:
            _run(ours_env, "-m", *also)
        floor = Server("floor", "bench.floor.wsgi", 18111, "floor", floor_env)
        ours = Server("ours", "deploy.wsgi", 18112, "ours", {**ours_env, "SITE_ROOT": "http://127.0.0.1:18112"})
        servers += [floor, ours]
        for server in servers:
            server.start()
        sign_in(floor, ours)
        yield World(floor, ours)
    finally:
        for server in servers:
            server.stop()
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def told_by(module: str) -> dict[str, Any]:
    """Let a module do its work in a process and databases of its own; return what it tells, as JSON on its output."""
    folder = private_folder(Path(tempfile.mkdtemp(prefix="rk-bench-", dir=base_folder())))
    postgres = Postgres(folder / "pg", is_for_tests=True)
    try:
        postgres.start()
        for name in ("ours", "ours_sleutels"):
            postgres.ensure_database(name)
        environment = _ours(folder, postgres)
        _migrate_ours(environment)
        told: dict[str, Any] = json.loads(_run(environment, "-m", module))
        return told
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sign_in(floor: Server, ours: Server) -> None:
    """Log in on both servers. Raises RuntimeError when one refuses."""
    answers = (
        floor.post("/login/", {"username": EMAIL, "password": PASSWORD})[0],
        ours.post("/inloggen/", {"login": EMAIL, "password": PASSWORD})[0],
    )
    if answers != (302, 302):
        raise RuntimeError(f"logging in answered {answers}")


def _ours(folder: Path, postgres: Postgres) -> dict[str, str]:
    (folder / "state").mkdir()
    return {"DJANGO_SETTINGS_MODULE": "deploy.settings.demo", "DATABASE_URL": postgres.url("ours"),
            "REGIEKAMER_STATE": str(folder / "state"), "KEK_FILE": str(ensure_kek(folder / "kek"))}  # fmt: skip


def _migrate_ours(environment: dict[str, str]) -> None:
    _run(environment, "-m", "django", "migrate", "-v0")
    _run(environment, "-m", "django", "migrate", "sleutels", "--database", "sleutels", "-v0")


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env={**os.environ, **environment}, check=True,
                          text=True, stdout=subprocess.PIPE)  # fmt: skip
    return done.stdout
