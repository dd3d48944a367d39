"""Taking a consent back while somebody publishes: whoever is first, the story is not there without her."""

from functools import partial

import pytest
from django.test import Client

from community.actions.toestemmingen import give_toestemming, withdraw_toestemming
from community.actions.verhalen import agree_to_verhaal, withdraw_verhaal
from community.models import Taak, Toestemming, VerhaalPage
from community.models.publishing import PublishRefusedError
from community.queries.verhalen import draft_of, version_of
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.website import a_verhaal, a_yes

pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_and_taking_back_at_the_same_moment() -> None:
    for _ in range(3):
        person = UserFactory()
        page = a_verhaal(person)
        a_yes(page)
        revision = page.get_latest_revision()
        errors = all_at_once(revision.publish, partial(withdraw_verhaal, actor=person, page=page, now=NOW))
        assert {type(error) for error in errors} <= {PublishRefusedError}
        assert not VerhaalPage.objects.get(pk=page.pk).live
        assert Client().get(f"/verhalen/{page.slug}/").status_code == 404


def test_one_yes_said_in_four_windows_is_one_consent() -> None:
    person = UserFactory()
    page = a_verhaal(person)
    Taak.objects.create(user=person, kind="VERHAAL_AKKOORD", object_id=page.translation_key, opened_at=NOW)
    version = version_of(draft_of(page))
    assert all_at_once(*[partial(agree_to_verhaal, actor=person, page=page, version=version, now=NOW)] * 4) == []
    assert Toestemming.objects.count() == 1
    row = Toestemming.objects.get()
    assert all_at_once(*[partial(withdraw_toestemming, actor=person, toestemming=row, now=NOW)] * 3) == []
    assert not VerhaalPage.objects.get(pk=page.pk).live


def test_a_consent_without_an_object_is_given_once() -> None:
    person = UserFactory()
    assert all_at_once(*[partial(give_toestemming, user=person, kind="LEDENGIDS", version="1", now=NOW)] * 4) == []
    assert Toestemming.objects.count() == 1
