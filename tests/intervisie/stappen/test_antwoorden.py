"""The page of a step: questions, answers that are hers until she hands in, and who reads them then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.confidential import confidential
from community.models import Taak, User
from intervisie.actions.stappen import STAP, excuse_open, open_due_steps, open_steps
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Protocolversie, Stapantwoord, Toernee, Toerneedeelnemer
from intervisie.models import Toerneestap as Stap
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.second_factor import with_second_factor
from tests.factories.toernees import deelnemers_of
from tests.factories.verslagen import a_verslag, an_actie
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
# Wednesday, a week before the first visit (4 May): the visitors write their impressions.
NOW = datetime(2027, 4, 28, 8, tzinfo=UTC)
SECRET = "De wethouder houdt het plan tegen"


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    """Stop the clock of the doors."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def toernee() -> Toernee:
    """Return a toernee with its first visit a week ahead, and open duties."""
    made = a_planned_toernee()
    open_due_steps(NOW)
    return made


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def visitors(bezoek: Bezoek) -> list[User]:
    rows = Bezoekrol.objects.filter(bezoek=bezoek).select_related("deelnemer__user")
    return [row.deelnemer.user for row in rows.order_by("deelnemer__position")]


def path_of(bezoek: Bezoek, step: str = "bezoekersgesprek") -> str:
    return reverse("bezoek-stap", args=[bezoek.code, step])


def answered(user: User, bezoek: Bezoek, text: str = SECRET, **more: Any) -> Any:
    sent = {"antwoord_eerste-indruk": text, "version": "0", "klaar": "ja"} | more
    return as_(user).post(path_of(bezoek), sent)


def body(user: User, path: str) -> str:
    answer = as_(user).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_of_others_is_in_the_page_before_her_own_is_in(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    first, second, third = visitors(bezoek)[:3]
    assert answered(first, bezoek).status_code == 302
    # The second has a draft only: that is not handing in.
    as_(second).post(path_of(bezoek), {"antwoord_vermoeden": "Nog aan het denken", "version": "0"})
    assert SECRET not in body(second, path_of(bezoek))
    answered(second, bezoek, "Mijn indruk", version="1")
    read = body(second, path_of(bezoek))
    assert SECRET in read
    assert "Nog aan het denken" not in body(first, path_of(bezoek))
    assert "Mijn indruk" in body(first, path_of(bezoek))
    assert SECRET not in body(third, path_of(bezoek))
    assert [row.done_at for row in Stap.objects.filter(bezoek=bezoek, deelnemer__user=first, step="BEZOEKERSGESPREK")]
    assert not Taak.objects.filter(kind=STAP, user=first, done_at=None, object_id__in=_ids(bezoek, first)).exists()


def _ids(bezoek: Bezoek, user: User) -> list[Any]:
    rows = Stap.objects.filter(bezoek=bezoek, deelnemer__user=user, step="BEZOEKERSGESPREK")
    return list(rows.values_list("pk", flat=True))


def test_answers_are_sealed_and_others_find_nothing(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    writer = visitors(bezoek)[0]
    answered(writer, bezoek)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM intervisie_stapantwoord")
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])
    # The host, a coördinator, a stranger and who guides the toernee: nothing there.
    for user in (bezoek.host.user, with_second_factor(UserFactory(coordinator=True)), UserFactory()):
        assert as_(user).get(path_of(bezoek)).status_code == 404
        assert as_(user).post(path_of(bezoek), {"klaar": "ja", "version": "0"}).status_code == 404
    with_guide = a_planned_toernee(begeleider=(guide := UserFactory()))
    assert as_(guide).get(path_of(bezoeken_of(with_guide)[0])).status_code == 404
    assert Client().get(path_of(bezoek)).status_code == 302


