"""An independent calendar client: vdirsyncer fetches the feed over HTTP, khal reads what it fetched."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

VDIRSYNCER = """[general]
status_path = "{folder}/status/"

[pair regiekamer]
a = "feed"
b = "local"
collections = null
conflict_resolution = "a wins"
partial_sync = "revert"

[storage feed]
type = "http"
url = "{url}"

[storage local]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""
KHAL = """[calendars]
[[regiekamer]]
path = {folder}/calendar/

[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {folder}/khal.db
"""
SECONDS = 60


@dataclass(frozen=True)
class Client:
    """A calendar program of one person, with a folder of its own."""

    folder: Path

    def subscribe(self, url: str) -> None:
        """Write the configuration, and find the calendar behind this address."""
        (self.folder / "calendar").mkdir()
        (self.folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=self.folder, url=url))
        (self.folder / "khal").write_text(KHAL.format(folder=self.folder))
        self._run("vdirsyncer", "--config", str(self.folder / "vdirsyncer"), "discover")

    def entries(self) -> list[tuple[str, str, str]]:
        """Fetch the feed and return what the calendar of four years shows: local begin and end, title."""
        self._run("vdirsyncer", "--config", str(self.folder / "vdirsyncer"), "sync", "--force-delete")
        shown = self._run(
            "khal", "--config", str(self.folder / "khal"), "list", "--once", "--day-format", "",
            "--format", "{start}|{end}|{title}", "2027-01-01", "1460d",
        )  # fmt: skip
        lines = [line.split("|") for line in shown.splitlines() if line.strip()]
        return [(start, end, title) for start, end, title in lines]

    def _run(self, program: str, *words: str) -> str:
        """Run one command to its end. Raises AssertionError, with its words, when it fails."""
        home = {"HOME": str(self.folder), "NO_PROXY": "*", "no_proxy": "*", "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": ""}
        done = subprocess.run(
            [str(Path(sys.executable).parent / program), *words], env={**os.environ, **home}, input="", text=True,
            capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"{program} {words[-1]}: {done.stdout}{done.stderr}")
        return done.stdout
