"""Where a demo keeps its things: notes, logs and state in `.regiekamer/`, sockets in the short runtime folder."""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from deploy.engines import EngineError, runtime_folder

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Places:
    """The folders of the demo of one checkout and one user."""

    notes: Path  # .regiekamer/
    runtime: Path

    @property
    def state(self) -> Path:
        """What the processes share: uploaded files, the mailbox, the moved clock."""
        return self.notes / "state"

    @property
    def kek(self) -> Path:
        """The file of key-encryption keys: for the web server and the worker of long work only."""
        return self.notes / "kek"

    @property
    def logs(self) -> Path:
        return self.notes / "logs"

    @property
    def postgres_data(self) -> Path:
        """The database's files: in the checkout, but as root with the server, which runs as nobody and may not be able
        to enter the checkout."""
        return self.runtime / "pg" / "data" if os.geteuid() == 0 else self.notes / "postgres"

    def note(self, addresses: dict[str, str]) -> None:
        """Write down where the engines are, so that `manage.py` finds them beside a running demo."""
        told = addresses | {"runtime": str(self.runtime), "instance": _instance(self.runtime)}
        write_privately(self.notes / "runtime.json", json.dumps(told, indent=2))

    def is_left_by_other_checkout(self) -> bool:
        """Say whether the runtime folder was filled by an earlier checkout at this path, whose notes are gone."""
        told = read_json(self.notes / "runtime.json").get("instance")
        return told != _instance(self.runtime)

    def forget(self) -> None:
        """Delete all data of the demo; its engines must have stopped. A copy of the programs may stay."""
        for folder in (self.postgres_data, self.runtime / "pg", self.runtime / "valkey", self.state, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.notes / "runtime.json", self.kek, self.runtime / "instance", *self.runtime.glob("beat*")):
            file.unlink(missing_ok=True)
        self.make()

    def make(self) -> None:
        """Make the folders that are not there. Raises EngineError when they belong to another user."""
        try:
            for folder in (self.notes, self.state, self.state / "static", self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
                folder.chmod(0o700)
        except PermissionError as error:
            raise EngineError(
                f"De map {self.notes} is van een andere gebruiker. Verwijder die map of werk als die gebruiker."
            ) from error
        if not (self.runtime / "instance").exists():
            write_privately(self.runtime / "instance", secrets.token_hex(8))


def find_places() -> Places:
    """Return the folders of this checkout, made when they are not there. Raises EngineError when that cannot be."""
    places = Places(notes=CHECKOUT / ".regiekamer", runtime=runtime_folder(CHECKOUT))
    places.make()
    return places


def read_json(file: Path) -> dict[str, str]:
    """Return what a file of ours says, nothing when it is absent or was cut off."""
    try:
        told = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_privately(file: Path, text: str) -> None:
    """Write a file that only this user reads, whole or not at all."""
    unfinished = file.with_suffix(".new")
    unfinished.touch(mode=0o600)
    unfinished.write_text(text)
    unfinished.replace(file)


def _instance(runtime: Path) -> str:
    return (runtime / "instance").read_text()
