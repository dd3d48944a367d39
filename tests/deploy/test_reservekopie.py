"""A copy of everything, and back where nothing is (SECURITY.md T37, T93)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from psycopg import sql

from deploy.backup import copies, manifest, stores
from deploy.backup.errors import BackupError
from tests.browser.filled import ROOT, copy_filled, database_url, drop
from tests.browser.site import MOMENT, Site, free_port, worker_name
from tests.in_full import tell

NOW = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
# What the restore itself, or the time between copy and loss, changes.
LEFT_OUT = {"sleutels_vernietiging"}


# --- the drill: copy, lose, put back ---------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path, django_db_setup: None) -> Iterator[Site]:
    """Give the network of the demo without processes."""
    site = Site(name=f"kopie_{worker_name()}", folder=tmp_path / "huis", port=free_port())
    site.folder.mkdir()
    site.move_clock(MOMENT)
    copy_filled("demo", site.name, site.folder, site.environment)
    yield site
    drop(site.name)


@pytest.fixture
def empty_house(tmp_path: Path, house: Site) -> Iterator[Site]:
    """Give two empty databases and an empty folder, with the keys of the other house."""
    site = Site(name=f"leeg_{worker_name()}", folder=tmp_path / "leeg", port=free_port())
    site.folder.mkdir()
    site.move_clock(MOMENT)
    drop(site.name)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        for ending in ("", "_sleutels"):
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(site.name + ending)))
    yield site
    drop(site.name)


def manage(site: Site, *words: str) -> tuple[int, str]:
    """Run a management command; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=site.environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def contents(site: Site) -> dict[str, tuple[int, str]]:
    """Return of every table how many rows it has and a digest of them."""
    found = {}
    with psycopg.connect(database_url(site.name)) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            row = connection.execute(
                sql.SQL("SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t").format(
                    sql.Identifier(table)
                )
            ).fetchone()
            assert row
            found[table] = (row[0], row[1] or "")
    return {table: told for table, told in found.items() if table not in LEFT_OUT}


def files(site: Site) -> dict[str, bytes]:
    """Return every file of members and of the website."""
    kept = [path for name in ("privé", "media") for path in (site.folder / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(site.folder)): path.read_bytes() for path in kept}


def a_key_in_use(site: Site, other_than: str) -> str:
    """Return the data key of a casus of somebody else."""
    with psycopg.connect(database_url(site.name)) as connection:
        row = connection.execute(
            "SELECT data_key_id FROM casussen_casus WHERE owner_id <> %s ORDER BY id LIMIT 1", [other_than]
        ).fetchone()
    assert row
    return str(row[0])


def a_member_with_a_casus(site: Site) -> tuple[str, str]:
    """Return id and address of somebody without a role who has a casus of her own."""
    with psycopg.connect(database_url(site.name)) as connection:
        row = connection.execute(
            "SELECT id, email FROM community_user u WHERE EXISTS (SELECT 1 FROM casussen_casus WHERE owner_id = u.id) "
            "AND NOT EXISTS (SELECT 1 FROM community_roltoekenning WHERE user_id = u.id) ORDER BY email LIMIT 1"
        ).fetchone()
    assert row
    return str(row[0]), row[1]


def what_is_left_of(site: Site, user: str) -> tuple[str, str, int]:
    """Return name and address of an account, and how many casussen it has."""
    with psycopg.connect(database_url(site.name)) as connection:
        row = connection.execute(
            "SELECT voornaam || achternaam, email, (SELECT count(*) FROM casussen_casus WHERE owner_id = u.id) "
            "FROM community_user u WHERE id = %s", [user],
        ).fetchone()  # fmt: skip
    assert row
    return row[0], row[1], row[2]


def keys_alive(site: Site, keys: set[str]) -> int:
    """Return how many of these keys still open something."""
    with psycopg.connect(database_url(f"{site.name}_sleutels")) as connection:
        row = connection.execute(
            "SELECT count(*) FROM sleutels_datakey WHERE id = ANY(%s) AND wrapped IS NOT NULL", [list(keys)]
        ).fetchone()
    assert row
    return int(row[0])


