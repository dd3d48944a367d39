"""A tussentijd at the same moment in many windows: handed in once, reacted to once, taken back for good."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest

from community.access import DeniedError
from community.actions.errors import StaleSaveError
from community.confidential import confidential
from community.models import Bericht, Taak
from community.workdays import at_local
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.training import a_trainer, an_editie
from tests.factories.tussentijden import a_worker, an_inzending, part
from training.actions.tussentijden import hand_in_work, react_to_work, take_back_work
from training.actions.tussentijdplanning import settle_tussentijden
from training.models import Inzending, Reactie

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
OPEN = at_local(date(2027, 4, 6), time(10))
THREADS = 8


def in_scope(act: Callable[[], object]) -> Callable[[], object]:
    """Return this act within the vault, as a request does it."""

    def run() -> object:
        with confidential():
            return act()

    return run


def test_many_windows_hand_in_once() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    deel = part(editie, "B")
    errors = all_at_once(*(
        in_scope(lambda: hand_in_work(
            actor=deelnemer.user, deelnemer=deelnemer, deel=deel, version=0, is_shared=True, now=OPEN
        ))
        for _ in range(THREADS)
    ))  # fmt: skip
    assert (errors, Inzending.objects.get().version) == ([], 1)


def test_of_many_reactions_at_once_one_is_written() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    row = an_inzending(deelnemer, now=OPEN)
    trainers = [a_trainer(editie) for _ in range(THREADS)]
    react = partial(react_to_work, inzending=row, version=1, text="Mooi", now=OPEN)
    errors = all_at_once(*(in_scope(partial(react, actor=actor)) for actor in trainers))
    assert {type(error) for error in errors} == {StaleSaveError}
    with confidential():
        assert (len(errors), Reactie.objects.count(), Bericht.objects.filter(kind="N35").count()) == (THREADS - 1, 1, 1)


def test_taking_back_while_trainers_react_leaves_nothing_shared() -> None:
    editie = an_editie()
    deelnemer, trainer = a_worker(editie), a_trainer(editie)
    row, deel = an_inzending(deelnemer, now=OPEN), part(editie, "B")
    errors = all_at_once(
        in_scope(lambda: take_back_work(actor=deelnemer.user, deelnemer=deelnemer, deel=deel, now=OPEN)),
        *[in_scope(lambda: react_to_work(actor=trainer, inzending=row, version=1, text="Mooi", now=OPEN))] * 4,
    )
    assert {type(error) for error in errors} <= {StaleSaveError, DeniedError}
    stored = Inzending.objects.get()
    assert (stored.status, stored.is_shared) == ("BEZIG", False)


def test_planners_at_once_open_a_tussentijd_once() -> None:
    editie = an_editie()
    for _ in range(4):
        a_worker(editie)
    errors = all_at_once(*([lambda: settle_tussentijden(OPEN)] * 4))
    assert (errors, Taak.objects.filter(kind="TUSSENTIJD").count(), Bericht.objects.filter(kind="N30").count()) == (
        [], 4, 4,
    )  # fmt: skip
