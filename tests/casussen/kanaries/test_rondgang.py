"""T20, T23: who may not see a casus finds no word of it at any address of the platform, nor in what goes beside it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail

from community.models import Lidmaatschap
from tests.casussen.kanaries.places import finds, letters
from tests.casussen.kanaries.rondgang import ROLES, Walkers
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_trainer
from tests.in_full import IS_FULL, share, tell

pytestmark = [
    pytest.mark.django_db(databases=["default", "sleutels"]),
    pytest.mark.timeout(3600 if IS_FULL else 300),
]
SAMPLE = ("ZA", "GV", "CO")


@pytest.fixture
def walkers() -> Iterator[Walkers]:
    with time_machine.travel(NOW, tick=False):
        yield Walkers()


@pytest.mark.parametrize("role", share(ROLES) if IS_FULL else SAMPLE)
def test_who_may_not_see_finds_no_word_at_any_address(walkers: Walkers, role: str) -> None:
    walkers.walk(role, everything=IS_FULL, beheer=IS_FULL or role == "CO")
    words = list(walkers.filled.words.values())
    in_mail = finds(words, letters())
    tell(roles=1, requests=walkers.requests, canaries=len(words), finds=len(walkers.finds) + len(in_mail))
    assert len(mail.outbox) >= 1
    assert in_mail == []
    assert walkers.finds == []
    assert len(words) >= 40


@pytest.mark.parametrize("everything", share([IS_FULL]))
def test_no_word_stands_in_a_title_a_header_or_a_redirect_of_the_owner(walkers: Walkers, everything: bool) -> None:
    walkers.look_at_edges(everything=everything)
    tell(edges=walkers.requests, finds=len(walkers.finds))
    assert walkers.finds == []


def test_who_leads_the_editie_does_find_words(walkers: Walkers) -> None:
    """The walk itself: for who may read there is something to find at the addresses of a training."""
    walkers.people["TR"] = trainer = with_second_factor(a_trainer(walkers.editie))
    agreed = {"accepted": walkers.editie.kring.newest_afspraken, "accepted_at": NOW}
    Lidmaatschap.objects.filter(kring=walkers.editie.kring, user=trainer).update(**agreed)
    walkers.walk_training("TR")
    assert {find.rpartition(": ")[2] for find in walkers.finds} == {"Ontwikkelmap.learning_goals"}
