"""`make demo`: engines, database, demo data, web server, two workers and beat, until Ctrl-C.

This process only starts and watches; it imports no Django, so that it starts at once and stays small.
"""

import argparse
import contextlib
import os
import signal
import sys
import threading
import time
from types import FrameType

from deploy.demo import web
from deploy.demo.children import Child, Children
from deploy.demo.database import KEYS, NAME, DemoDatabase
from deploy.demo.kek import ensure_kek
from deploy.demo.lock import Lock
from deploy.demo.places import CHECKOUT, Places, find_places
from deploy.engines import EngineError, Postgres, Valkey

LOAD_COMMANDS = ("community/management/commands/laad_demo.py", "deploy/management/commands/laad_demo.py")
FIRST_PAGE_SECONDS = 90
LOOK_AGAIN = 1.0  # seconds between two looks at the children


class Stopped(Exception):
    """Somebody asked the demo to stop."""


class Demo:
    """One run of the demo."""

    def __init__(self, places: Places, port: int) -> None:
        self.places = places
        self.port = port
        self.site = f"http://localhost:{port}"
        self.children = Children(places.notes / "processes.json", CHECKOUT)
        self.asked_to_stop = threading.Event()
        self.postgres = None if os.environ.get("DATABASE_URL") else Postgres(
            places.runtime / "pg", data=places.postgres_data
        )  # fmt: skip
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(places.runtime / "valkey")

    def run(self, *, begin_again: bool) -> None:
        """Run until asked to stop. Raises EngineError with a Dutch sentence when it cannot."""
        began = time.monotonic()
        try:
            self.children.stop_leftovers()
            web.require_free(self.port)
            if begin_again or self.places.is_left_by_other_checkout():
                self._forget()
            environment = self._start_engines()
            self._prepare_database(environment)
            self._start_web(environment)
            say(f"\nRegiekamer draait na {time.monotonic() - began:.0f} seconden: {self.site}/")
            say(f"Inloggen met één klik: {self.site}/demo/\nStoppen: Ctrl-C\n")
            self._start_background(environment)
            while True:
                self._pause(LOOK_AGAIN)
                self._look_after()
        except Stopped:
            say("\nRegiekamer stopt.")
        finally:
            self.children.stop()
            self._stop_engines()

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Take note of Ctrl-C or a signal; the run ends at its next pause."""
        self.asked_to_stop.set()

    def _pause(self, seconds: float) -> None:
        if self.asked_to_stop.wait(seconds):
            raise Stopped

    def _forget(self) -> None:
        self._stop_engines()
        self.places.forget()

    def _start_engines(self) -> dict[str, str]:
        """Start the engines that the environment does not bring, and return the environment of the children."""
        addresses = {
            "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
            "REDIS_URL": os.environ.get("REDIS_URL", ""),
            "REGIEKAMER_STATE": str(self.places.state),
            "SITE_ROOT": self.site,
            "PORT": str(self.port),
            "KEK_FILE": str(ensure_kek(self.places.kek)),
        }
        if self.postgres:
            self.postgres.start()
            for name in (NAME, KEYS):
                self.postgres.ensure_database(name)
            addresses["DATABASE_URL"] = self.postgres.url(NAME)
        if self.valkey:
            self.valkey.start()
            addresses["REDIS_URL"] = self.valkey.url()
        self.places.note(addresses)
        return dict(os.environ) | addresses | {"DJANGO_SETTINGS_MODULE": "deploy.settings.demo"}

    def _prepare_database(self, environment: dict[str, str]) -> None:
        database = DemoDatabase(environment["DATABASE_URL"], CHECKOUT)
        if self.postgres and database.is_half_filled():
            for name in (NAME, KEYS):
                self.postgres.drop_database(name)
                self.postgres.ensure_database(name)
        is_new = database.is_new()
        if not database.is_migrated():
            say("De database wordt klaargezet.")
            self._run_to_end("migrate", ["migrate", "--verbosity", "0"], environment)
            keys = ["migrate", "sleutels", "--database", "sleutels", "--verbosity", "0"]
            self._run_to_end("migrate-sleutels", keys, environment)
            database.note_migrated()
        if is_new and any((CHECKOUT / command).exists() for command in LOAD_COMMANDS):
            say("De demogegevens worden geladen.")
            database.note_demo("begun")
            self._run_to_end("laad_demo", ["laad_demo"], environment)
            database.note_demo("loaded")

    def _run_to_end(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        child = self._child(name, ["manage.py", *arguments], environment)
        self.children.start(child)
        while (code := self.children.exit_code(child)) is None:
            self._pause(0.05)
        self.children.forget(child)
        if code:
            raise EngineError(f"Het onderdeel {name} is mislukt:\n{last_lines(child)}\nMeer staat in {child.log}.")

    def _start_web(self, environment: dict[str, str]) -> None:
        command = ["-m", "gunicorn", "deploy.wsgi", "--bind", f"{web.ADDRESS}:{self.port}", "--workers", "2",
                   "--threads", "4", "--preload", "--no-control-socket", "--graceful-timeout", "5"]  # fmt: skip
        child = self._child("De webserver", command, environment, log="web")
        self.children.start(child)
        end = time.monotonic() + FIRST_PAGE_SECONDS
        while (status := web.first_page(self.port)) is None:
            if self.children.exit_code(child) is not None or time.monotonic() > end:
                raise EngineError(f"De eerste pagina komt niet:\n{last_lines(child)}\nMeer staat in {child.log}.")
            self._pause(0.1)
        if status >= 500:
            raise EngineError(f"De eerste pagina geeft fout {status}:\n{last_lines(child)}\nMeer staat in {child.log}.")

    def _start_background(self, environment: dict[str, str]) -> None:
        """Start the workers and beat, after the first page: each costs seconds of computing.

        Only the worker of long work gets the key-encryption key: mail and planning never open anything.
        """
        keyless = {name: value for name, value in environment.items() if name != "KEK_FILE"}
        celery = ["-m", "celery", "-A", "deploy.celery"]
        for queue, name in (("post", "De werker voor post"), ("werk", "De werker voor lang werk")):
            command = [*celery, "worker", "--queues", queue, "--hostname", f"{queue}@%h", "--concurrency", "1",
                       "--loglevel", "INFO", "--without-gossip", "--without-mingle"]  # fmt: skip
            self.children.start(self._child(name, command, environment if queue == "werk" else keyless, log=queue))
        command = [*celery, "beat", "--schedule", str(self.places.runtime / "beat"), "--pidfile", ""]
        self.children.start(self._child("De planner", command, keyless, log="beat"))

    def _look_after(self) -> None:
        for sentence in self.children.revive():
            say(sentence)
        for name, engine in (("De database", self.postgres), ("De wachtrij", self.valkey)):
            if engine and not engine.running():
                say(f"{name} is gestopt en start opnieuw.")
                with contextlib.suppress(EngineError):  # the next look tries again
                    engine.start()

    def _stop_engines(self) -> None:
        for engine in (self.valkey, self.postgres):
            if engine:
                engine.stop()

    def _child(self, name: str, arguments: list[str], environment: dict[str, str], log: str = "") -> Child:
        file = self.places.logs / f"{log or name}.log"
        return Child(name=name, command=[sys.executable, *arguments], log=file, environment=environment)


def say(text: str) -> None:
    """Tell whoever typed the command; a terminal that has gone does not stop the stopping."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def last_lines(child: Child) -> str:
    """Return the end of what a child said."""
    return "\n".join(child.log.read_text(errors="replace").splitlines()[-12:])


def main() -> int:
    """Run the demo; return the exit code."""
    parser = argparse.ArgumentParser(prog="make demo", description="Start Regiekamer met een verzonnen netwerk.")
    parser.add_argument("--opnieuw", action="store_true", help="gooi de gegevens van de demo weg en begin opnieuw")
    begin_again = parser.parse_args().opnieuw
    try:
        port = web.chosen_port()
        places = find_places()
        lock = Lock(places.notes)
        if begin_again:
            lock.ask_holder_to_stop()
        demo = Demo(places, port)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, demo.ask_to_stop)
        lock.take(site=demo.site)
        demo.run(begin_again=begin_again)
    except EngineError as error:
        say(str(error))
        return 1
    say("Regiekamer is gestopt.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
