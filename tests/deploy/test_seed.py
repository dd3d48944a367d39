"""The story of the demo fits on any day it is started."""

from datetime import timedelta

import pytest

from community.workdays import is_workday, local_date
from deploy.demo.seed.datumprikkers import PRIKKERS, Prikker, asked_moments
from tests.factories.moments import NOW


@pytest.mark.parametrize("prikker", PRIKKERS, ids=lambda prikker: prikker.title)
def test_a_date_poll_asks_each_moment_once_whatever_the_day(prikker: Prikker) -> None:
    for day in range(400):
        moments = asked_moments(prikker, NOW + timedelta(days=day))
        assert len(set(moments)) == len(prikker.dates)
        assert all(is_workday(local_date(moment)) for moment in moments)