def test_who_did_not_agree_or_left_reads_and_writes_nothing(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    first, second = visitors(bezoek)[:2]
    answered(first, bezoek)
    answered(second, bezoek, "Mijn indruk")
    leaver = deelnemers_of(toernee)[[one.user for one in deelnemers_of(toernee)].index(second)]
    Toerneedeelnemer.objects.filter(pk=leaver.pk).update(left_at=NOW)
    toernee.kring.lidmaatschappen.filter(user=second).update(until_at=NOW)
    excuse_open(Stap.objects.filter(deelnemer=leaver), None, NOW)
    assert as_(second).get(path_of(bezoek)).status_code == 404
    # What she wrote stays with the others, without her name.
    read = body(first, path_of(bezoek))
    assert "Mijn indruk" in read
    assert second.naam not in read.split("<main", 1)[1]
    new = a_planned_toernee(is_agreed=False)
    open_due_steps(NOW)
    visit = bezoeken_of(new)[0]
    assert as_(visitors(visit)[0]).get(path_of(visit)).status_code == 404


def test_two_windows_show_both_versions_and_lose_nothing(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    writer = visitors(bezoek)[0]
    client = as_(writer)
    client.post(path_of(bezoek), {"antwoord_eerste-indruk": "Uit het ene venster", "version": "0"})
    answer = client.post(path_of(bezoek), {"antwoord_eerste-indruk": "Uit het andere", "version": "0"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert ("Uit het ene venster" in shown, "Uit het andere" in shown, "beide versies" in shown) == (True, True, True)
    client.post(path_of(bezoek), {"antwoord_eerste-indruk": "Uit het andere", "version": "1"})
    with confidential():
        assert Stapantwoord.objects.get().answers == {"eerste-indruk": "Uit het andere"}


def test_a_page_that_saves_by_itself_never_hands_in(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    client = as_(visitors(bezoek)[0])
    saving = {"X-Bewaren": "1"}
    sent = {"antwoord_eerste-indruk": "Tussendoor", "version": "0", "klaar": "ja"}
    answer = client.post(path_of(bezoek), sent, headers=saving)
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    stale = client.post(path_of(bezoek), sent | {"antwoord_eerste-indruk": "Anders"}, headers=saving)
    assert stale.status_code == 409
    assert "Tussendoor" not in stale.content.decode()
    with confidential():
        assert Stapantwoord.objects.get().handed_in_at is None


def test_handed_in_it_stays_as_it_is(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    writer = visitors(bezoek)[0]
    answered(writer, bezoek)
    again = as_(writer).post(path_of(bezoek), {"antwoord_eerste-indruk": "Toch anders", "version": "1"})
    assert "blijft zoals het is" in again.content.decode()
    twice = answered(writer, bezoek, version="1")
    assert twice.status_code == 200
    with confidential():
        assert Stapantwoord.objects.get().answers == {"eerste-indruk": SECRET}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"klaar": "ja"}, "Vul minstens één vraag in voordat je inlevert."),
        ({"antwoord_eerste-indruk": "   ", "klaar": "ja"}, "Vul minstens één vraag in voordat je inlevert."),
        ({"antwoord_eerste-indruk": "x" * 4001}, "4000"),
        ({"antwoord_eerste-indruk": "a\x00b"}, "teken"),
        ({"antwoord_verzonnen": "x"}, "verzonnen"),
        ({"version": "later"}, "versi"),
        ({"version": "-1", "klaar": "ja", "antwoord_eerste-indruk": "x"}, ""),
        ({"version": "99999999999999999999", "antwoord_eerste-indruk": "x"}, ""),
        ({"klaar": "jaaaaaaaaaaaa", "antwoord_eerste-indruk": "x"}, ""),
    ],
    ids=["nothing", "spaces", "too long", "nul", "invented", "version", "negative", "huge", "long button"],
)
def test_wrong_input_is_said_in_dutch(toernee: Toernee, sent: dict[str, str], sentence: str) -> None:
    bezoek = bezoeken_of(toernee)[0]
    answer = as_(visitors(bezoek)[0]).post(path_of(bezoek), {"version": "0"} | sent)
    assert answer.status_code in (200, 302)
    assert sentence.lower() in answer.content.decode().lower()
    typed = sent.get("antwoord_eerste-indruk", "")
    if sentence and len(typed) > 3 and "\x00" not in typed and typed.strip():
        assert typed in answer.content.decode()


@pytest.mark.parametrize("step", ["bestaat-niet", "kickoff", "BEZOEKERSGESPREK", "bezoekersgesprek-", "a" * 300])
def test_an_address_of_no_step_is_not_there(toernee: Toernee, step: str) -> None:
    bezoek = bezoeken_of(toernee)[0]
    assert as_(visitors(bezoek)[0]).get(f"/bezoeken/{bezoek.code}/stappen/{step}/").status_code == 404
    assert as_(visitors(bezoek)[0]).get(f"/toernees/{toernee.code}/stappen/{step}x/").status_code == 404


def test_too_early_excused_or_dropped_nothing_is_written(toernee: Toernee) -> None:
    first, second = bezoeken_of(toernee)[:2]
    early = as_(visitors(second)[0]).post(path_of(second), {"antwoord_eerste-indruk": "x", "version": "0"})
    assert early.status_code == 404
    assert "kan vanaf" in body(visitors(second)[0], path_of(second))
    writer = visitors(first)[0]
    Stap.objects.filter(bezoek=first, deelnemer__user=writer, step="BEZOEKERSGESPREK").update(excused_at=NOW)
    assert answered(writer, first).status_code == 404
    Bezoek.objects.filter(pk=first.pk).update(status=BezoekStatus.VERVALLEN)
    assert answered(visitors(first)[1], first).status_code == 404
    with confidential():
        assert not Stapantwoord.objects.exists()


def test_a_talk_that_was_held_is_done_for_everybody_and_opens_no_draft(toernee: Toernee) -> None:
    path = reverse("toernee-stap", args=[toernee.code, "kickoff"])
    one, other = (row.user for row in deelnemers_of(toernee)[:2])
    as_(other).post(path, {"antwoord_verwachting": "Nog een concept", "version": "0"})
    assert as_(one).post(path, {"gehouden": "ja"}, follow=True).status_code == 200
    assert not toernee.stappen.filter(step="KICKOFF", done_at=None).exists()
    assert "Nog een concept" not in body(one, path)
    # She may still hand in what she wrote; the other reads it after her own.
    as_(other).post(path, {"antwoord_verwachting": "Nu klaar", "version": "1", "klaar": "ja"})
    assert "Nu klaar" not in body(one, path)
    as_(one).post(path, {"antwoord_verwachting": "Ik ook", "version": "0", "klaar": "ja"})
    assert "Nu klaar" in body(one, path)
    assert as_(UserFactory()).post(path, {"gehouden": "ja"}).status_code == 404


def test_only_the_contactpersoon_is_led_to_plan_a_talk(toernee: Toernee) -> None:
    path = reverse("toernee-stap", args=[toernee.code, "kickoff"])
    contact, other = (row.user for row in deelnemers_of(toernee)[:2])
    shown = body(contact, path)
    assert f"?groep={toernee.kring_id}" in shown
    assert reverse("toernee-gesprek-nieuw", args=[toernee.code]) in shown
    assert f"?groep={toernee.kring_id}" not in body(other, path)


def test_a_look_back_is_read_by_host_and_visitors_and_can_be_changed(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    later = datetime(2027, 10, 25, 9, tzinfo=UTC)
    path = path_of(bezoek, "terugblik-6")
    with time_machine.travel(later, tick=False):
        host, visitor = bezoek.host.user, visitors(bezoek)[0]
        assert "Nog niemand anders" in body(visitor, path)
        sent = {"antwoord_stand": "loopt", "antwoord_hulp": "Bel me eens", "version": "0", "klaar": "ja"}
        assert as_(host).post(path, sent).status_code == 302
        read = body(visitor, path)
        assert ("Het meeste loopt" in read, "Bel me eens" in read) == (True, True)
        assert as_(host).post(path, sent | {"antwoord_stand": "niets"}).status_code == 200
        changed = as_(host).post(path, sent | {"antwoord_hulp": "Bel me morgen", "version": "1", "klaar": ""})
        assert changed.status_code == 302
        assert "Bel me morgen" in body(visitor, path)


def test_a_protocol_edited_half_way_touches_nothing_that_runs(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    kept = toernee.protocolversie
    newer = Protocolversie.objects.create(
        protocol=kept.protocol, number=kept.number + 1, source="Eigen ontwerp", published_at=NOW,
        schema=kept.schema | {"phases": kept.schema["phases"][:1]},
    )  # fmt: skip
    before = list(toernee.stappen.order_by("pk").values_list("pk", "due_date", "excused_at"))
    open_steps(toernee, NOW)
    assert list(toernee.stappen.order_by("pk").values_list("pk", "due_date", "excused_at")) == before
    assert "Gesprek van de bezoekers" in body(visitors(bezoek)[0], path_of(bezoek))
    assert a_planned_toernee().protocolversie == newer


def test_pages_of_a_step_cost_the_same_with_few_and_many_answers(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    people = visitors(bezoek)
    answered(people[0], bezoek)
    counts = [_queries(people[0], path_of(bezoek))]
    for one in people[1:]:
        answered(one, bezoek, "Ook iets")
    counts.append(_queries(people[0], path_of(bezoek)))
    assert counts == [13, 13]


def _queries(user: User, path: str) -> int:
    client = as_(user)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_what_she_answered_is_hers_to_take_along_also_after_she_left(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    writer = visitors(bezoek)[0]
    answered(writer, bezoek)
    Toerneedeelnemer.objects.filter(user=writer).update(left_at=NOW)
    mine, others = own_data(writer), own_data(bezoek.host.user)
    assert [SECRET in row["answers"].values() for row in mine["intervisie.stapantwoord"]] == [True]
    assert (others["intervisie.stapantwoord"], SECRET in str(others)) == ([], False)


def test_what_was_agreed_to_do_stands_beside_looking_back(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    held = datetime(2027, 5, 20, 9, tzinfo=UTC)
    with time_machine.travel(held, tick=False):
        a_verslag(bezoek, until="VASTGESTELD", now=held)
        an_actie(bezoek, "Het waterschap opbellen", date(2027, 9, 1), now=held)
    with time_machine.travel(datetime(2027, 10, 25, 9, tzinfo=UTC), tick=False):
        assert "Het waterschap opbellen" in body(bezoek.host.user, path_of(bezoek, "terugblik-6"))
        assert "Het waterschap opbellen" not in body(bezoek.host.user, path_of(bezoek, "verkennend-gesprek"))
