"""Much long work for one person: so much at once, so many results, and asking about them costs the same."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from community.actions.werk import MOST_KEPT, MOST_OPEN, TooMuchWorkError, ask_werk
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, DataKey, User, Vernietiging, Werk, Werkuitkomst
from tests.community.werk.werken import CODE, Stage
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


def ask(user: User) -> Werk:
    return ask_werk(actor=user, kind=CODE, object_id=uuid4(), now=NOW)


def kept_of(user: User) -> set[object]:
    with confidential():
        return set(Werkuitkomst.objects.filter(werk__user=user).values_list("werk", flat=True))


def test_one_person_has_so_much_open_and_another_waits_for_nobody(stage: Stage, asker: User, work: Work) -> None:
    opened = [ask(asker) for _number in range(MOST_OPEN)]
    with pytest.raises(TooMuchWorkError):
        ask(asker)
    assert ask_werk(actor=asker, kind=CODE, object_id=opened[0].object_id, now=NOW).pk == opened[0].pk
    ask(UserFactory())
    assert work() == MOST_OPEN + 1
    assert ask(asker).pk not in {werk.pk for werk in opened}


def test_of_many_results_the_newest_are_kept_and_the_keys_of_the_others_go(
    stage: Stage, asker: User, work: Work
) -> None:
    made = []
    for _number in range(MOST_KEPT + 3):
        made.append(ask(asker).pk)
        work()
    assert len(kept_of(asker)) == MOST_KEPT
    assert made[-1] in kept_of(asker)
    assert DataKey.objects.filter(wrapped__isnull=False).count() == MOST_KEPT
    assert set(Vernietiging.objects.values_list("reason", flat=True)) == {"VERVANGEN"}


def test_the_same_asked_again_takes_the_place_of_the_older_one(asked: Werk, asker: User, work: Work) -> None:
    other = ask_werk(actor=UserFactory(), kind=CODE, object_id=asked.object_id, now=NOW)
    work()
    again = ask_werk(actor=asker, kind=CODE, object_id=asked.object_id, now=NOW)
    work()
    assert (kept_of(asker), kept_of(other.user)) == ({again.pk}, {other.pk})


def test_telling_that_it_is_ready_asks_the_same_for_any_number(
    stage: Stage, work: Work, django_assert_num_queries: Callable[..., object]
) -> None:
    for _number in range(12):
        ask(UserFactory())
    work()
    rows = list(Bericht.objects.filter(kind="N160"))
    told = bericht_kinds.get("N160").load
    for some in (rows[:1], rows):
        with django_assert_num_queries(1):
            assert len(told(some, NOW)) == len(some)
    Werk.objects.filter(pk=rows[0].object_id).update(kind="WEG")
    User.objects.filter(pk=rows[1].recipient_id).update(is_active=False)
    assert set(told(rows, NOW)) == {row.pk for row in rows[2:]}
