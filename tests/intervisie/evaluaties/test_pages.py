"""The pages of looking back: planning by the hart, the talk, and what somebody writes for herself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import DataKey, KringKind, Taak, User
from community.queries.kluis import named_keys
from intervisie.access.evaluatieplanningen import own_reflecties
from intervisie.actions.evaluatieplanningen import (
    REFLECTIE,
    TERUGBLIK,
    PlanningAnswers,
    change_evaluatieplanning,
    end_evaluatieplanning,
    plan_evaluatie,
)
from intervisie.actions.reflecties import remove_reflectie, save_reflectie
from intervisie.models import Evaluatieplanning, Reflectie, Terugblik
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.intervisie.evaluaties.lookback import DAY, a_group, asked, at, on, planned
from tests.own_data import own_data

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
PLANNINGEN = "/coordinatie/terugkijken/"
WORD = "boerenkwikstaart"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Let it be an ordinary Monday; a test may move it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hart() -> User:
    user: User = UserFactory(coordinator=True)
    return user


def member(user: User) -> Client:
    """Return a browser of a member."""
    return browser_of(user, with_factor=False)


def filled(target: str = "", **changed: object) -> dict[str, object]:
    """Return a form that is right."""
    right = {"target": target, "reason": "Een jaar na de start", "form": "GESPREK", "next_date": "9 februari 2027",
             "repeat_weeks": "", "version": "0", "eenmalig": str(uuid4())}  # fmt: skip
    return right | changed


def a_reflection() -> tuple[Terugblik, list[User], Any]:
    """Return a time at which the people of a group were asked to write, those people, and the group."""
    kring, people = a_group(KringKind.INTERVISIE)
    planned(kring, "REFLECTIE")
    on(at(DAY))
    return Terugblik.objects.get(), people, kring


def write(user: User, row: Terugblik, text: str, version: int = 0) -> Reflectie:
    """Let this person write for herself."""
    with confidential():
        return save_reflectie(actor=user, terugblik=row, version=version, text=text, now=at(DAY, 9))


def test_the_hart_plans_from_the_register_and_sees_it_in_the_list(hart: User) -> None:
    row, client = SamenwerkingFactory(name="Beek van de hart", visible="REGISSEURS"), browser_of(hart)
    target = f"samenwerking:{row.code}"
    page = client.get(f"{PLANNINGEN}nieuw/?samenwerking={row.code}").content.decode()
    assert f'value="{target}" selected' in page
    form = filled(target, repeat_weeks="26")
    assert [client.post(f"{PLANNINGEN}nieuw/", form).status_code for _twice in range(2)] == [302, 302]
    planning = Evaluatieplanning.objects.get()
    assert (planning.samenwerking, planning.next_date, planning.repeat_weeks) == (row, DAY, 26)
    assert ("Beek van de hart" in client.get(PLANNINGEN).content.decode(), planning.planned_by) == (True, hart)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"target": ""}, "Kies wie terugkijkt."), ({"target": "samenwerking:s-weg"}, "Kies een van de mogelijkheden"),
        ({"target": "kring:1 OR 1=1"}, "Kies een van de mogelijkheden"), ({"reason": ""}, "Schrijf waarom"),
        ({"form": "FEEST"}, "Kies een van de mogelijkheden"), ({"form": ""}, "Kies hoe er wordt teruggekeken."),
        ({"form": "VRAGEN"}, "geen vragenlijst"), ({"next_date": "17 januari 2027"}, "vanaf vandaag"),
        ({"next_date": "9 februari 2031"}, "binnen drie jaar"), ({"next_date": "31 februari 2027"}, "Schrijf de datum"),
        ({"repeat_weeks": "0"}, "Schrijf het aantal weken"), ({"repeat_weeks": "acht"}, "Schrijf het aantal weken"),
        ({"repeat_weeks": "105"}, "Schrijf het aantal weken"), ({"reason": "x" * 241}, "hooguit 240 tekens"),
        ({"reason": "a\x00b"}, "een teken in dat we niet"), ({"version": "oud"}, "te oud"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_said_in_words_and_nothing_is_lost(
    hart: User, changed: dict[str, object], sentence: str
) -> None:
    row = SamenwerkingFactory()
    form = filled(**{"target": f"samenwerking:{row.code}", "reason": "Zeldzame aanleiding", **changed})
    answer = browser_of(hart).post(f"{PLANNINGEN}nieuw/", form)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, Evaluatieplanning.objects.count()) == (200, True, 0)
    assert "Zeldzame aanleiding" in page or "reason" in changed


def test_only_the_hart_plans() -> None:
    kring, people = a_group()
    planning = planned(kring, "GESPREK")
    tails = ("", "nieuw/", f"{planning.pk}/bewerken/", f"{planning.pk}/beeindigen/")
    assert {member(people[0]).get(f"{PLANNINGEN}{tail}").status_code for tail in tails} == {404}
    with pytest.raises(DeniedError):
        plan_evaluatie(actor=people[0], target=kring, answers=PlanningAnswers("x", "GESPREK", DAY), now=NOW)


def test_a_stale_save_shows_both_versions(hart: User) -> None:
    kring, _people = a_group()
    planning = planned(kring, "GESPREK", by=hart)
    answers = PlanningAnswers("Van een ander", "REFLECTIE", DAY + timedelta(days=7))
    change_evaluatieplanning(actor=hart, planning=planning, version=1, answers=answers, now=NOW)
    path = f"{PLANNINGEN}{planning.pk}/bewerken/"
    client = browser_of(hart)
    page = client.post(path, filled(reason="Van mij", version="1")).content.decode()
    planning.refresh_from_db()
    assert (planning.reason, "Van mij" in page, "Bekijk beide versies" in page) == ("Van een ander", True, True)
    assert client.post(path, filled(reason="Van mij", version="2")).status_code == 302
    with pytest.raises(StaleSaveError):
        change_evaluatieplanning(actor=hart, planning=planning, version=1, answers=answers, now=NOW)


def test_a_planning_that_ended_is_not_changed_any_more(hart: User) -> None:
    kring, _people = a_group()
    planning = planned(kring, "GESPREK", by=hart)
    client, form = browser_of(hart), {"eenmalig": str(uuid4())}
    path = f"{PLANNINGEN}{planning.pk}/"
    assert [client.post(f"{path}beeindigen/", form).status_code for _twice in range(2)] == [302, 302]
    assert client.get(f"{path}bewerken/").status_code == 404
    with pytest.raises(ActionError):
        end_evaluatieplanning(actor=hart, planning=planning, now=NOW)


def test_the_list_says_where_a_talk_was_not_planned_and_what_is_late(hart: User, clock: Any) -> None:
    kring, _people = a_group()
    planned(kring, "GESPREK", weeks=8, by=hart)
    on(at(DAY))
    late = planned(a_group()[0], "REFLECTIE", by=hart)
    clock.move_to(at(DAY + timedelta(days=15), 9))
    page = browser_of(hart).get(PLANNINGEN).content.decode()
    assert ("Gesprek nog niet gepland" in page, "Te laat" in page, late.next_date) == (True, True, DAY)


def test_who_leads_sees_the_talk_and_says_that_it_is_planned(clock: Any) -> None:
    kring, people = a_group()
    planned(kring, "GESPREK")
    on(at(DAY))
    clock.move_to(at(DAY, 10))
    row = Terugblik.objects.get()
    path = f"/intervisie/terugkijken/{row.pk}/"
    page = member(people[0]).get(path).content.decode()
    home = f"/leergroepen/{kring.leergroep.slug}/bijeenkomsten/"
    assert ("De eerste evaluatie" in page, home in page) == (True, True)
    assert [member(user).get(path).status_code for user in (people[1], UserFactory())] == [404, 404]
    assert member(people[1]).post(f"{path}gedaan/").status_code == 404
    assert member(people[0]).post(f"{path}gedaan/").status_code == 302
    assert asked(TERUGBLIK) == []
    assert "Het gesprek is geregeld" in member(people[0]).get(path).content.decode()


def test_the_duty_names_no_more_than_its_person_may_know() -> None:
    row = SamenwerkingFactory(name="Geheime Beek", visible="REGISSEURS")
    planned(row, "GESPREK")
    on(at(DAY))
    words = taak_kinds.get(TERUGBLIK).words(list(Taak.objects.all()), at(DAY, 9))
    assert [one.title for one in words.values()] == ["Plan een gesprek om terug te kijken met je samenwerking"]


def test_she_writes_changes_and_removes_and_nobody_else_reads(clock: Any, hart: User) -> None:
    row, people, _kring = a_reflection()
    clock.move_to(at(DAY, 10))
    path, client = f"/intervisie/reflecties/{row.pk}/", member(people[1])
    assert client.post(path, {"text": WORD, "version": "0", "eenmalig": str(uuid4())}).status_code == 302
    assert WORD in client.get(path).content.decode()
    others = [browser_of(hart, with_factor=True), member(people[0])]
    for other in others:
        assert WORD not in other.get(path).content.decode()
        assert WORD not in other.get("/intervisie/reflecties/").content.decode()
    assert (others[0].get(path).status_code, asked(REFLECTIE)) == (404, [people[0]])
    assert client.get(path).headers["Cache-Control"] == "private, no-store"
    with confidential():
        key = Reflectie.objects.get().data_key_id
    removal = {"eenmalig": str(uuid4())}
    assert [client.post(f"{path}verwijderen/", removal).status_code for _twice in range(2)] == [302, 302]
    assert DataKey.objects.get(pk=key).wrapped is None
    assert (WORD in client.get(path).content.decode(), client.get(f"{path}verwijderen/").status_code) == (False, 404)


def test_every_reflection_has_a_key_of_its_own_that_is_kept_as_long_as_it_is_there() -> None:
    row, people, _kring = a_reflection()
    for user in people:
        write(user, row, WORD)
    with confidential():
        keys = set(Reflectie.objects.values_list("data_key_id", flat=True))
    assert (len(keys), keys <= set(named_keys())) == (2, True)


def test_the_text_is_sealed_in_the_database() -> None:
    row, people, _kring = a_reflection()
    write(people[0], row, WORD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text::text FROM intervisie_reflectie")
        assert WORD.encode() not in bytes(str(cursor.fetchone()), "utf-8")


def test_two_windows_overwrite_nothing(clock: Any) -> None:
    row, people, _kring = a_reflection()
    clock.move_to(at(DAY, 10))
    write(people[0], row, "Het eerste venster")
    page = member(people[0]).post(f"/intervisie/reflecties/{row.pk}/", {"text": "Het tweede venster", "version": "0"})
    text = page.content.decode()
    assert ("Het eerste venster" in text, "Het tweede venster" in text) == (True, True)
    with confidential():
        assert own_reflecties(people[0], NOW).get().text == "Het eerste venster"


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 20_001])
def test_what_cannot_be_kept_is_said_in_words(text: str, clock: Any) -> None:
    row, people, _kring = a_reflection()
    clock.move_to(at(DAY, 10))
    answer = member(people[0]).post(f"/intervisie/reflecties/{row.pk}/", {"text": text, "version": "0"})
    assert (answer.status_code, asked(REFLECTIE) != []) == (200, True)


def test_skipping_is_done_too(clock: Any) -> None:
    row, people, _kring = a_reflection()
    clock.move_to(at(DAY, 10))
    assert member(people[0]).post(f"/intervisie/reflecties/{row.pk}/overslaan/").status_code == 302
    assert asked(REFLECTIE) == [people[1]]


def test_who_left_reads_her_own_and_writes_no_new_one(clock: Any) -> None:
    row, people, kring = a_reflection()
    write(people[0], row, WORD)
    clock.move_to(at(DAY, 10))
    kring.lidmaatschappen.update(until_at=at(DAY, 9))
    path = f"/intervisie/reflecties/{row.pk}/"
    assert WORD in member(people[0]).get(path).content.decode()
    assert member(people[1]).get(path).status_code == 404


def test_nobody_removes_what_another_wrote(hart: User) -> None:
    row, people, _kring = a_reflection()
    mine = write(people[0], row, WORD)
    with confidential():
        for user in (people[1], hart):
            with pytest.raises(DeniedError):
                remove_reflectie(actor=user, reflectie=mine, now=NOW)


def test_the_export_of_her_own_data_holds_her_own_reflections() -> None:
    row, people, _kring = a_reflection()
    write(people[0], row, WORD)
    write(people[1], row, "Iets anders")
    assert [one["text"] for one in own_data(people[0])["intervisie.reflectie"]] == [WORD]


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_of_the_hart_costs_the_same_for_one_and_thirty(hart: User, amount: int) -> None:
    for _each in range(amount):
        planned(SamenwerkingFactory(), "GESPREK", by=hart)
    client = browser_of(hart)
    client.get(PLANNINGEN)
    with CaptureQueriesContext(connection) as caught:
        client.get(PLANNINGEN)
    assert len(caught) == 6


@pytest.mark.parametrize("amount", [1, 30])
def test_ones_own_list_costs_the_same_for_one_and_thirty(amount: int, clock: Any) -> None:
    user = UserFactory()
    for number in range(amount):
        planned(SamenwerkingFactory(owner=user), "REFLECTIE", DAY + timedelta(days=number % 3))
    on(at(date(2027, 2, 12)))
    clock.move_to(at(date(2027, 2, 12), 9))
    for row in Terugblik.objects.all():
        write(user, row, WORD)
    client = member(user)
    client.get("/intervisie/reflecties/")
    with CaptureQueriesContext(connection) as caught:
        page = client.get("/intervisie/reflecties/").content.decode()
    assert (len(caught), page.count("/intervisie/reflecties/")) == (7, amount)