@pytest.mark.timeout(600)  # the first to ask for the demo fills it
def test_what_was_lost_comes_back_and_what_was_destroyed_does_not(
    house: Site, empty_house: Site, tmp_path: Path
) -> None:
    """An older copy of the data and of the keys, with the newest ledger: all is equal; the destroyed key and who was
    erased stay away."""
    data, keys = tmp_path / "gegevens", tmp_path / "sleutels"
    assert manage(house, "reservekopie", str(data))[0] == 0
    assert manage(house, "sleutelbackup", str(keys))[0] == 0
    (copy,), (older_keys,) = data.glob("regiekamer-*"), keys.glob("sleutels-*.dump")
    before, kept = contents(house), files(house)
    assert kept
    person, address = a_member_with_a_casus(house)
    known = what_is_left_of(house, person)
    assert known[2] > 0
    assert manage(house, "vernietig", a_key_in_use(house, person), "--soort", "CASUS", "--reden", "AVG",
                  "--definitief")[0] == 0  # fmt: skip
    code, said = manage(house, "wis_account", address, "--definitief")
    assert code == 0, said
    erased = what_is_left_of(house, person)
    assert (erased[0], erased[2]) == ("Oud-lid", 0)
    house.move_clock(MOMENT + timedelta(hours=1))
    assert manage(house, "sleutelbackup", str(keys))[0] == 0
    ledger = keys / "vernietigingen.jsonl"
    destroyed = {line["key_id"] for line in map(json.loads, ledger.read_text().splitlines())} - {person}

    code, said = manage(empty_house, "terugzetten", str(copy), "--sleutels", str(older_keys))
    assert (code, said.splitlines()[-1][:12]) == (0, "Teruggezet. ")
    assert contents(empty_house) == before
    assert files(empty_house) == kept
    assert what_is_left_of(empty_house, person) == known
    back = keys_alive(empty_house, destroyed)
    code, said = manage(empty_house, "herstelcontrole", "--grootboek", str(ledger))
    assert code == 0, said
    assert f"{back} teruggekomen sleutels opnieuw vernietigd" in said
    assert "Gewiste mensen: 1 teruggekomen en opnieuw gewist." in said
    assert "Alles wat open moet kunnen, gaat open." in said
    assert keys_alive(empty_house, destroyed) == 0
    assert what_is_left_of(empty_house, person) == erased

    tell(tables=len(before), rows=sum(rows for rows, _digest in before.values()), files=len(kept), destroyed=back,
         erased=1)  # fmt: skip

    left = files(empty_house)
    code, said = manage(empty_house, "terugzetten", str(copy))
    assert (code, "is niet leeg" in said, "Traceback" in said) == (1, True, False)
    assert files(empty_house) == left


# --- one copy, looked at -------------------------------------------------------------------------------------------


def a_copy(folder: Path) -> Path:
    """Make a folder with two parts and the list of them."""
    copy = folder / "regiekamer-20270328T013000Z"
    copy.mkdir()
    (copy / "gegevens.dump").write_bytes(b"rijen" * 1000)
    (copy / "bestanden-leden.tar").write_bytes(b"foto")
    manifest.write(copy, [manifest.part_of(file, files=1) for file in sorted(copy.iterdir())], NOW)
    return copy


