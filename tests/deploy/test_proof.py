"""`make proof` says what came out, whatever came out, and goes on where it was cut off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proof import __main__ as command
from proof.case import Case, Numbers

Prove = Callable[..., bool]


@pytest.fixture
def prove(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Prove:
    """Run one proof with notes and a table of its own."""
    monkeypatch.setattr(command, "NOTES", tmp_path / "state" / "proof.json")
    monkeypatch.setattr(command, "TABLE", tmp_path / "proof.md")
    monkeypatch.delenv("FRESH", raising=False)

    def run(case: Case, *, state: str = "a") -> bool:
        return command._prove(f"proef: {case.name}", case, command._read(), state)

    return run


def a_case(run: Callable[[int], Numbers], *, parts: int = 3) -> Case:
    return Case("zwanen", "alles goed", parts, run, lambda found: (f"{found['right']} goed", found["right"] >= parts))


def rows() -> list[str]:
    return [line.rpartition(" | ")[0] for line in command._table_lines()]


def test_a_proof_that_holds_is_written_and_not_run_again(prove: Prove) -> None:
    asked: list[int] = []

    def run(part: int) -> Numbers:
        asked.append(part)
        return {"right": 1}

    assert (prove(a_case(run)), prove(a_case(run))) == (True, True)
    assert (asked, rows()) == ([1, 2, 3], ["| zwanen | alles goed | 3 goed | ja"])
    assert prove(a_case(run), state="b")
    assert asked == [1, 2, 3, 1, 2, 3], "the code changed"


def test_a_proof_that_fails_is_written_as_failed_and_run_anew(prove: Prove) -> None:
    outcomes = [0, 1, 1, 1, 1, 1]
    case = a_case(lambda part: {"right": outcomes.pop(0)})
    assert not prove(case)
    assert rows() == ["| zwanen | alles goed | 2 goed | NEE"]
    assert prove(case)
    assert (rows(), outcomes) == (["| zwanen | alles goed | 3 goed | ja"], [])


def test_a_proof_that_stops_halfway_is_written_as_failed_and_goes_on_from_there(prove: Prove) -> None:
    asked: list[int] = []

    def run(part: int) -> Numbers:
        asked.append(part)
        if len(asked) == 2:
            raise TimeoutError("the senders stopped before it was so")
        return {"right": 1}

    assert not prove(a_case(run))
    assert rows() == ["| zwanen | alles goed | brak af in deel 2 van 3: TimeoutError | NEE"]
    assert prove(a_case(run))
    assert (asked, rows()) == ([1, 2, 2, 3], ["| zwanen | alles goed | 3 goed | ja"])


def test_rows_that_were_proven_elsewhere_stay(prove: Prove) -> None:
    command.TABLE.write_text(f"{command.HEAD}| elders | x | y | ja | 2027-01-18 |\n")
    prove(a_case(lambda part: {"right": 1}))
    assert rows() == ["| elders | x | y | ja", "| zwanen | alles goed | 3 goed | ja"]


def test_every_proof_has_a_name_of_its_own_and_is_about_files_that_exist() -> None:
    named: list[Any] = [case.name for _name, module in command._proofs() for case in module.cases()]
    assert sorted(named) == sorted(set(named))
    for name, module in command._proofs():
        for path in (*command.PROVEN, *module.ABOUT):
            assert (command.ROOT / path).exists(), f"{name}: {path}"
