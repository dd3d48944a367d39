"""Rounds at the same moment: opened by many hands, registered in many windows, closed while people register."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.actions.errors import StaleSaveError
from community.confidential import confidential
from community.models import Bericht, DataKey, User
from intervisie.actions.matchaanmeldingen import AanmeldAnswers, save_aanmelding, withdraw_aanmelding
from intervisie.actions.matchrondes import RondeOverError, close_ronde, live, open_ronde
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Rondeuitnodiging, Vasteregel
from intervisie.queries.matchaanmeldingen import Priveregels
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
THREADS = 8


def registering(user: User, ronde: Matchronde, *, refused: User | None = None) -> Callable[[], object]:
    """Return the act of registering."""
    prive = Priveregels(niet_met=(refused.pk,)) if refused else Priveregels()
    answers = AanmeldAnswers(slots=[0], form="BEIDE", place="", max_minutes=60, experience="GEEN", opgaven=[],
                             samenwerkingen=[], wants=[], prive=prive)  # fmt: skip

    def act() -> None:
        with confidential():
            save_aanmelding(actor=user, ronde=ronde, version=0, answers=answers, now=NOW)

    return act


def opening(actor: User, ronde: Matchronde) -> Callable[[], object]:
    """Return the act of opening a round as it was first made."""
    return lambda: open_ronde(actor=actor, ronde=ronde, version=1, now=NOW)


def test_many_hands_open_a_round_once() -> None:
    actors = [UserFactory(coordinator=True) for _ in range(THREADS)]
    ronde = a_ronde(status=RondeStatus.CONCEPT)
    errors = all_at_once(*(opening(actor, ronde) for actor in actors))
    assert {type(error) for error in errors} == {RondeOverError}
    assert len(errors) == THREADS - 1
    assert Rondeuitnodiging.objects.count() == Bericht.objects.filter(kind="N55").count() == THREADS


def test_many_windows_of_one_person_leave_one_registration_and_one_living_key() -> None:
    ronde, user = a_ronde(), UserFactory()
    people = [UserFactory() for _ in range(THREADS)]
    errors = all_at_once(*(registering(user, ronde, refused=other) for other in people))
    assert {type(error) for error in errors} == {StaleSaveError}
    assert (len(errors), Matchaanmelding.objects.get().version) == (THREADS - 1, 1)
    with confidential():
        assert Vasteregel.objects.get().data_key_id in set(DataKey.objects.values_list("pk", flat=True))


def test_who_registers_while_it_closes_is_in_or_is_told() -> None:
    ronde, coordinator = a_ronde(), UserFactory(coordinator=True)
    people = [UserFactory() for _ in range(THREADS)]
    acts = [registering(user, ronde) for user in people]
    errors = all_at_once(*acts, lambda: close_ronde(actor=coordinator, ronde=ronde, now=NOW))
    assert {type(error).__name__ for error in errors} <= {"RondeOverError", "DeniedError"}
    assert Matchaanmelding.objects.count() == THREADS - len(errors)
    ronde.refresh_from_db()
    assert ronde.status == RondeStatus.GESLOTEN


def test_withdrawing_twice_and_changing_at_once_leaves_no_living_key() -> None:
    ronde, user = a_ronde(), UserFactory()
    row = an_aanmelding(ronde, user, niet_met=[UserFactory()])

    def withdrawing() -> None:
        with confidential():
            withdraw_aanmelding(actor=user, aanmelding=row, now=NOW)

    errors = all_at_once(withdrawing, withdrawing)
    row.refresh_from_db()
    assert (errors, row.version) == ([], 2)
    with confidential():
        assert not Vasteregel.objects.exists()
    assert [key.wrapped for key in DataKey.objects.all()] == [None]


def test_two_plans_at_once_close_and_remind_once() -> None:
    ronde = a_ronde()
    after = NOW + timedelta(days=60)
    assert all_at_once(*[lambda: live(after)] * THREADS) == []
    ronde.refresh_from_db()
    assert (ronde.status, ronde.version) == (RondeStatus.GESLOTEN, 2)
