"""Refuses every connection that leaves this machine, and notes it. Knows only the standard library.

`REGIEKAMER_OUTSIDE` names the file in which a refused connection is noted, so that one that somebody swallows is seen
at the end of the run all the same.
`REGIEKAMER_BESIDE` names a network that was made on this machine and leads nowhere else.
"""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

NOTE, BESIDE = "REGIEKAMER_OUTSIDE", "REGIEKAMER_BESIDE"


class OutsideError(OSError):
    """Something wanted to leave this machine."""


def install() -> None:
    """Guard every socket of this process from now on."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    socket.getaddrinfo = _looking_up(socket.getaddrinfo)


def is_here(family: int, address: Any) -> bool:
    """Whether an address is on this machine: a socket file, a loopback number or its name, or a network made here."""
    if family == socket.AF_UNIX or not isinstance(address, tuple):
        return True
    return _is_this_machine(str(address[0]))


def _is_this_machine(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    made = os.environ.get(BESIDE)
    return address.is_loopback or (made is not None and address in ipaddress.ip_network(made))


def _guarded(plain: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        if not is_here(self.family, address):
            _refuse(str(address))
        return plain(self, address)

    return connect


def _looking_up(plain: Any) -> Any:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if not _is_this_machine(name) and name != socket.gethostname():
            try:
                ipaddress.ip_address(name)
            except ValueError:
                _refuse(name)
        return plain(host, *args, **kwargs)

    return getaddrinfo


def _refuse(what: str) -> None:
    if NOTE in os.environ:
        with Path(os.environ[NOTE]).open("a") as file:
            file.write(f"{what}\n")
    raise OutsideError(f"{what} is outside this machine")
