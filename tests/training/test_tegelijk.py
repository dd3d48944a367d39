"""The last place of an editie at the same moment: admitted by many hands, taken by many people, stopped and offered.

Contested two times by twelve; in `make proof` twenty times by fifty (issue 5).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community.actions.errors import ActionError
from community.models import Lidmaatschap, User
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.inschrijvingen import AANVRAAG, an_inschrijving, waiting
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, an_editie
from tests.in_full import IS_FULL, share, tell
from training.actions.deelnemers import stop_deelnemer
from training.actions.inschrijvingen import apply_for_editie, withdraw_inschrijving
from training.actions.inschrijvingsverloop import settle
from training.actions.toelating import Besluit, answer_offer, decide_inschrijvingen
from training.models import Deelnemer, Editie, Inschrijving, InschrijvingStatus
from training.queries.inschrijvingen import places_held

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, THREADS = (20, 50) if IS_FULL else (2, 12)


def admitting(actor: User, editie: Editie, row: Inschrijving) -> Callable[[], object]:
    return lambda: decide_inschrijvingen(
        actor=actor, editie=editie, ids=[row.pk], besluit=Besluit.TOELATEN, text="", now=NOW
    )


def nearly_full(number: int) -> Editie:
    """Return an editie with one place left."""
    editie = an_editie(name=f"Ronde {number}", capacity=4)
    for _ in range(3):
        a_deelnemer(editie)
    return editie


def test_the_last_place_is_given_once() -> None:
    for number in share(range(ROUNDS)):
        editie, actor = nearly_full(number), UserFactory(coordinator=True)
        rows = [an_inschrijving(editie) for _ in range(THREADS)]
        errors = all_at_once(*(admitting(actor, editie, row) for row in rows))
        given = Deelnemer.objects.filter(editie=editie).count() - 3
        refused = sum(type(error) is ActionError for error in errors)
        tell(rounds=1, contests=THREADS, seats=1, given=given, refused=refused, overbooked=max(0, given - 1),
             lost=THREADS - given - len(errors), errors=len(errors) - refused)  # fmt: skip
        assert given == 1
        assert {type(error) for error in errors} == {ActionError}
        assert (len(errors), Lidmaatschap.objects.filter(kring=editie.kring).count()) == (THREADS - 1, 4)


def test_many_apply_at_once_and_each_once() -> None:
    for number in share(range(ROUNDS)):
        editie, people = an_editie(name=f"Open {number}"), UserFactory.create_batch(THREADS // 2)
        acts = [applying(user, editie) for user in people for _ in range(2)]
        errors = all_at_once(*acts)
        stored = Inschrijving.objects.filter(editie=editie).count()
        tell(rounds=1, contests=len(acts), stored=stored)
        assert stored == len(people)
        assert {type(error) for error in errors} == {ActionError}


def applying(user: User, editie: Editie) -> Callable[[], object]:
    return lambda: apply_for_editie(actor=user, editie=editie, aanvraag=AANVRAAG, now=NOW)


def test_who_takes_an_offer_while_it_lapses_and_others_stop() -> None:
    """However it goes, nobody sits on a place that is not there, and the one who was told yes takes part."""
    for number in share(range(ROUNDS)):
        editie = nearly_full(number)
        row, line = an_inschrijving(editie), [waiting(editie) for _ in range(3)]
        actor = UserFactory(coordinator=True)
        decide_inschrijvingen(actor=actor, editie=editie, ids=[row.pk], besluit=Besluit.AANBIEDEN, text="", now=NOW)
        row.refresh_from_db()
        gone = Deelnemer.objects.filter(editie=editie).select_related("user").first()
        assert gone is not None
        errors = all_at_once(*crossing(row, gone))
        tell(rounds=1, contests=5, held=places_held(editie))
        assert {type(error) for error in errors} <= {ActionError}
        assert places_held(editie) <= 4
        assert Lidmaatschap.objects.filter(kring=editie.kring, until_at__isnull=True).count() == held_seats(editie)
        assert statuses(line).count(InschrijvingStatus.AANGEBODEN) >= 1


def crossing(row: Inschrijving, gone: Deelnemer) -> list[Callable[[], object]]:
    """Return what may happen to one place at the same moment."""
    late = NOW + timedelta(days=9)
    return [
        lambda: answer_offer(actor=row.user, inschrijving=row, now=NOW),
        lambda: withdraw_inschrijving(actor=row.user, inschrijving=row, now=NOW),
        lambda: settle(late),
        lambda: settle(late),
        lambda: stop_deelnemer(actor=gone.user, deelnemer=gone, reason="", now=NOW),
    ]


def held_seats(editie: Editie) -> int:
    return Deelnemer.objects.filter(editie=editie, stopped_at__isnull=True).count()


def statuses(rows: list[Inschrijving]) -> list[Any]:
    return list(Inschrijving.objects.filter(pk__in=[row.pk for row in rows]).values_list("status", flat=True))
