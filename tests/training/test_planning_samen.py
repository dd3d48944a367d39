"""Two planners at the same moment: the database lets one of them have the trainer, the other gets a sentence."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from community.actions.errors import ActionError
from community.models import Bezetting, User
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.training import LocatieFactory, standard
from training.actions.editiedagen import DagenError, set_days
from training.actions.editiemensen import MensenAnswers, set_people
from training.actions.edities import EditieAnswers, create_editie
from training.models import Editie
from training.queries.plandata import situation_of
from training.queries.planvoorstel import chosen_from
from training.rhythm import Proposal, propose

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "sleutels"])


def a_plan(actor: User, trainer: User, name: str) -> Editie:
    """Return a concept with this trainer and a place of its own, without days."""
    today = local_date(NOW)
    answers = EditieAnswers(name=name, provincie="UTRECHT", regio="MIDDEN", from_date=today + timedelta(days=14),
                            until_date=today + timedelta(days=220))  # fmt: skip
    editie = create_editie(actor=actor, programmaversie=standard(), answers=answers, now=NOW)
    mensen = MensenAnswers(trainers=[trainer], coaches=[], locatie=LocatieFactory(), capacity=12,
                           apply_until_date=None, decide_by_date=None, description="")  # fmt: skip
    return set_people(actor=actor, editie=editie, version=editie.version, answers=mensen, now=NOW)


def test_of_two_planners_with_one_trainer_one_wins() -> None:
    actors = [UserFactory(coordinator=True) for _ in range(2)]
    trainer = UserFactory(trainer=True)
    edities = [a_plan(actor, trainer, f"Editie {number}") for number, actor in enumerate(actors)]
    proposal = propose(situation_of(edities[0], NOW).request)
    assert isinstance(proposal, Proposal)
    chosen, outcomes, gate = chosen_from(proposal), [], threading.Barrier(2)

    def save(actor: User, editie: Editie) -> None:
        gate.wait()
        try:
            set_days(actor=actor, editie=editie, version=editie.version, chosen=chosen, fixed=(), now=NOW)
            outcomes.append("")
        except ActionError as error:
            outcomes.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(actors, edities, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, outcomes)) == [False, True]
    assert trainer.naam in max(outcomes, key=len)
    assert Bezetting.objects.filter(user=trainer).count() == 6


def test_without_the_judge_the_database_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    actor, trainer = UserFactory(coordinator=True), UserFactory(trainer=True)
    first, second = (a_plan(actor, trainer, name) for name in ("Eerst", "Daarna"))
    proposal = propose(situation_of(first, NOW).request)
    assert isinstance(proposal, Proposal)
    given: dict[str, Any] = {"actor": actor, "chosen": chosen_from(proposal), "fixed": (), "now": NOW}
    set_days(editie=first, version=first.version, **given)
    monkeypatch.setattr("training.actions.editiedagen._refuse", lambda *_: None)
    with pytest.raises(ActionError) as refused:
        set_days(editie=second, version=second.version, **given)
    assert not isinstance(refused.value, DagenError)
    assert f"{trainer.naam} is dan al bezet" in refused.value.message
    assert Bezetting.objects.filter(user=trainer).count() == 6
