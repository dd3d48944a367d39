"""Does the web server of this container answer? Ends with 0 when it does; the image holds no program to ask it with."""

import http.client
import os
import sys

SECONDS = 4


def main() -> int:
    """Ask /gezond/levend as the proxy would, under a name that the site knows."""
    port = os.environ.get("WEB_BIND", "127.0.0.1:8000").rpartition(":")[2]
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=SECONDS)
    try:
        line.request("GET", "/gezond/levend", headers={"Host": host})
        return 0 if line.getresponse().status == http.HTTPStatus.OK else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())
