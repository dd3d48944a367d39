"""Before a session: who brings in, her own question that is hers until she shares it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import BijeenkomstStatus, Kring, Lidmaatschap, User
from intervisie.access.sessies import place_of
from intervisie.actions.sessievoorbereiding import (
    bring_in,
    save_voorbereiding,
    share_voorbereiding,
    take_back_voorbereiding,
)
from intervisie.models import Sessie, Sessievoorbereiding
from intervisie.queries.sessievoorbereiding import prepared_question, shared_voorbereidingen
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_sessierij, a_voorbereiding

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY = timedelta(days=1)
SECRET = "goudplevier"
PAGE, BRING = "sessie-voorbereiden", "sessie-inbrengen"


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def write(user: User, sessie: Sessie, question: str = SECRET, version: int = 0, now: datetime = NOW) -> Any:
    with confidential():
        return save_voorbereiding(actor=user, sessie=sessie, version=version, question=question, background="", now=now)


def shared_with(user: User, sessie: Sessie) -> list[str]:
    plek = place_of(user, sessie.code, NOW)
    assert plek is not None
    with confidential():
        return [one.question for one in shared_voorbereidingen(plek, NOW)]


# --- the question itself ----------------------------------------------------------------------------------------


def test_a_question_is_hers_until_she_shares_it_and_again_once_she_takes_it_back() -> None:
    groep = a_groep()
    owner, other = people_of(groep)[:2]
    sessie = a_sessierij(other, bijeenkomst=meets(groep, NOW + DAY), inbrenger=other)
    client, page = as_(owner), reverse(PAGE, args=[sessie.code])
    sent = {"question": f"Hoe houd ik de {SECRET} aan tafel?", "background": "Er is ruzie.", "version": "0"}
    assert client.post(page, sent).status_code == 302
    assert SECRET in client.get(page).content.decode()
    read = as_(other)
    assert (SECRET in read.get(page).content.decode(), shared_with(other, sessie)) == (False, [])
    assert client.post(reverse(f"{PAGE}-delen", args=[sessie.code])).status_code == 302
    assert (SECRET in read.get(page).content.decode(), len(shared_with(other, sessie))) == (True, 1)
    assert SECRET in read.get(reverse("sessie", args=[sessie.code])).content.decode()
    assert client.post(reverse(f"{PAGE}-terugnemen", args=[sessie.code])).status_code == 302
    assert (SECRET in read.get(page).content.decode(), shared_with(other, sessie)) == (False, [])
    assert SECRET not in read.get(reverse("sessie", args=[sessie.code])).content.decode()


def test_who_is_not_in_the_group_and_who_left_reads_nothing() -> None:
    groep = a_groep()
    owner, gone, newcomer = people_of(groep)[:3]
    sessie = a_sessierij(owner, bijeenkomst=meets(groep, NOW + DAY))
    a_voorbereiding(sessie, owner, SECRET, is_shared=True)
    assert len(shared_with(gone, sessie)) == 1
    Lidmaatschap.objects.filter(user=gone).update(until_at=NOW)
    Lidmaatschap.objects.filter(user=newcomer).update(accepted=None, accepted_at=None)
    names = (PAGE, f"{PAGE}-delen", f"{PAGE}-terugnemen", f"{PAGE}-niet")
    for user in (UserFactory(), gone, newcomer):
        assert {as_(user).post(reverse(name, args=[sessie.code])).status_code for name in names} == {404}
        assert as_(user).get(reverse(PAGE, args=[sessie.code])).status_code == 404
    Lidmaatschap.objects.filter(user=owner).update(until_at=NOW)
    assert shared_with(people_of(groep)[-1], sessie) == [], "she left, and takes what she shared with her"


def test_once_it_begins_nothing_changes_and_the_question_stands_ready() -> None:
    user, other = UserFactory(), UserFactory()
    sessie = a_sessierij(user, other, status="BEZIG", inbrenger=user)
    a_voorbereiding(sessie, user, SECRET)
    page = reverse(PAGE, args=[sessie.code])
    places = [place_of(one, sessie.code, NOW) for one in (user, other)]
    with confidential():
        assert [prepared_question(plek) for plek in places if plek] == [SECRET, ""]
        for act in (share_voorbereiding, take_back_voorbereiding):
            with pytest.raises(ActionError, match="al begonnen"):
                act(actor=user, sessie=sessie, now=NOW)
        with pytest.raises(DeniedError):
            share_voorbereiding(actor=UserFactory(), sessie=sessie, now=NOW)
    answer = as_(user).post(page, {"question": "Anders", "background": "", "version": "1"})
    assert (answer.status_code, "al begonnen" in answer.content.decode()) == (200, True)
    assert SECRET in as_(user).get(page).content.decode()
    assert as_(other).get(page).status_code == 404, "who wrote nothing has nothing to see"


def test_two_windows_show_both_versions() -> None:
    user = UserFactory()
    sessie = a_sessierij(user)
    write(user, sessie, "De eerste")
    with pytest.raises(StaleSaveError):
        write(user, sessie, "De tweede")
    answer = as_(user).post(reverse(PAGE, args=[sessie.code]), {"question": "De tweede", "version": "0"})
    text = answer.content.decode()
    assert ("De eerste" in text, "De tweede" in text) == (True, True)
    assert write(user, sessie, "De tweede", version=1).version == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("question", ""), ("question", "   "), ("question", "x" * 2001), ("question", "a\x00"),
     ("background", "x" * 2001), ("background", "a\x00"), ("version", "-1"), ("version", "x")],
)  # fmt: skip
def test_bad_input_is_refused_in_dutch_and_nothing_is_lost(field: str, value: str) -> None:
    user = UserFactory()
    sessie = a_sessierij(user)
    sent = {"question": "Hoe verder?", "background": "Er is ruzie.", "version": "0"} | {field: value}
    answer = as_(user).post(reverse(PAGE, args=[sessie.code]), sent)
    kept = "Er is ruzie." if field != "background" else "Hoe verder?"
    assert (answer.status_code, kept in answer.content.decode()) == (200, True)
    with confidential():
        assert not Sessievoorbereiding.objects.exists()


# --- who brings in ----------------------------------------------------------------------------------------------


def test_who_brings_in_gets_a_session_and_the_second_hears_who_was_first() -> None:
    groep = a_groep()
    first, second = people_of(groep)[:2]
    meeting = meets(groep, NOW + 9 * DAY)
    page = reverse(BRING, args=[meeting.code])
    answer = as_(first).post(page)
    sessie = Sessie.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(PAGE, args=[sessie.code]))
    assert sessie.inbrenger is not None
    assert (sessie.inbrenger.user, sessie.leader, sessie.bijeenkomst) == (first, None, meeting)
    assert sessie.versie.schema["question"] == "EEN"
    as_(first).post(page)
    assert Sessie.objects.count() == 1
    shown = as_(second).get(page).content.decode()
    assert (first.naam in shown, "tweede sessie" in shown) == (True, True)
    with confidential(), pytest.raises(ActionError, match="brengt al iemand"):
        bring_in(actor=second, bijeenkomst=meeting, now=NOW)
    as_(first).post(reverse(f"{PAGE}-niet", args=[sessie.code]))
    assert Sessie.objects.get().inbrenger is None
    as_(second).post(page)
    assert Sessie.objects.get().inbrenger.user == second  # type: ignore[union-attr]  # she just became it


def test_bringing_in_is_for_the_group_until_it_meets() -> None:
    groep = a_groep()
    user = people_of(groep)[0]
    coming, past = meets(groep, NOW + DAY), meets(groep, NOW - DAY)
    off = meets(groep, NOW + DAY, status=BijeenkomstStatus.GEANNULEERD, cancelled_at=NOW)
    assert as_(user).get(reverse(BRING, args=[coming.code])).status_code == 200
    assert as_(UserFactory()).get(reverse(BRING, args=[coming.code])).status_code == 404
    assert {as_(user).get(reverse(BRING, args=[one.code])).status_code for one in (past, off)} == {404}
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    assert as_(user).post(reverse(BRING, args=[coming.code])).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_for_one_and_many(number: int) -> None:
    user = UserFactory()
    sessie = a_sessierij(user)
    for _ in range(number):
        a_voorbereiding(sessie, UserFactory(), SECRET, is_shared=True)
    client, page = as_(user), reverse(PAGE, args=[sessie.code])
    client.get(page)
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
        assert client.get(page).content.decode().count(SECRET) == number
    assert (len(asked), len(keys)) == (9, 1)
