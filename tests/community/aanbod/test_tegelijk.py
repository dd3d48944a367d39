"""Two things at the same moment: sending the form twice, taking up, answering."""

from functools import partial

import pytest
from django.test import Client

from community.actions.aanbod import AanvraagError, answer_aanvraag, take_up_aanvraag
from community.actions.errors import StaleSaveError
from community.models import Aanvraag, Bericht, Gastlink
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.website import an_aanbod, an_aanvraag

pytestmark = pytest.mark.django_db(transaction=True)
DATA = {"naam": "Wouter", "email": "w@voorbeeld.example", "vraag": "Wanneer?",
        "eenmalig": "6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a31"}  # fmt: skip


def test_one_form_sent_four_times_at_once_is_one_request() -> None:
    an_aanbod()
    acts = [partial(Client().post, "/aanbod/aanbod-training/aanvragen/", DATA) for _ in range(4)]
    assert all_at_once(*acts) == []
    assert (Aanvraag.objects.count(), Bericht.objects.filter(kind="N08").count()) == (1, 1)


def test_one_request_is_taken_up_by_one_and_answered_once() -> None:
    people, row = UserFactory.create_batch(4, coordinator=True), an_aanvraag()
    acts = [partial(take_up_aanvraag, actor=one, aanvraag=row, version=1, now=NOW) for one in people]
    errors = all_at_once(*acts)
    assert [type(error) for error in errors] == [StaleSaveError] * 3
    answers = [partial(answer_aanvraag, actor=one, aanvraag=row, version=2, answer="Ja.", now=NOW) for one in people]
    errors = all_at_once(*answers)
    assert [type(error) for error in errors] == [AanvraagError] * 3
    assert (Gastlink.objects.count(), Bericht.objects.filter(kind="N08").count()) == (1, 1)
