"""The supervisor of `make demo`: what it says when it cannot start, and how it looks after what it started."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.demo import web
from deploy.demo.children import Child, Children
from deploy.demo.database import DemoDatabase
from deploy.demo.lock import Lock
from deploy.demo.places import CHECKOUT, Places
from deploy.engines import EngineError, process
from deploy.engines.folder import private_folder

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(notes=tmp_path / ".regiekamer", runtime=private_folder(tmp_path / "runtime"))
    made.make()
    return made


def _child(command: list[str], folder: Path) -> Child:
    return Child(name="De proef", command=command, log=folder / "proef.log", environment=dict(os.environ))


def test_a_port_in_use_gets_a_sentence() -> None:
    with socket.socket() as other:
        other.bind((web.ADDRESS, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EngineError, match=rf"^Poort {port} is al in gebruik\. .* PORT=\d+ make demo$"):
            web.require_free(port)


@pytest.mark.parametrize("asked", ["acht", "0", "65536", "-1", "8000.5"])
def test_a_port_that_is_no_port_gets_a_sentence(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", asked)
    with pytest.raises(EngineError, match="is geen poortnummer"):
        web.chosen_port()


def test_the_command_says_the_sentence_and_ends_with_an_error() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "deploy.demo.start"], cwd=CHECKOUT, env=os.environ | {"PORT": "acht"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == "PORT=acht is geen poortnummer. Kies een getal tussen 1024 en 65535.\n"
    assert told.returncode == 1
    assert told.stderr == ""


def test_a_second_supervisor_is_refused_until_the_first_has_gone(places: Places) -> None:
    first = Lock(places.notes)
    first.take(site="http://localhost:8000")
    with pytest.raises(EngineError, match=rf"draait al op http://localhost:8000 \(proces {os.getpid()}\)"):
        Lock(places.notes).take(site="http://localhost:8001")
    first.release()
    second = Lock(places.notes)
    second.take(site="http://localhost:8001")
    second.release()


def test_what_a_crash_left_running_is_stopped_by_the_next_start(places: Places) -> None:
    memory = places.notes / "processes.json"
    child = _child(SLEEPER, places.logs)
    Children(memory, places.notes).start(child)
    Children(memory, places.notes).stop_leftovers()
    assert not process.is_alive(child.pid, child.mark)
    assert not memory.exists()


def test_leftovers_whose_number_is_somebody_elses_now_are_left_alone(places: Places) -> None:
    other = subprocess.Popen(SLEEPER)
    try:
        (places.notes / "processes.json").write_text(json.dumps([("De webserver", other.pid, "earlier")]))
        Children(places.notes / "processes.json", places.notes).stop_leftovers()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_child_that_ends_is_told_about_and_started_again_ever_later(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = Children(places.notes / "processes.json", places.notes)
    child = _child([sys.executable, "-c", "raise SystemExit(3)"], places.logs)
    children.start(child)
    assert process.wait_gone(child.pid, child.mark, 20)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    assert children.revive() == [f"De proef is gestopt (code 3) en start opnieuw. Zie {child.log}."]
    first = child.pid
    assert children.revive() == []
    assert child.pid == first
    monkeypatch.setattr(time, "monotonic", lambda: now + 2.0)
    assert children.revive() == []
    assert child.pid != first
    monkeypatch.undo()
    assert process.wait_gone(child.pid, child.mark, 20)
    children.revive()
    assert child.wait == 4.0


def test_stopping_ends_all_children_and_forgets_them(places: Places) -> None:
    children = Children(places.notes / "processes.json", places.notes)
    both = [_child(SLEEPER, places.logs), _child(SLEEPER, places.logs)]
    for child in both:
        children.start(child)
    children.stop()
    assert [process.is_alive(child.pid, child.mark) for child in both] == [False, False]
    assert json.loads((places.notes / "processes.json").read_text()) == []


def test_a_runtime_folder_of_a_checkout_that_is_gone_is_recognised(places: Places) -> None:
    assert places.is_left_by_other_checkout()
    places.note({"DATABASE_URL": "postgres:///regiekamer"})
    assert not places.is_left_by_other_checkout()
    (places.notes / "runtime.json").unlink()
    assert places.is_left_by_other_checkout()


def test_beginning_again_deletes_the_data_and_keeps_what_was_measured(places: Places) -> None:
    places.note({})
    (places.state / "klok.json").touch()
    (places.notes / "bench.json").touch()
    places.forget()
    assert sorted(path.name for path in places.notes.iterdir()) == ["bench.json", "logs", "state"]
    assert [path.name for path in places.state.iterdir()] == ["static"]


@pytest.mark.django_db
def test_the_database_remembers_what_was_done_to_it() -> None:
    database = DemoDatabase(_address_of_this_test(), CHECKOUT)
    assert not database.is_new()
    assert not database.is_migrated()
    database.note_migrated()
    database.note_demo("begun")
    assert database.is_migrated()
    assert database.is_half_filled()
    database.note_demo("loaded")
    assert not database.is_half_filled()


def _address_of_this_test() -> str:
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/{os.environ['TEST_DATABASE']}?")
