"""What needs a connection for longer than a transaction refuses the pool, and has a way past it."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from deploy.backup import dumps
from deploy.backup.errors import BackupError
from tests.deploy.variables import DEPLOY, unit, units

PAST = ("regiekamer-migratie.service", "regiekamer-reservekopie.service", "regiekamer-sleutelbackup.service")


@pytest.fixture
def _pooled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let settings say that PgBouncer stands before both databases, as deploy.settings.production does."""
    for alias in ("default", "sleutels"):
        monkeypatch.setitem(connections[alias].settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)


@pytest.mark.usefixtures("_pooled")
@pytest.mark.parametrize("words", [("migrate",), ("migrate", "sleutels", "--database", "sleutels")])
def test_tables_are_not_changed_through_the_pool(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"gaat niet door PgBouncer\. .* Er is niets veranderd\."):
        call_command(*words, verbosity=0)


@pytest.mark.usefixtures("_pooled")
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["reservekopie", "sleutelbackup"])
def test_no_copy_is_made_through_the_pool(tmp_path: Path, command: str) -> None:
    with pytest.raises(CommandError, match="gaat niet door PgBouncer"):
        call_command(command, str(tmp_path / "kopie"), stdout=io.StringIO())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("_pooled")
def test_nothing_is_put_back_through_the_pool(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="gaat niet door PgBouncer"):
        dumps.restore("default", tmp_path / "gegevens.dump")


def test_the_way_past_it_changes_what_the_units_have() -> None:
    told = unit(DEPLOY / "pgbouncer" / "rechtstreeks.conf")
    names = {line.partition(":")[0] for line in told["Service.LoadCredential"]}
    assert names == {"database_url", "sleutels_database_url"}
    assert told["Service.UnsetEnvironment"] == ["PGBOUNCER"]
    for name in PAST:
        given = units()[name]
        assert names <= {line.partition(":")[0] for line in given["Service.LoadCredential"]}
        assert name.removesuffix(".service") in (DEPLOY / "pgbouncer" / "rechtstreeks.conf").read_text()
