"""The runtime folder: short (a socket's path may hold about 100 characters), ours alone, and kept over a restart."""

import hashlib
import os
import stat
from pathlib import Path

LONGEST_SOCKET_PATH = 90
BASES = ("/var/tmp", "/tmp")  # noqa: S108 - the folder is made for this user only and its owner is checked


class EngineError(Exception):
    """An engine cannot start; the message is a Dutch sentence for whoever typed the command."""


def runtime_folder(checkout: Path) -> Path:
    """Return the runtime folder of this checkout and this user, made when it is not there.

    Raises EngineError when no base folder can hold it, or when somebody else has taken its name.
    """
    name = f"rk-{hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:8]}-{os.geteuid()}"
    return private_folder(base_folder() / name)


def base_folder() -> Path:
    """Return the folder for runtime folders: the first that this user may write in.

    Raises EngineError when there is none.
    """
    for base in BASES:
        if os.access(base, os.W_OK | os.X_OK):
            return Path(base)
    raise EngineError("Er is geen map voor tijdelijke bestanden: /var/tmp en /tmp zijn niet te beschrijven.")


def private_folder(path: Path) -> Path:
    """Make `path` a folder that others cannot list. As root others may pass through it: PostgreSQL then runs as nobody.

    Raises EngineError when the folder belongs to somebody else or is a link.
    """
    mode = 0o711 if os.geteuid() == 0 else 0o700
    path.mkdir(mode=mode, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise EngineError(f"De map {path} is van iemand anders. Verwijder of hernoem die map en probeer het opnieuw.")
    path.chmod(mode)
    return path


def socket_path(folder: Path, name: str) -> Path:
    """Return the path of a socket in `folder`. Raises EngineError when the system cannot hold a path that long."""
    path = folder / name
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        raise EngineError(f"Het pad {path} is te lang voor een socket. Gebruik een kortere map.")
    return path
