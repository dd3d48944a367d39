"""What a session gave, with a casus: for who writes there, in nothing that others are given, and removable."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from casussen.access.casussen import zicht_on
from casussen.actions.casussen import ask_removal
from casussen.actions.onderdelen import ListFullError
from casussen.actions.opbrengsten import HereAlreadyError, add_opbrengst
from casussen.models import Casus, DelingRol, Noodtoegang, Sessieopbrengst
from casussen.onderdelen import open_parts, parts_in_order
from casussen.queries.delen import text_of as text_to_share
from casussen.queries.opbrengsten import opbrengsten_on, read_opbrengst
from community.access import DeniedError
from community.confidential import confidential
from community.models import Rol
from tests.casussen.onderdelen.browsing import WRONG_ID, browser, get, post, text_of
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
CONTENT: dict[str, Any] = {
    "method": "Roddelmethode", "date": "2027-02-09", "question": "Durf ik dit te vragen?", "cards": ["Tempo"],
    "insights": ["Vraag eerst wat zij nodig hebben."], "advice": [], "actions": ["Ik bel het waterschap."],
    "from": "s-23456789",
}  # fmt: skip


def placed(casus: Casus, **more: Any) -> Sessieopbrengst:
    return add_opbrengst(actor=casus.owner, casus=casus, content=CONTENT | more, now=NOW)


@pytest.fixture(autouse=True)
def _scope() -> Any:
    with confidential():
        yield


def test_the_owner_finds_it_on_the_page_of_her_casus_below_a_heading_of_its_own() -> None:
    casus = a_casus()
    assert "Uit sessies" not in text_of(get(casus, ""))
    row = placed(casus)
    page = text_of(get(casus, ""))
    assert ("Uit sessies" in page, f"/sessies/{row.pk}/" in page, "9 februari 2027" in page) == (True, True, True)
    read = text_of(get(casus, f"sessies/{row.pk}/"))
    for words in (
        "Roddelmethode",
        "Durf ik dit te vragen?",
        "Vraag eerst wat zij nodig hebben.",
        "Tempo",
        "waterschap",
    ):
        assert words in read
    assert "Advies dat je kreeg" not in read


def test_a_co_owner_reads_it_and_who_reads_along_does_not_know_it_is_there() -> None:
    casus, writer, reader = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, user=reader)
    row = placed(casus)
    address = f"sessies/{row.pk}/"
    assert "Uit sessies" in text_of(get(casus, "", by=writer))
    assert get(casus, address, by=writer).status_code == 200
    assert "Uit sessies" not in text_of(get(casus, "", by=reader))
    assert get(casus, address, by=reader).status_code == 404
    assert get(casus, f"{address}verwijderen/", by=reader).status_code == 404
    assert post(casus, f"{address}verwijderen/", by=reader).status_code == 404
    assert opbrengsten_on(casus, zicht_on(reader, casus, NOW)) == []
    assert Sessieopbrengst.objects.count() == 1


def test_an_emergency_does_not_open_it() -> None:
    casus, beheerder = a_casus(), UserFactory()
    RoltoekenningFactory(user=beheerder, rol=Rol.BEHEERDER)
    asked = Noodtoegang(
        casus=casus, data_key_id=casus.data_key_id, asked_by=beheerder, asked_at=NOW, hours=1, decided_at=NOW,
        decided_by=UserFactory(), until_at=NOW + timedelta(hours=1),
    )  # fmt: skip
    asked.reason = "Proef"
    asked.save(force_insert=True)
    placed(casus)
    zicht = zicht_on(beheerder, casus, NOW)
    assert (zicht.may_read, opbrengsten_on(casus, zicht)) == (True, [])


def test_it_is_no_part_so_nothing_given_to_others_holds_it() -> None:
    casus = a_casus()
    before = text_to_share(casus)
    placed(casus)
    assert text_to_share(casus) == before
    assert all(Sessieopbrengst not in [model for model, _where in part.kept_in] for part in parts_in_order())
    for part in open_parts():
        assert "waterschap" not in str(part.read(casus))


def test_it_comes_in_once_from_each_session() -> None:
    casus = a_casus()
    placed(casus)
    with pytest.raises(HereAlreadyError):
        placed(casus)
    placed(casus, **{"from": "s-98765432"})
    assert Sessieopbrengst.objects.count() == 2


def test_only_the_owner_puts_it_there_and_not_in_what_is_being_removed() -> None:
    casus, writer = a_casus(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    for actor in (writer, UserFactory()):
        with pytest.raises(DeniedError):
            add_opbrengst(actor=actor, casus=casus, content=CONTENT, now=NOW)
    going = ask_removal(actor=casus.owner, casus=casus, now=NOW)
    with pytest.raises(DeniedError):
        placed(going)
    assert Sessieopbrengst.objects.count() == 0


def test_it_is_removed_for_good_after_a_question() -> None:
    casus = a_casus()
    row = placed(casus)
    address = f"sessies/{row.pk}/verwijderen/"
    assert "Roddelmethode, 9 februari 2027" in text_of(get(casus, address))
    assert post(casus, address).status_code == 302
    assert Sessieopbrengst.objects.count() == 0
    assert get(casus, f"sessies/{row.pk}/").status_code == 404


def test_a_row_of_another_casus_or_of_none_is_not_there() -> None:
    casus, mine = a_casus(), a_casus()
    row = placed(casus)
    for end in (f"sessies/{row.pk}/", f"sessies/{row.pk}/verwijderen/", f"sessies/{WRONG_ID}/"):
        assert browser(mine.owner).get(f"/casussen/{mine.code}/{end}").status_code == 404


@pytest.mark.parametrize("content", [{}, {"date": "gisteren", "insights": "geen lijst"}, {"insights": [None, 3, " "]}])
def test_what_was_kept_in_another_shape_is_still_read(content: dict[str, Any]) -> None:
    casus = a_casus()
    row = add_opbrengst(actor=casus.owner, casus=casus, content=content, now=NOW)
    assert read_opbrengst(row).title == "Sessie, zonder datum"
    assert get(casus, f"sessies/{row.pk}/").status_code == 200


def test_thirty_ask_no_more_of_the_database_than_one() -> None:
    casus = a_casus()
    client = browser(casus.owner)
    client.get("/mijn/")
    counted = []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            placed(casus, **{"from": f"s-{number}"})
        with CaptureQueriesContext(connections["default"]) as asked:
            assert client.get(f"/casussen/{casus.code}/").status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_list_that_is_full_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casussen.actions.onderdelen.MOST_ROWS", 1)
    casus = a_casus()
    placed(casus)
    with pytest.raises(ListFullError):
        placed(casus, **{"from": "s-2"})
