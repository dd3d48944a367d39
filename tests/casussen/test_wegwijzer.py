"""From each page of a casus one finds who sees it, whom to ask, and the way on."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from casussen.models import DelingRol, Moment, MomentKind
from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
CONFIDENTIAL = (
    "", "format/", "format/versies/", "format/versies/1/", "controle/", "partijen/", "doelen/", "doelen/afweging/",
    "dilemmas/", "tijdlijn/", "fasen/", "documenten/", "canvas/nu/", "canvas/vergelijken/", "canvas/eisen/",
    "canvas/nu/afdrukken/", "keuzehulp/", "keuzehulp/vraag/doel/", "vormen/", "dilemmalijn/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("end", CONFIDENTIAL)
def test_who_sees_it_stands_on_every_page_of_a_casus(end: str) -> None:
    casus = a_casus()
    with confidential():
        casus.versies.get_or_create(number=1, defaults={"saved_at": NOW, "data_key_id": casus.data_key_id})
    assert 'class="who-sees"' in page(casus.owner, f"/casussen/{casus.code}/{end}")


def test_at_a_moment_of_truth_who_writes_can_ask_for_help() -> None:
    casus, others = a_casus(), [UserFactory(), UserFactory()]
    a_deling(casus, user=others[0], role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, user=others[1])
    with confidential():
        for kind in (MomentKind.WAARHEID, MomentKind.VERKIEZING):
            Moment.objects.create(
                casus=casus, data_key_id=casus.data_key_id, changed_at=NOW, day="2027-03-04", kind=kind, text="Besluit."
            )
    shown = [page(who, f"/casussen/{casus.code}/tijdlijn/") for who in (casus.owner, *others)]
    assert [text.count("Vraag hulp") for text in shown] == [1, 1, 0]
    assert [text.count(f'<li><a href="/casussen/{casus.code}/delen/">') for text in shown] == [1, 0, 0]
    home = page(casus.owner, f"/casussen/{casus.code}/")
    assert home.count(f'<a href="/casussen/{casus.code}/tijdlijn/#') == 1


def test_who_reads_along_is_jij_herself() -> None:
    casus = a_casus()
    reader = a_deling(casus, user=UserFactory()).user
    assert reader is not None
    address = f"/casussen/{casus.code}/"
    assert "Zichtbaar voor 2 personen: jij en iemand die meeleest." in page(casus.owner, address)
    assert f"Zichtbaar voor 2 personen: jij en {casus.owner.naam}." in page(reader, address)


def test_who_does_not_decide_reads_whom_to_ask() -> None:
    casus = a_casus()
    helper = a_deling(casus, user=UserFactory(), role=DelingRol.MEDE_EIGENAAR).user
    assert helper is not None
    asked = f"Alleen {casus.owner.naam} kiest wie meeleest."
    address = f"/casussen/{casus.code}/wie-ziet-dit/"
    assert [asked in page(who, address) for who in (casus.owner, helper)] == [False, True]


@pytest.mark.parametrize("end", ["partijen/", "dilemmas/", "tijdlijn/", "vormen/", "dilemmalijn/"])
def test_who_only_reads_is_not_told_to_begin(end: str) -> None:
    casus = a_casus()
    reader = a_deling(casus, user=UserFactory()).user
    assert reader is not None
    orders = re.compile(r"\b(Begin met|Schrijf op|Kies beide|Vul een)\b")
    found = [bool(orders.search(page(who, f"/casussen/{casus.code}/{end}"))) for who in (casus.owner, reader)]
    assert found == [True, False]
