"""What is in a copy, so that a damaged one is known before anything is put back. Knows no Django."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from deploy.backup.errors import BackupError

NAME = "inhoud.json"
FORM = 1
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One file of a copy: its name, its size in bytes, its SHA-256, and how many files are packed in it."""

    name: str
    bytes: int
    sha256: str
    files: int = 0


def part_of(file: Path, *, files: int = 0) -> Part:
    """Return what stands in the list about this file."""
    return Part(file.name, file.stat().st_size, digest(file), files)


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    found = hashlib.sha256()
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def write(folder: Path, parts: list[Part], made_at: datetime) -> None:
    """Write the list, the last file of a copy."""
    file = folder / NAME
    file.touch(mode=0o600)
    told = {"vorm": FORM, "gemaakt": made_at.isoformat(), "delen": [asdict(part) for part in parts]}
    file.write_text(json.dumps(told, indent=1) + "\n")


def read(folder: Path) -> tuple[list[Part], datetime]:
    """Return the list and when the copy was made. Raises BackupError when there is none, or none of ours."""
    try:
        told = json.loads((folder / NAME).read_text())
        if told["vorm"] != FORM:
            raise BackupError(f"Deze reservekopie heeft vorm {told['vorm']}; deze versie leest alleen vorm {FORM}.")
        return [Part(**part) for part in told["delen"]], datetime.fromisoformat(told["gemaakt"])
    except FileNotFoundError:
        raise BackupError(f"In {folder} staat geen {NAME}: dit is geen hele reservekopie.") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(f"{NAME} in {folder} is niet te lezen. Neem een andere reservekopie.") from None


def check(folder: Path) -> list[Part]:
    """Return the parts of a copy that is whole. Raises BackupError with what is wrong with the first that is not."""
    parts, _made_at = read(folder)
    for part in parts:
        file = folder / Path(part.name).name
        if not file.is_file():
            raise BackupError(f"{part.name} ontbreekt in de reservekopie. Neem een andere.")
        size = file.stat().st_size
        if size != part.bytes:
            raise BackupError(f"{part.name} is {size} bytes en hoort {part.bytes} bytes te zijn: hij is afgekapt.")
        if digest(file) != part.sha256:
            raise BackupError(f"{part.name} is veranderd nadat de reservekopie is gemaakt. Neem een andere.")
    return parts
