"""Many browsers that follow a session: each asks what changed, every so many seconds, whatever the others wait for."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Browser:
    """One person's page: where it asks, with which cookie, and what it saw last."""

    port: int
    path: str
    cookie: str
    seen: str = "0"

    def ask(self) -> int:
        """Ask what changed since what was seen; return the status. A whole answer tells what is seen now."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("GET", f"{self.path}stand/?na={self.seen}", headers={"Cookie": self.cookie})
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        if answer.status == 200:
            self.seen = content.partition(b'data-revisie="')[2].partition(b'"')[0].decode()
        return answer.status


@dataclass
class Told:
    """What a while of asking gave: how often each status came, and how long each answer took, in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    errors: int = 0

    def slowest_but(self, share: float) -> float:
        """Return how long it took at most for all but this share of the answers."""
        return sorted(self.waits)[round(len(self.waits) * (1 - share)) - 1]


def follow(browsers: Sequence[Browser], *, every: float, turns: int, threads: int = 32) -> Told:
    """Let each browser ask so many times, every so many seconds, spread evenly; waiting counts from its own moment."""
    told, lock, place = Told(), threading.Lock(), [0]
    begin, total = time.perf_counter() + 0.2, len(browsers) * turns

    def work() -> None:
        while True:
            with lock:
                at = place[0]
                place[0] += 1
            if at >= total:
                return
            due = begin + every * at / len(browsers)
            time.sleep(max(0.0, due - time.perf_counter()))
            _note(told, lock, browsers[at % len(browsers)], due)

    people = [threading.Thread(target=work) for _ in range(threads)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    return told


def _note(told: Told, lock: threading.Lock, browser: Browser, due: float) -> None:
    try:
        status = browser.ask()
    except (OSError, http.client.HTTPException):
        status = 0
    waited = time.perf_counter() - due
    with lock:
        told.statuses[status] += 1
        told.waits.append(waited)
        told.errors += status not in (200, 204)
