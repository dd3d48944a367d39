"""How long the two commands take: `make demo` cold and warm to the first page, and `make test`."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.figures import Figure, at_most
from bench.measure import ROOT

PORT = "18131"
COLD_SECONDS, WARM_SECONDS, TEST_SECONDS = 45.0, 10.0, 1200.0


def figures() -> Iterator[Figure]:
    """Start the demo in a fresh copy of the repository, twice, then run the tests of this checkout once."""
    copy = Path(tempfile.mkdtemp(prefix="rk-cold-")) / "regiekamer"
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)  # noqa: S607 - git of the machine
        yield at_most("make demo, koud, tot de eerste pagina", first_page(copy), "s", COLD_SECONDS)
        yield at_most("make demo, warm, tot de eerste pagina", first_page(copy), "s", WARM_SECONDS)
    finally:
        shutil.rmtree(copy.parent, ignore_errors=True)
    begin = time.monotonic()
    subprocess.run(["make", "test"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S607 - make of the machine
    yield at_most("make test", time.monotonic() - begin, "s", TEST_SECONDS)


def first_page(checkout: Path) -> float:
    """Return the seconds from the command to the first page; the demo is stopped again with Ctrl-C."""
    begin = time.monotonic()
    running = subprocess.Popen(
        ["make", "demo"],  # noqa: S607 - make of the machine
        cwd=checkout, env={**os.environ, "PORT": PORT}, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/", timeout=30) as answer:
                    answer.read()
                    return time.monotonic() - begin
            except (URLError, OSError):
                if running.poll() is not None:
                    raise RuntimeError(f"make demo ended with {running.returncode}") from None
                time.sleep(0.1)
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.wait()
