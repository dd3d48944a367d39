"""What happens at a visit at the same moment, in two windows or by two people."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Bericht
from intervisie.actions.bezoekkits import save_kit, share_kit, take_back_kit
from intervisie.actions.waarnemingen import HandedInError, hand_in, write_waarneming
from intervisie.models import Bezoek, Bezoekkit, Waarneming, WaarnemingKind
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_kit, a_waarneming, visitors_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def scoped(act: Callable[..., Any], **given: Any) -> Callable[[], Any]:
    """Return this act as a request does it: in a scope of its own thread."""

    def run() -> Any:
        with confidential():
            return act(**given)

    return run


@pytest.fixture
def visit() -> Bezoek:
    """The visit of today."""
    return bezoeken_of(a_planned_toernee(first=date(2027, 1, 18)))[0]


def test_what_is_written_while_handing_in_goes_along_or_is_refused(visit: Bezoek) -> None:
    author = visitors_of(visit)[0]
    a_waarneming(visit, author)
    write = partial(write_waarneming, kind=WaarnemingKind.VRAAG, box="", now=NOW)
    results = at_once([
        scoped(hand_in, actor=author, bezoek=visit, now=NOW),
        *(scoped(write, actor=author, bezoek=visit, text=f"Nog {number}") for number in range(3)),
        scoped(hand_in, actor=author, bezoek=visit, now=NOW),
    ])  # fmt: skip
    with confidential():
        assert Waarneming.objects.filter(handed_in_at__isnull=True).count() == 0
        assert Waarneming.objects.count() + sum(one is HandedInError for one in results) == 1 + 3 + 1


def test_two_windows_begin_a_kit_and_the_second_is_told(visit: Bezoek) -> None:
    save = partial(save_kit, actor=visit.host.user, bezoek=visit, version=0, now=NOW)
    results = at_once([scoped(save, content={"question": f"Vraag {number}"}) for number in range(3)])
    assert sum(one is StaleSaveError for one in results) == 2
    with confidential():
        assert Bezoekkit.objects.get().content["question"] in {f"Vraag {number}" for number in range(3)}


def test_sharing_twice_tells_once_and_taking_back_leaves_nothing_shared(visit: Bezoek) -> None:
    kit = a_kit(visit, is_shared=False)
    share = scoped(share_kit, actor=visit.host.user, bezoek=visit, version=kit.version, now=NOW)
    results = at_once([share, share])
    assert sum(one in (StaleSaveError, ActionError) for one in results) == 1
    assert Bericht.objects.filter(kind="N233").count() == 4
    at_once([scoped(take_back_kit, actor=visit.host.user, bezoek=visit, now=NOW)] * 2)
    with confidential():
        assert Bezoekkit.objects.get().shared_at is None
