"""Bemiddeling over time: what is told and when, duties that close by themselves, and what is forgotten."""

from datetime import date, timedelta

import pytest

from community.berichten.planning import plan
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import Bericht, DataKey, Taak, User
from intervisie.actions.bemiddeling import (
    choose_mediator,
    decline_vraag,
    finish_vraag,
    purge_bemiddeling,
    settle_bemiddeling,
)
from intervisie.models import Bemiddelingsvraag
from tests.community.leergroepen.test_post import letters
from tests.factories import UserFactory
from tests.factories.bemiddeling import a_chosen_vraag, a_vraag
from tests.factories.moments import NOW
from tests.intervisie.bemiddeling.test_vragen import SECRET, a_hart, open_taken_of, page, shown, stored

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_hart_hears_at_once_and_again_after_two_and_five_working_days() -> None:
    hart = a_hart()
    # Good Friday and Easter Monday follow and do not count; summer time begins on the Sunday between.
    asked = NOW.replace(month=3, day=25)
    row = a_vraag(now=asked, wanted_by=date(2027, 4, 30))
    plan(asked + timedelta(hours=1))
    told = Bericht.objects.filter(recipient=hart, kind="N237")
    assert [one.moment.partition("@")[0] for one in told] == ["begin"]
    letter = letters(hart, "N237", asked)[0]
    assert (letter.subject, "30 april 2027" in letter.text) == ("Er is om bemiddeling gevraagd", True)
    assert not any(word in letter.text for word in (SECRET, row.asker.achternaam, "Faciliterend"))
    plan(NOW.replace(month=3, day=30, hour=20))
    assert told.all().count() == 1
    plan(NOW.replace(month=3, day=31, hour=7))
    assert told.all().count() == 2
    with confidential():
        choose_mediator(actor=hart, vraag=row, mediator=UserFactory(), now=NOW.replace(month=4, day=1))
    plan(NOW.replace(month=4, day=20))
    assert told.all().count() == 2
    mediator = stored(row).mediator
    assert mediator is not None
    asked_mediator = Bericht.objects.filter(recipient=mediator, kind="N236")
    assert sorted(one.moment.partition("@")[0] for one in asked_mediator) == ["begin", "drie"]
    assert letters(mediator, "N236", NOW.replace(month=4, day=20))[0].subject == "Wil jij bemiddelen?"
    with confidential():
        decline_vraag(actor=mediator, vraag=stored(row), now=NOW.replace(month=4, day=21))
    assert letters(mediator, "N236", NOW.replace(month=4, day=22)) == []


def test_duties_close_by_themselves_and_say_nothing_of_it() -> None:
    hart = a_hart()
    row = a_chosen_vraag(hart=hart)
    kind = taak_kinds.get("BEMIDDELING_ANTWOORDEN")
    taken = list(Taak.objects.filter(kind=kind.code))
    words = kind.words(taken, NOW)[taken[0].pk]
    assert (words.title, words.path) == ("Wil jij bemiddelen?", page("bemiddelingsvraag", row))
    assert list(kind.is_done(taken, NOW)) == []
    with confidential():
        Bemiddelingsvraag.objects.filter(pk=row.pk).update(status="LOOPT")
    assert (list(kind.is_done(taken, NOW)), dict(kind.words(taken, NOW))) == ([taken[0].pk], {})


def test_who_closes_her_account_is_asked_and_waited_for_no_more() -> None:
    hart = a_hart()
    asked, running = a_chosen_vraag(hart=hart), a_chosen_vraag(hart=hart, is_taken=True)
    for user in (asked.asker, running.mediator):
        User.objects.filter(pk=user.pk).update(is_active=False)
    with confidential():
        settle_bemiddeling(NOW)
        settle_bemiddeling(NOW)
    assert (stored(asked).status, stored(running).status) == ("INGETROKKEN", "GEVRAAGD")
    assert open_taken_of(hart) == ["BEMIDDELING_KIEZEN"]
    assert Bericht.objects.filter(recipient=running.asker, kind="N239").count() == 1


def test_half_a_year_after_the_end_it_is_gone_for_good() -> None:
    row, open_one = a_chosen_vraag(is_taken=True), a_vraag()
    with confidential():
        finish_vraag(actor=row.asker, vraag=row, now=NOW)
        assert purge_bemiddeling(NOW + 183 * DAY) == 0
        assert purge_bemiddeling(NOW + 184 * DAY) == 1
        assert [one.pk for one in Bemiddelingsvraag.objects.all()] == [open_one.pk]
    assert DataKey.objects.get(pk=row.data_key_id).wrapped is None
    assert shown(row.asker, page("bemiddelingsvraag", row)) == "404"
