"""A wire between a browser and a site that can be cut: for the browser the network is then really gone.

What a browser's own switch for 'offline' leaves connected (service workers) is cut off too.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator

CHUNK = 65536


class Wire:
    """Listens on a port of its own and passes on to the port of the site, until it is cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._is_cut = False
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the site over this wire, without a slash at the end."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def cut(self) -> None:
        """End every connection, and let none begin."""
        with self._lock:
            self._is_cut = True
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections begin again."""
        self._is_cut = False

    def close(self) -> None:
        """Cut the wire for good."""
        self.cut()
        self._door.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            if self._is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._port))
            with self._lock:
                self._open |= {near, far}
            for source, goal in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, goal), daemon=True).start()

    def _pass_on(self, source: socket.socket, goal: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                goal.sendall(chunk)
        with contextlib.suppress(OSError):
            goal.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open.discard(source)
        source.close()


@contextlib.contextmanager
def a_wire(port: int) -> Iterator[Wire]:
    """Give a wire to the site on this port."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