def test_a_whole_copy_says_what_is_in_it(tmp_path: Path) -> None:
    parts = manifest.check(a_copy(tmp_path))
    assert [(part.name, part.bytes, part.files) for part in parts] == [
        ("bestanden-leden.tar", 4, 1), ("gegevens.dump", 5000, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda copy: (copy / "gegevens.dump").write_bytes(b"rijen" * 999), "is 4995 bytes en hoort 5000"),
        (lambda copy: (copy / "gegevens.dump").write_bytes(b""), "afgekapt"),
        (lambda copy: (copy / "gegevens.dump").write_bytes(b"rijeN" + b"rijen" * 999), "veranderd"),
        (lambda copy: (copy / "gegevens.dump").unlink(), "ontbreekt"),
        (lambda copy: (copy / manifest.NAME).unlink(), "geen hele reservekopie"),
        (lambda copy: (copy / manifest.NAME).write_text("{"), "niet te lezen"),
        (lambda copy: (copy / manifest.NAME).write_text("[]"), "niet te lezen"),
        (lambda copy: (copy / manifest.NAME).write_text('{"vorm": 2}'), "leest alleen vorm 1"),
        (lambda copy: (copy / manifest.NAME).write_bytes(b"\xff\xfe\x00"), "niet te lezen"),
        (lambda copy: _name_elsewhere(copy), "ontbreekt"),
    ],
)
def test_a_damaged_copy_is_refused_before_anything_is_touched(
    tmp_path: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    copy = a_copy(tmp_path)
    damage(copy)
    with pytest.raises(BackupError, match=sentence):
        copies.put_back(copy)


def _name_elsewhere(copy: Path) -> None:
    told = json.loads((copy / manifest.NAME).read_text())
    told["delen"][0]["name"] = "../../../../etc/passwd"
    (copy / manifest.NAME).write_text(json.dumps(told))


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, FileSystemStorage | InMemoryStorage]:
    """Put three storages in place: one with files, one empty folder, one without folders, as S3 is."""
    found: dict[str, FileSystemStorage | InMemoryStorage] = {
        "vol": FileSystemStorage(tmp_path / "vol"), "leeg": FileSystemStorage(tmp_path / "leeg"),
        "ver": InMemoryStorage(),
    }  # fmt: skip
    monkeypatch.setattr(stores, "storages", found)
    for name in ("los.bin", "fotos/een.jpg", "kluis/a/b/diep.bin"):
        found["vol"].save(name, ContentFile(name.encode() * 100))
    found["vol"].save("leeg.txt", ContentFile(b""))
    return found


@pytest.mark.parametrize("to", ["leeg", "ver"])
def test_all_files_go_there_and_back(
    storage: dict[str, FileSystemStorage | InMemoryStorage], tmp_path: Path, to: str
) -> None:
    assert stores.is_empty(to)
    assert stores.pack("vol", tmp_path / "alles.tar") == 4
    assert stores.unpack(tmp_path / "alles.tar", to) == 4
    assert list(stores.names(storage[to])) == list(stores.names(storage["vol"]))
    for name in stores.names(storage["vol"]):
        with storage["vol"].open(name) as was, storage[to].open(name) as now:
            assert was.read() == now.read()


def test_files_go_only_into_an_empty_storage(
    storage: dict[str, FileSystemStorage | InMemoryStorage], tmp_path: Path
) -> None:
    stores.pack("vol", tmp_path / "alles.tar")
    with pytest.raises(BackupError, match="niet leeg"):
        stores.unpack(tmp_path / "alles.tar", "vol")


def test_only_this_user_reads_a_copy(storage: dict[str, FileSystemStorage | InMemoryStorage], tmp_path: Path) -> None:
    stores.pack("vol", tmp_path / "alles.tar")
    assert (tmp_path / "alles.tar").stat().st_mode & 0o077 == 0


# --- how long a copy stays -------------------------------------------------------------------------------------------


def test_old_copies_go_and_the_newest_always_stays(tmp_path: Path) -> None:
    """Also on the night that the clock moves: names hold UTC."""
    for days in (40, 36, 35, 1):
        (tmp_path / (NOW - timedelta(days=days)).strftime(copies.STAMP)).mkdir()
    (tmp_path / "iets-anders").mkdir()
    (tmp_path / "regiekamer-20270301T000000Z.deel").mkdir()  # cut off long ago
    busy = tmp_path / f"{(NOW - timedelta(hours=2)).strftime(copies.STAMP)}.deel"
    busy.mkdir()
    gone = copies.forget_old(tmp_path, keep_days=35, now=NOW)
    assert [copy.name for copy in gone] == ["regiekamer-20270216T013000Z", "regiekamer-20270220T013000Z"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "iets-anders", "regiekamer-20270221T013000Z", "regiekamer-20270327T013000Z", busy.name,
    ]  # fmt: skip
    assert copies.forget_old(tmp_path, keep_days=1, now=NOW + timedelta(days=400)) != []
    assert (tmp_path / "regiekamer-20270327T013000Z").exists()


def test_a_copy_whose_list_leaves_a_part_out_is_not_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[str] = []
    monkeypatch.setattr(copies.dumps, "restore", lambda alias, _file: touched.append(alias))
    with pytest.raises(BackupError, match=r"bestanden-site\.tar staat niet in inhoud\.json"):
        copies.put_back(a_copy(tmp_path))
    assert touched == []
