"""Two coördinatoren fix two toernees that share a begeleider at the same instant: one wins, the other is told who."""

from collections.abc import Callable

import pytest

from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import Bezetting
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.models import Bezoek, Toerneevoorstel
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.intervisie.toerneeplanning.planwork import Planning, a_planning, proposed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])


def fixing(planning: Planning, row: Toerneevoorstel) -> Callable[[], object]:
    """Return the act of fixing this proposal."""

    def act() -> None:
        with confidential():
            adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)

    return act


def test_of_two_toernees_that_share_a_guide_one_is_fixed() -> None:
    guide = UserFactory()
    plannings = [a_planning(guide=guide, name=f"Toernee {number}") for number in range(2)]
    rows = [proposed(planning) for planning in plannings]  # each alone: on the same days
    errors = all_at_once(*(fixing(*one) for one in zip(plannings, rows, strict=True)))
    assert len(errors) == 1
    assert isinstance(errors[0], ActionError)
    assert guide.naam in " ".join([errors[0].message, *getattr(errors[0], "changes", [])])
    assert (Bezoek.objects.count(), Bezetting.objects.count()) == (5, 30)


def test_many_hands_on_one_proposal_fix_it_once() -> None:
    planning = a_planning()
    row = proposed(planning)
    errors = all_at_once(*(fixing(planning, row) for _ in range(4)))
    assert (len(errors), Bezoek.objects.count()) == (3, 5)
