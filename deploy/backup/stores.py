"""All files of a storage, a folder or an S3-compatible one, to one tar file and back."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from deploy.backup.errors import BackupError


def pack(alias: str, target: Path) -> int:
    """Write every file of a storage to a tar file, one at a time; return how many.

    A file that is removed meanwhile is left out: its row was removed too, or the check after a restore names it.
    """
    storage, count = storages[alias], 0
    target.touch(mode=0o600)
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        for name in names(storage):
            try:
                with storage.open(name, "rb") as source:
                    about = tarfile.TarInfo(name)
                    about.size = source.size
                    tar.addfile(about, source)
            except FileNotFoundError:
                continue
            count += 1
    return count


def unpack(source: Path, alias: str) -> int:
    """Write every file of a tar file into an empty storage; return how many. Raises BackupError."""
    storage, count = storages[alias], 0
    with tarfile.open(source, "r") as tar:
        for about in tar:
            content = tar.extractfile(about) if about.isreg() else None
            if content is None or not _is_plain(about.name):
                raise BackupError(f"In {source.name} staat iets dat er niet hoort. Er is gestopt met terugzetten.")
            if storage.save(about.name, File(content, name=about.name)) != about.name:
                raise BackupError(f"De opslag voor {source.name} is niet leeg. Maak een nieuwe, lege opslag.")
            count += 1
    return count


def is_empty(alias: str) -> bool:
    """Whether a storage holds no file."""
    return next(names(storages[alias]), None) is None


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Give the name of every file of a storage, folder by folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in sorted(files):
        yield f"{folder}/{file}" if folder else file
    for below in sorted(folders):
        yield from names(storage, f"{folder}/{below}" if folder else below)


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
