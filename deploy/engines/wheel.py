"""Where the engines' programs stand: in their wheel, or in a copy that the user nobody can read."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from deploy.engines.folder import EngineError


def installed(package: str) -> Path:
    """Return the folder of an installed package, without importing it. Raises EngineError when it is not installed."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise EngineError(f"Het pakket {package} ontbreekt. Verwijder de map .venv en probeer het opnieuw.")
    return Path(found.origin).parent


def as_nobody() -> dict[str, Any]:
    """Return the arguments of `subprocess` with which root starts a process as nobody: PostgreSQL refuses to be root.
    For any other user only the environment: without settings meant for other PostgreSQL servers."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    arguments: dict[str, Any] = {"env": quiet | {"LC_ALL": "C", "TZ": "UTC"}}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        arguments |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
    return arguments


def readable_package(package: Path, program: Path, spare: Path) -> Path:
    """Return `package`, or as root its copy in the folder `spare` when nobody cannot run `program` where it stands."""
    if os.geteuid() != 0 or _can_nobody_run(package / program):
        return package
    return copy_for_nobody(package, spare, version=str((package / program).stat().st_mtime_ns))


def copy_for_nobody(package: Path, spare: Path, *, version: str) -> Path:
    """Copy the wheel's two folders (the programs look for their libraries beside the package) to where everybody may
    read them, once per version, and return the copy of `package`."""
    copy = spare / package.name
    mark = spare / "version"
    if mark.exists() and mark.read_text() == version:
        return copy
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir()
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():  # wheels for macOS carry their libraries inside
            shutil.copytree(part, spare / part.name, symlinks=True)
    for path in (spare, *spare.rglob("*")):
        if not path.is_symlink():  # whatever the umask and the rights of the original say
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    mark.write_text(version)
    return copy


def _can_nobody_run(program: Path) -> bool:
    check = ["/bin/sh", "-c", 'test -x "$1" && test -r "$1"', "sh", str(program)]
    return subprocess.run(check, check=False, cwd="/", **as_nobody()).returncode == 0
