"""Being found in the ledengids is a consent with a version: given with the profile, taken back anywhere."""

import pytest

from community.access import DeniedError
from community.actions.toestemmingen import LEDENGIDS_VERSION, withdraw_toestemming
from community.models import Profiel, Toestemming
from community.queries.toestemmingen import toestemmingen_of
from tests.community.people.situations import filled_in
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
PAGE = "/mijn/profiel/bewerken/"


def test_the_choice_on_the_profile_is_kept_with_the_version_of_its_words() -> None:
    user = UserFactory()
    browser = browser_of(user)
    for _ in range(2):
        assert browser.post(PAGE, filled_in(user, in_ledengids="ja")).status_code == 302
    row = Toestemming.objects.get()
    assert (row.user, row.kind, row.version, row.given_at) == (user, "LEDENGIDS", LEDENGIDS_VERSION, NOW)
    browser.post(PAGE, filled_in(user, in_ledengids="nee"))
    row.refresh_from_db()
    assert row.withdrawn_at == NOW
    browser.post(PAGE, filled_in(user, in_ledengids="ja"))
    assert [one.withdrawn_at for one in toestemmingen_of(user)] == [None, NOW]


def test_taking_it_back_leaves_the_ledengids_at_once_and_makes_an_open_form_old() -> None:
    user = UserFactory()
    browser = browser_of(user)
    browser.post(PAGE, filled_in(user, in_ledengids="ja"))
    old = filled_in(user, in_ledengids="ja")
    row = Toestemming.objects.get()
    assert withdraw_toestemming(actor=user, toestemming=row, now=NOW) is True
    assert withdraw_toestemming(actor=user, toestemming=row, now=NOW) is False
    assert Profiel.objects.get(user=user).in_ledengids is False
    assert browser.post(PAGE, old).status_code == 200  # both versions are shown first
    assert Profiel.objects.get(user=user).in_ledengids is False


def test_nobody_takes_back_for_another() -> None:
    user = UserFactory()
    browser_of(user).post(PAGE, filled_in(user, in_ledengids="ja"))
    with pytest.raises(DeniedError):
        withdraw_toestemming(actor=UserFactory(coordinator=True), toestemming=Toestemming.objects.get(), now=NOW)
