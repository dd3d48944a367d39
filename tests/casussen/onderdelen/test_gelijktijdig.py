"""Two people at once in the same casus: no row twice, no place twice, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from casussen.actions.onderdelen import add_parties_of_format, add_row, save_single
from casussen.models import Afweging, Casus, Fase, Partij
from community.actions.errors import StaleSaveError
from community.confidential import confidential
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"], transaction=True)
AT_ONCE = 6


def at_once(act: Callable[[int], Any]) -> list[Any]:
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> Any:
        try:
            with confidential():
                barrier.wait(timeout=30)
                return act(number)
        except StaleSaveError:
            return "stale"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def frame(number: int) -> dict[str, Any]:
    return {"criteria": [], "options": [f"Optie {number}"], "scores": [[]]}


def weigh(casus: Casus, number: int) -> Any:
    return save_single(
        actor=casus.owner, casus=casus, model=Afweging, is_it=lambda _row: True, version=0,
        values={"frame": frame(number)}, now=NOW,
    )  # fmt: skip


def test_the_first_of_six_who_begin_to_weigh_is_kept_and_the_others_are_told() -> None:
    casus = a_casus()
    outcomes = at_once(lambda number: weigh(casus, number))
    assert (Afweging.objects.count(), outcomes.count("stale")) == (1, AT_ONCE - 1)


def test_one_phase_has_one_row() -> None:
    casus = a_casus()
    outcomes = at_once(
        lambda number: save_single(
            actor=casus.owner, casus=casus, model=Fase, is_it=lambda row: row.number == 2, version=0,
            values={"number": 2, "stand": {"status": "BEZIG", "reason": str(number)}}, now=NOW,
        )
    )  # fmt: skip
    assert (Fase.objects.count(), outcomes.count("stale")) == (1, AT_ONCE - 1)


def test_rows_that_are_added_at_once_have_places_of_their_own() -> None:
    casus = a_casus()
    at_once(lambda number: add_row(actor=casus.owner, casus=casus, model=Partij, values={"name": str(number)}, now=NOW))
    assert sorted(Partij.objects.values_list("position", flat=True)) == list(range(AT_ONCE))


def test_the_parties_of_the_format_come_on_the_map_once() -> None:
    casus = a_casus(partijen="Waterschap\nGemeente")
    at_once(lambda _number: add_parties_of_format(actor=casus.owner, casus=casus, now=NOW))
    assert sorted(row.name for row in Partij.objects.all()) == ["Gemeente", "Waterschap"]
