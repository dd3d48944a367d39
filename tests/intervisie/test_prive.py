"""What somebody keeps private when she registers is nowhere for anybody else: pages, exports, logs, objects."""

import logging
import pickle
from typing import Any

import pytest
import time_machine
from django.core import serializers

from community.confidential import OutsideScopeError, confidential
from community.models import User
from intervisie.actions.matchaanmeldingen import AanmeldAnswers
from intervisie.models import Matchaanmelding, Matchronde, Vasteregel
from intervisie.queries.matchaanmeldingen import Priveregels, priveregels_of
from intervisie.queries.matchnamen import Named, people_typed
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.intervisie.matchwork import COORDINATIE, LID, client_of, register
from tests.own_data import own_data

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
NAAM = "Zompzegge"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def refused() -> User:
    """Return whom somebody refuses: she is in no list."""
    user: User = UserFactory(voornaam="Rika", tussenvoegsel="", achternaam=NAAM)
    return user


def test_own_data_has_it_and_that_of_others_has_nothing(refused: User) -> None:
    ronde, user, wished = a_ronde(), UserFactory(), UserFactory()
    an_aanmelding(ronde, user, niet_met=[refused], lijn=[wished], wants=[UserFactory(achternaam="Gewenst")])
    own = own_data(user)
    assert [row["ronde"] for row in own["intervisie.matchaanmelding"]] == [ronde.name]
    others = {"niet_met": ["iemand anders"], "lijn": ["iemand anders"]}
    assert [row["content"] for row in own["intervisie.vasteregel"]] == [others]
    assert (str(refused.pk) in str(own), NAAM in str(own)) == (False, False)
    for other in (wished, UserFactory(coordinator=True)):
        found = own_data(other)
        assert (NAAM in str(found), str(user.pk) in str(found)) == (False, False)
    for named in (refused, wished):
        found = own_data(named)
        assert (found["intervisie.matchaanmelding"], found["intervisie.vasteregel"]) == ([], [])


def test_no_page_of_anybody_else_shows_it(refused: User) -> None:
    ronde, user = a_ronde(), UserFactory()
    hart = with_second_factor(UserFactory(coordinator=True))
    assert register(user, ronde, niet_met=f"Rika {NAAM}", wants="").status_code == 302
    pages = [LID + f"{ronde.code}/", "/intervisie/"]
    own = client_of(user)
    assert [NAAM in own.get(page).content.decode() for page in pages] == [True, False]
    more = [COORDINATIE, *(f"{COORDINATIE}{ronde.code}/{tail}" for tail in ("", "bewerken/", "afblazen/"))]
    for other in (hart, refused, UserFactory()):
        client = client_of(other)
        for page in (*pages, *more, "/mijn/", "/coordinatie/"):
            body = client.get(page).content.decode().split("</header>")[-1]  # her own name stands in the head
            assert (page, str(refused.pk) in body, NAAM in body and other != refused) == (page, False, False)


def test_logs_and_messages_of_a_wrong_form_hold_no_name(refused: User, caplog: pytest.LogCaptureFixture) -> None:
    ronde, user = a_ronde(), UserFactory()
    with caplog.at_level(logging.DEBUG):
        register(user, ronde, niet_met=f"Rika {NAAM}\nNiemand {NAAM}")
        register(user, ronde, niet_met=f"Rika {NAAM}")
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert (NAAM in logged, str(refused.pk) in logged) == (False, False)


def test_texts_of_objects_hold_no_name(refused: User) -> None:
    private = Priveregels(niet_met=(refused.pk,), lijn=(refused.pk,))
    answers = AanmeldAnswers(slots=[0], form="BEIDE", place="", max_minutes=60, experience="GEEN", opgaven=[],
                             samenwerkingen=[], wants=[refused], prive=private)  # fmt: skip
    found = people_typed(UserFactory(), [f"Rika {NAAM}", "Rika"], NOW)
    assert isinstance(found[0], Named)
    shown = f"{private!r} {answers!r} {found!r}"
    assert [word in shown for word in (NAAM, "Rika", str(refused.pk))] == [False] * 3


def test_the_row_is_sealed_and_opens_in_a_scope_only(refused: User) -> None:
    row = an_aanmelding(a_ronde(), niet_met=[refused])
    with pytest.raises(OutsideScopeError):
        Vasteregel.objects.count()
    with confidential():
        found = Vasteregel.objects.get()
        texts = f"{found!r} {found.__dict__!r} {list(Vasteregel.objects.values())!r} {pickle.dumps(found)!r}"
        texts += serializers.serialize("json", [found])
    assert (str(refused.pk) in texts, refused.pk.hex in texts) == (False, False)
    with confidential():
        assert priveregels_of(row.user, row, NOW).niet_met == (refused.pk,)


def test_a_coordinator_who_registers_reads_her_own_and_nobody_elses(refused: User) -> None:
    ronde, hart = a_ronde(), with_second_factor(UserFactory(coordinator=True))
    an_aanmelding(ronde, niet_met=[refused])
    register(hart, ronde, niet_met=UserFactory(achternaam="Anders").naam)
    with confidential():
        mine = Matchaanmelding.objects.get(user=hart)
        others = Matchaanmelding.objects.exclude(user=hart).get()
        assert len(priveregels_of(hart, mine, NOW).niet_met) == 1
        assert not priveregels_of(hart, others, NOW)
    body = client_of(hart).get(f"{LID}{Matchronde.objects.get().code}/").content.decode()
    assert ("Anders" in body, NAAM in body) == (True, False)
