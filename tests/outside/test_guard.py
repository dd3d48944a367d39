"""The guard itself: it refuses what leaves, in this process and in those it starts, and lets the rest through."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outside import guard

LOOKS = "import urllib.request as r\ntry:\n r.urlopen('https://regiekamer.example/')\nexcept OSError as e:\n print(e)"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what these tests provoke out of the notes of the run."""
    monkeypatch.setenv(guard.NOTE, str(tmp_path / "tries"))
    return tmp_path / "tries"


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0), ("regiekamer.example", 443)])
def test_what_leaves_is_refused_and_noted(notes: Path, address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as one, pytest.raises(guard.OutsideError):
        one.connect(address)
    assert notes.read_text().splitlines() == [str(address)]


def test_a_name_is_not_even_looked_up(notes: Path) -> None:
    with pytest.raises(guard.OutsideError):
        socket.getaddrinfo("regiekamer.example", 443)
    assert notes.read_text() == "regiekamer.example\n"


def test_this_machine_answers() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5):
            pass


def test_a_network_made_on_this_machine_is_here_and_its_neighbour_is_not(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not guard.is_here(socket.AF_INET, ("10.77.0.11", 80))
    monkeypatch.setenv(guard.BESIDE, "10.77.0.0/24")
    assert guard.is_here(socket.AF_INET, ("10.77.0.11", 80))
    assert not guard.is_here(socket.AF_INET, ("10.77.1.11", 80))
    assert not guard.is_here(socket.AF_INET6, ("2001:db8::1", 80, 0, 0))


def test_a_process_that_tests_start_is_guarded(notes: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOOKS], capture_output=True, text=True, env={**os.environ}, check=True)
    assert "is outside this machine" in done.stdout
    assert notes.exists()
