"""Files on an S3-compatible store, so that more than one host shares them. Nothing goes to disk on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

CONNECT_SECONDS, READ_SECONDS, TRIES = 2, 15, 2


class StoreError(OSError):
    """The store does not answer or refuses, as a disk may. Its words are not passed on: they hold names of files."""


class S3Files(S3Storage):
    """One bucket, closed to the world: views of our own judge, read and hand over.

    Names are random and never used twice. What is read is held in memory, as what is sent to us is: a readable file of
    a member never lies on a disk of the server (SECURITY.md §8.12).
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Return what holds for every bucket of ours; what differs comes from STORAGES."""
        return {
            **super().get_default_settings(),
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
            "max_memory_size": 0,  # no limit, so no file on disk; what we take in has one
            "client_config": Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": TRIES, "mode": "standard"},
                signature_version="s3v4",
                # Servers of other makers know buckets by path, and no checksums beside the signed one.
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name, or as on a disk a folder with something in it."""
        with _as_a_disk():
            return bool(super().exists(name)) or self._is_folder(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the folders and the files in a folder."""
        with _as_a_disk():
            folders, files = super().listdir(path)
        return folders, files

    def delete(self, name: str) -> None:
        """Destroy a file; one that is not there is no error."""
        with _as_a_disk():
            super().delete(name)

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was written."""
        with _as_a_disk():
            moment: datetime = super().get_modified_time(name)
        return moment

    def _is_folder(self, name: str) -> bool:
        client = self.connection.meta.client
        found = client.list_objects_v2(Bucket=self.bucket_name, Prefix=f"{name.rstrip('/')}/", MaxKeys=1)
        return bool(found.get("Contents"))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        with _as_a_disk():
            found: File[Any] = super()._open(name, mode)
            if "r" in mode:
                found.open()  # fetches it, so that a failing store shows here and not halfway an answer
        return found

    def _save(self, name: str, content: "File[Any]") -> str:
        """Keep a file; one that only gives pieces, as a file does that is being sealed, is gathered first."""
        given = content if content.file is not None else ContentFile(b"".join(content.chunks()))
        with _as_a_disk():
            return str(super()._save(name, given))


@contextmanager
def _as_a_disk() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise StoreError(str(error.response.get("Error", {}).get("Code", ""))) from None
    except BotoCoreError as error:
        raise StoreError(type(error).__name__) from None
