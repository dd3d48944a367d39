"""The web server seen from outside: is its port free, does it answer."""

import errno
import http.client
import os
import socket

from deploy.engines import EngineError

ADDRESS = "127.0.0.1"
DEFAULT_PORT = "8000"


def chosen_port() -> int:
    """Return the port asked for with PORT=. Raises EngineError when it is no port number."""
    asked = os.environ.get("PORT") or DEFAULT_PORT
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        raise EngineError(f"PORT={asked} is geen poortnummer. Kies een getal tussen 1024 en 65535.")
    return int(asked)


def require_free(port: int) -> None:
    """Raises EngineError when another program has this port, or when this user may not use it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does, after a quick restart
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise EngineError(f"Je mag poort {port} niet gebruiken. Kies een poort vanaf 1024.") from error
            raise EngineError(
                f"Poort {port} is al in gebruik. Stop het programma dat daar draait, "
                f"of kies een andere poort: PORT={_another(port)} make demo"
            ) from error


def first_page(port: int) -> int | None:
    """Return the status of the home page, None while nothing answers yet."""
    line = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    try:
        line.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()


def _another(port: int) -> int:
    return port + 1 if port < 65535 else port - 1
