"""Telling that a pdf is ready: judged for many at once, as each would be judged by itself, in as many queries."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from casussen.actions.afdrukken import fetchable, is_current, may_still_read
from casussen.actions.opnamen import take_back
from casussen.models import Opname, Praktijkboek
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, Lidmaatschap, User, Werk, WerkStatus, Werkuitkomst
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def ready(boek: Praktijkboek, user: User) -> Werk:
    """Return work that is done, with a pdf of what stands in the praktijkboek now; its content is of no matter."""
    stands = Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True)
    contains = [[str(pk), version] for pk, version in stands.values_list("pk", "version")]
    return Werk.objects.create(kind="PRAKTIJKBOEK_PDF", user=user, object_id=boek.pk, asked_at=NOW, ended_at=NOW,
                               status=WerkStatus.KLAAR, options={"contains": contains})  # fmt: skip


def test_together_they_are_judged_as_each_by_itself() -> None:
    boeken = [a_praktijkboek() for _number in range(3)]
    opnamen = [an_opname(boek) for boek in boeken]
    rows = [ready(boek, in_boek(boek).user) for boek in boeken for _number in range(2)]
    rows += [ready(boeken[0], UserFactory()), ready(boeken[0], in_boek(boeken[0], agreed=False).user)]
    left = in_boek(boeken[0])
    rows.append(ready(boeken[0], left.user))
    Lidmaatschap.objects.filter(pk=left.pk).update(until_at=NOW)
    take_back(actor=opnamen[1].author, opname=opnamen[1], now=NOW)
    Praktijkboek.objects.filter(pk=boeken[2].pk).update(closes_date="2027-01-02", destroys_date="2027-01-18")
    alone = {row.pk for row in rows if may_still_read(row.user, row, NOW) and is_current(row, NOW)}
    assert fetchable(rows, NOW) == alone == {rows[0].pk, rows[1].pk}


def test_the_message_asks_the_same_for_any_number(django_assert_num_queries: Callable[..., object]) -> None:
    boek = a_praktijkboek()
    an_opname(boek)
    works = [ready(boek, in_boek(boek).user) for _number in range(12)]
    key_id = Opname.objects.get().data_key_id
    for werk in works:
        Werkuitkomst.objects.create(werk=werk, data_key_id=key_id, content=b"%PDF", kind="pdf", size=4,
                                    expires_at=NOW.replace(year=2028))  # fmt: skip
    rows = [Bericht(kind="N160", object_id=werk.pk, recipient=werk.user) for werk in works]
    for some in (rows[:1], rows):
        with django_assert_num_queries(4):
            assert len(bericht_kinds.get("N160").load(some, NOW)) == len(some)
