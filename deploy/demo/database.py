"""The database of the demo: migrated when the migrations changed, filled when it is new.

What was done is noted on the database itself (its comment), so that the note goes where the data goes.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from deploy.engines import EngineError

NAME = "regiekamer"
KEYS = f"{NAME}_sleutels"  # the key store beside it, as the settings of the demo name it


class DemoDatabase:
    """Reads and writes the note on the database at `url`."""

    def __init__(self, url: str, checkout: Path) -> None:
        self.url = url
        self.checkout = checkout

    def is_new(self) -> bool:
        """Say whether nothing was ever migrated here. Raises EngineError when the database does not answer."""
        with self._connect() as connection:
            found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        return not found or found[0] is None

    def is_migrated(self) -> bool:
        """Say whether the migrations of this checkout were all carried out."""
        return self._note().get("migrations") == self._state_of_migrations()

    def is_half_filled(self) -> bool:
        """Say whether loading the demo data was cut off."""
        return self._note().get("demo") == "begun"

    def note_migrated(self) -> None:
        self._write_note(migrations=self._state_of_migrations())

    def note_demo(self, stage: str) -> None:
        """Note that loading the demo data has `begun` or that it is `loaded`."""
        self._write_note(demo=stage)

    def _state_of_migrations(self) -> str:
        files = [self.checkout / "requirements" / "runtime.txt"]
        files += sorted([*self.checkout.glob("*/migrations/*.py"), *self.checkout.glob("deploy/settings/*.py")])
        return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()

    def _note(self) -> dict[str, str]:
        query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        with self._connect() as connection:
            found = connection.execute(query).fetchone()
        try:
            told = json.loads(found[0]) if found and found[0] else {}
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def _write_note(self, **news: str) -> None:
        note = json.dumps(self._note() | news)
        with self._connect() as connection:
            name = connection.info.dbname
            connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(note)))

    def _connect(self) -> psycopg.Connection[Any]:
        try:
            return psycopg.connect(self.url, autocommit=True)
        except psycopg.Error as error:
            raise EngineError(f"De database antwoordt niet: {error}") from error
