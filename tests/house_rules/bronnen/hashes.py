"""The two files of hashes: a salt, and then sorted digests of eight bytes."""

import secrets
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from tests.house_rules.bronnen.words import DIGEST, digest

FOLDER = Path(__file__).resolve().parent
RUNS, NAMES = FOLDER / "runs.bin", FOLDER / "names.bin"
SALT = blake2b.SALT_SIZE


class Hashes:
    """What may not occur in our texts, as digests."""

    def __init__(self, salt: bytes, digests: Iterable[bytes]) -> None:
        self.salt = salt
        self.digests = frozenset(digests)

    @classmethod
    def of(cls, found: Iterable[str]) -> "Hashes":
        """Return the hashes of these runs, with a new salt."""
        salt = secrets.token_bytes(SALT)
        return cls(salt, (digest(run, salt) for run in found))

    @classmethod
    def read(cls, path: Path) -> "Hashes":
        """Return what stands in a file."""
        data = path.read_bytes()
        return cls(data[:SALT], (data[at : at + DIGEST] for at in range(SALT, len(data), DIGEST)))

    def write(self, path: Path) -> None:
        """Write the file."""
        path.write_bytes(self.salt + b"".join(sorted(self.digests)))

    def hits(self, found: Iterable[str]) -> list[str]:
        """Return which of these runs of words are among the hashes, in the same order."""
        return [run for run in found if digest(run, self.salt) in self.digests]
