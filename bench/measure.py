"""Two servers side by side: blocks of requests in turn (A B B A), CPU of the web process and its database backends.

CPU ratios, never milliseconds: a busy neighbour changes both sides alike.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = 8
REQUESTS = 15
START_SECONDS = 60.0


@dataclass
class Server:
    """One gunicorn with one worker on one core, and the database it uses."""

    name: str
    module: str
    port: int
    database: str
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    cookies: dict[str, str] = field(default_factory=dict)

    def start(self, *, workers: int = 1) -> None:
        """Start the server and wait until it answers."""
        pin = ["taskset", "-c", "0"] if (os.cpu_count() or 1) > 1 else []
        self.process = subprocess.Popen(
            [*pin, sys.executable, "-m", "gunicorn", self.module, "-b", f"127.0.0.1:{self.port}", "-w", str(workers),
             "-k", "sync", "--no-control-socket", "--log-level", "error"],
            cwd=ROOT, env={**os.environ, **self.environment},
        )  # fmt: skip
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                if self.get("/")[0] < 500:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not answer")

    def stop(self) -> None:
        """End the server."""
        if self.process:
            self.process.terminate()
            self.process.wait()

    def get(self, path: str, *, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of a page."""
        return self._send("GET", path, None, headers or {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Send a form as a browser does, with the hidden fields of the page it stands on."""
        page = self.get(path)[2].decode("utf-8", "replace")
        form = next((f for f in re.findall(r"<form.*?</form>", page, re.S) if "post" in f and "password" in f), page)
        return self.send(path, {**hidden_fields(form), **fields})

    def send(
        self, path: str, fields: dict[str, str], *, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send these fields as a form, without asking the page first."""
        origin = f"http://127.0.0.1:{self.port}"
        about = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Referer": origin + path}
        return self._send("POST", path, urlencode(fields).encode(), {**about, **(headers or {})})

    def cpu(self) -> int:
        """Return the CPU time in nanoseconds of the web processes and the database backends of this server."""
        total = 0
        for pid in [*self.pids(), *self._backends()]:
            try:
                total += time.clock_gettime_ns((~pid << 3) | 2)  # the POSIX clock of another process
            except OSError:
                continue
        return total

    def peak_megabytes(self) -> float:
        """Return the highest resident memory that one worker of this server ever had."""
        peaks = []
        for pid in self.pids()[1:]:
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
            peaks.append(int(found[1]) / 1024 if found else 0.0)
        return max(peaks)

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body, {**headers, **({"Cookie": cookie} if cookie else {})})
        answer = line.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.split(";", 1)[0].partition("=")
                self.cookies[key] = rest
        line.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, content

    def pids(self) -> list[int]:
        """Return its processes: the one that minds the others first."""
        found, waiting = [], [self.process.pid] if self.process else []
        while waiting:
            pid = waiting.pop(0)
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text().split()]
        return found

    def _backends(self) -> list[int]:
        found = []
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = file.read_bytes().replace(b"\0", b" ").decode("latin1")
            except OSError:
                continue
            if words.startswith("postgres: ") and f" {self.database} " in words:
                found.append(int(file.parent.name))
        return found


def hidden_fields(form: str) -> dict[str, str]:
    """Return the hidden fields of a form with their values."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        if 'type="hidden"' in tag and (name := re.search(r'name="([^"]+)"', tag)):
            value = re.search(r'value="([^"]*)"', tag)
            found[name[1]] = value[1] if value else ""
    return found


def paired(floor: Server, ours: Server, ask_floor: Callable[[], object], ask_ours: Callable[[], object],
           *, blocks: int = BLOCKS, requests: int = REQUESTS) -> tuple[float, float, float]:  # fmt: skip
    """Return CPU milliseconds per request of floor and ours (medians) and the median ratio over the paired blocks."""
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {1})
    for _ in range(5):
        ask_floor()
        ask_ours()
    rows = []
    for number in range(blocks):
        sides = [(floor, ask_floor), (ours, ask_ours)]
        spent = {}
        for server, ask in sides if number % 2 == 0 else reversed(sides):
            before = server.cpu()
            for _ in range(requests):
                ask()
            spent[server.name] = (server.cpu() - before) / requests / 1e6
        rows.append((spent[floor.name], spent[ours.name]))
    ratios = [b / a for a, b in rows]
    return statistics.median(a for a, _ in rows), statistics.median(b for _, b in rows), statistics.median(ratios)


def several_at_once(ask: Callable[[], int], *, at_once: int, requests: int) -> tuple[float, int]:
    """Return requests per second and the number of wrong answers with this many people asking at the same time."""
    wrong, left, lock = [0], [requests], threading.Lock()

    def person() -> None:
        while True:
            with lock:
                if left[0] <= 0:
                    return
                left[0] -= 1
            if ask() != 200:
                with lock:
                    wrong[0] += 1

    people = [threading.Thread(target=person) for _ in range(at_once)]
    begin = time.perf_counter()
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    return requests / (time.perf_counter() - begin), wrong[0]
