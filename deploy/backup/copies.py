"""A whole copy: the database with all data, and the files of both storages, in a folder named after its moment."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from deploy.backup import dumps, manifest, stores
from deploy.backup.errors import BackupError
from deploy.backup.manifest import Part

DATA = "gegevens.dump"
# The storages by the name of their file in a copy: files of members, and pictures and documents of the website.
STORES = {"bestanden-leden.tar": "private", "bestanden-site.tar": "default"}
STAMP = "regiekamer-%Y%m%dT%H%M%SZ"
UNFINISHED = ".deel"


def make(folder: Path, now: datetime) -> Path:
    """Make a copy below a folder and return where it is. Raises BackupError; a half copy is never left behind.

    The database first: a file that comes later only has no row yet.
    """
    copy = folder / now.strftime(STAMP)
    if copy.exists():
        raise BackupError(f"{copy.name} is er al. Wacht een seconde en probeer het opnieuw.")
    unfinished = copy.with_name(copy.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        dumps.dump("default", unfinished / DATA)
        parts = [manifest.part_of(unfinished / DATA)]
        for name, alias in STORES.items():
            count = stores.pack(alias, unfinished / name)
            parts.append(manifest.part_of(unfinished / name, files=count))
        manifest.write(unfinished, parts, now)
        unfinished.rename(copy)
    except OSError as error:
        raise BackupError(f"De reservekopie kan hier niet worden geschreven: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return copy


def put_back(copy: Path) -> list[Part]:
    """Fill an empty database and empty storages from a copy that is whole; return its parts. Raises BackupError."""
    parts = manifest.check(copy)
    listed = {part.name for part in parts}
    for name in (DATA, *STORES):
        if name not in listed:
            raise BackupError(f"{name} staat niet in {manifest.NAME}: dit is geen hele reservekopie.")
    for name, alias in STORES.items():
        if not stores.is_empty(alias):
            raise BackupError(
                f"De opslag voor {name} is niet leeg. Geef een lege map of bucket. Er is niets veranderd."
            )
    dumps.restore("default", copy / DATA)
    for name, alias in STORES.items():
        stores.unpack(copy / name, alias)
    return parts


def forget_old(folder: Path, *, keep_days: int, now: datetime) -> list[Path]:
    """Remove copies older than so many days, and what was cut off a day ago; return them. The newest always stays."""
    begun = {copy: _moment(copy.with_suffix(""), now) for copy in folder.glob(f"regiekamer-*{UNFINISHED}")}
    cut_off = [copy for copy, made in begun.items() if made is None or made < now - timedelta(days=1)]
    dated = sorted((made, copy) for copy in folder.glob("regiekamer-*") if (made := _moment(copy, now)) is not None)
    old = [copy for made, copy in dated[:-1] if made < now - timedelta(days=keep_days)]
    for copy in cut_off + old:
        shutil.rmtree(copy)
    return old


def _moment(copy: Path, now: datetime) -> datetime | None:
    try:
        return datetime.strptime(copy.name, STAMP).replace(tzinfo=now.tzinfo)
    except ValueError:
        return None
