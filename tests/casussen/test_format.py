"""Writing the casusformat: saving by itself, two versions at once, older versions, removal with days of grace."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.actions.casussen import ONE_SITTING, remove_due, save_format
from casussen.models import Casus, DelingRol, Inzage
from community.confidential import confidential
from community.kluis import KeyDestroyedError
from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
BY_ITSELF = {"X-Bewaren": "1"}


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(casus: Casus, answers: dict[str, Any], *, by: User | None = None, version: object = None, **more: Any) -> Any:
    stored = Casus.objects.get(pk=casus.pk)
    data = {"version": stored.version if version is None else version, **stored.format, **answers}
    return browser(by or casus.owner).post(f"/casussen/{casus.code}/format/", data, **more)


def stored(casus: Casus) -> dict[str, Any]:
    answers: dict[str, Any] = Casus.objects.get(pk=casus.pk).format
    return answers


def test_it_begins_with_a_title_and_five_lines_and_goes_on_in_the_format() -> None:
    owner = UserFactory()
    answer = browser(owner).post(
        "/casussen/nieuw/", {"werktitel": "Polder vol wensen", "schuurpunt": "Niemand begint."}
    )
    casus = Casus.objects.get(owner=owner)
    assert answer.url == f"/casussen/{casus.code}/format/"
    assert stored(casus) == {"werktitel": "Polder vol wensen", "schuurpunt": "Niemand begint."}


def test_without_a_title_it_does_not_begin_and_nothing_typed_is_lost() -> None:
    page = browser(UserFactory()).post("/casussen/nieuw/", {"werktitel": " ", "schuurpunt": "Niemand begint."})
    body = page.content.decode()
    assert ("Geef je casus een werktitel." in body, "Niemand begint." in body) == (True, True)


def test_the_page_saves_by_itself_and_says_when() -> None:
    casus = a_casus()
    answer = save(casus, {"schuurpunt": "Iedereen wacht."}, headers=BY_ITSELF)
    assert (answer.status_code, answer.json()) == (200, {"melding": "Opgeslagen om 9 uur.", "version": 2})
    assert stored(casus)["schuurpunt"] == "Iedereen wacht."


def test_the_same_text_again_is_no_second_save() -> None:
    casus = a_casus()
    answers = [
        save(casus, {"schuurpunt": "Iedereen wacht."}, version=1, headers=BY_ITSELF).json() for _time in range(2)
    ]
    assert answers[0] == answers[1]


def test_text_that_cannot_be_kept_is_said_and_stored_is_what_was_there() -> None:
    casus = a_casus()
    answer = save(casus, {"werktitel": "x" * 101}, headers=BY_ITSELF)
    assert (answer.status_code, answer.json()["melding"]) == (
        422, "Nog niet opgeslagen. Maak deze tekst korter: hooguit 100 tekens. Nu zijn het er 101.",
    )  # fmt: skip
    assert stored(casus) == casus.format


def test_who_saves_over_another_sees_both_versions_and_loses_nothing() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    save(casus, {"schuurpunt": "Van haar."}, by=other)
    by_itself = save(casus, {"schuurpunt": "Van mij."}, version=1, headers=BY_ITSELF)
    assert (by_itself.status_code, other.naam in by_itself.json()["melding"]) == (409, True)
    page = save(casus, {"schuurpunt": "Van mij."}, version=1).content.decode()
    assert ("Van haar." in page, page.count("Van mij."), 'name="version" value="2"' in page) == (True, 2, True)
    assert stored(casus)["schuurpunt"] == "Van haar."


def test_saving_by_itself_is_no_reading_in_the_log() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    save(casus, {"schuurpunt": "Van haar."}, by=other, headers=BY_ITSELF)
    assert Inzage.objects.count() == 0
    browser(other).get(f"/casussen/{casus.code}/format/")
    assert Inzage.objects.count() == 1


def test_who_only_reads_sees_the_answers_and_cannot_write() -> None:
    casus, reader = a_casus(schuurpunt="Iedereen wacht."), UserFactory()
    a_deling(casus, user=reader)
    page = browser(reader).get(f"/casussen/{casus.code}/format/").content.decode()
    assert ("Iedereen wacht." in page, "<textarea" in page) == (True, False)
    save(casus, {"schuurpunt": "Van een ander."}, by=reader)
    assert stored(casus)["schuurpunt"] == "Iedereen wacht."


def test_saves_of_one_sitting_are_one_version_and_an_older_one_can_be_put_back() -> None:
    casus = a_casus(schuurpunt="Eerst.")
    for number, minutes in enumerate((0, 10, 29, 31)):
        casus = save_format(
            actor=casus.owner, casus=casus, version=casus.version, answers={"schuurpunt": f"Tekst {number}."},
            now=NOW + timedelta(minutes=minutes),
        )  # fmt: skip
    texts = {row.number: row.format["schuurpunt"] for row in casus.versies.all()}
    assert texts == {1: "Eerst.", 2: "Tekst 2.", 3: "Tekst 3."}
    answer = browser(casus.owner).post(f"/casussen/{casus.code}/format/versies/1/", {"version": casus.version})
    assert answer.url == f"/casussen/{casus.code}/format/"
    assert stored(casus)["schuurpunt"] == "Eerst."
    assert casus.versies.count() == 4
    assert timedelta(minutes=30) == ONE_SITTING


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "1e3"])
def test_putting_back_from_an_old_or_made_up_page_changes_nothing(version: str) -> None:
    casus = a_casus(schuurpunt="Eerst.")
    casus = save_format(actor=casus.owner, casus=casus, version=1, answers={"schuurpunt": "Toen."}, now=NOW)
    answer = browser(casus.owner).post(f"/casussen/{casus.code}/format/versies/1/", {"version": version})
    assert (answer.status_code, stored(casus)["schuurpunt"]) == (302, "Toen.")


def test_versions_are_for_who_writes_only() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    addresses = [f"/casussen/{casus.code}/format/versies/{end}" for end in ("", "1/")]
    assert [browser(reader).get(address).status_code for address in addresses] == [404, 404]
    assert [browser(casus.owner).get(address).status_code for address in addresses] == [200, 200]


def test_a_casus_goes_after_thirty_days_with_its_key_and_until_then_it_can_stay() -> None:
    casus, other = a_casus(), a_casus()
    for each in (casus, other):
        browser(each.owner).post(f"/casussen/{each.code}/verwijderen/")
    assert remove_due(NOW + timedelta(days=30, seconds=-1)) == 0
    browser(other.owner).post(f"/casussen/{other.code}/terugdraaien/")
    assert remove_due(NOW + timedelta(days=30)) == 1
    assert list(Casus.objects.all()) == [other]
    with pytest.raises(KeyDestroyedError):
        _ = casus.format


def test_what_is_to_be_removed_takes_no_writing() -> None:
    casus = a_casus(schuurpunt="Eerst.")
    browser(casus.owner).post(f"/casussen/{casus.code}/verwijderen/")
    save(casus, {"schuurpunt": "Later."})
    assert stored(casus)["schuurpunt"] == "Eerst."


def test_only_the_owner_removes() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    answers = [
        browser(other).post(f"/casussen/{casus.code}/{word}/").status_code for word in ("verwijderen", "terugdraaien")
    ]
    assert (answers, Casus.objects.get().remove_at) == ([404, 404], None)


def test_the_browser_tab_never_names_the_casus() -> None:
    casus = a_casus(werktitel="Geheim beekdal")
    for end in ("", "format/", "format/versies/", "format/versies/1/", "verwijderen/"):
        page = browser(casus.owner).get(f"/casussen/{casus.code}/{end}").content.decode()
        head = page[page.index("<title>") : page.index("</title>")]
        assert "Geheim" not in head
    assert LONG_AGO < NOW
