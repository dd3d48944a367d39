"""Two machines on one: network namespaces on a bridge, each with a clone of the repository. For root on Linux alone."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.deploy.variables import ROOT
from tests.outside import guard

BRIDGE, SHARED, NETWORK = "rkh-brug", "10.77.0.1", "10.77.0.0/24"
PLACES = {"a": "10.77.0.11", "b": "10.77.0.12"}


def can_make() -> bool:
    """Whether this machine lets us make networks."""
    return os.geteuid() == 0 and shutil.which("ip", path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is not None


def within(name: str) -> tuple[str, ...]:
    """Return what stands before a command to run it on this machine."""
    return ("ip", "netns", "exec", f"rkh-{name}")


def cut_off(name: str) -> None:
    """Pull the plug of a machine out of the network."""
    _ip("link", "set", f"rkh-{name}", "down")


@contextlib.contextmanager
def networks() -> Iterator[None]:
    """Make both machines; each reaches the bridge and the other, and nothing else."""
    _forget()
    os.environ[guard.BESIDE] = NETWORK
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("addr", "add", f"{SHARED}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for name, address in PLACES.items():
            _ip("netns", "add", f"rkh-{name}")
            _ip("link", "add", f"rkh-{name}", "type", "veth", "peer", "name", "eth0", "netns", f"rkh-{name}")
            _ip("link", "set", f"rkh-{name}", "master", BRIDGE, "up")
            _ip("-n", f"rkh-{name}", "addr", "add", f"{address}/24", "dev", "eth0")
            for device in ("lo", "eth0"):
                _ip("-n", f"rkh-{name}", "link", "set", device, "up")
        yield
    finally:
        del os.environ[guard.BESIDE]
        _forget()


def clone(folder: Path) -> Path:
    """Return a checkout of its own, of what is committed, with the packages of this one."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)  # noqa: S607 - git of the machine
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
    return folder


def _forget() -> None:
    for name in PLACES:
        _ip("netns", "del", f"rkh-{name}", is_sure=False)
        _ip("link", "del", f"rkh-{name}", is_sure=False)
    _ip("link", "del", BRIDGE, is_sure=False)


def _ip(*words: str, is_sure: bool = True) -> None:
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    subprocess.run(["ip", *words], check=is_sure, capture_output=not is_sure, env={**os.environ, "PATH": path})  # noqa: S607 - of the machine
