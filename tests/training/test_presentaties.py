"""The presentation for the eindsessie: made from one's own casus, shown to the editie alone, and asked in time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.actions.errors import ActionError, StaleSaveError
from community.berichten.ladders import climb
from community.confidential import confidential
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Bericht, Bijeenkomst, Taak, User
from tests.factories import UserFactory
from tests.factories.advies import an_advies
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.presentaties import PRESENTATIE, ask_presentaties, save_presentatie, share_presentatie
from training.models import Deelnemer, Ontwikkelmap, Presentatie
from training.queries.eindsessies import eindsessie_of
from training.queries.presentaties import first_slides

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
SLIDES = {"slides": [{"title": "De beek", "text": f"Meer {CANARY}."}, {"title": "Onze vraag", "text": ""}]}
BASE = "/trainingen/voorjaar-2027/eindsessie/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, page: str, **data: Any) -> Any:
    return browser(user).post(f"{BASE}{page}", {"eenmalig": str(uuid4()), **data})


def made(deelnemer: Deelnemer, *, is_shared: bool = False, version: int = 1, **content: Any) -> Presentatie:
    row = save_presentatie(
        actor=deelnemer.user, deelnemer=deelnemer, version=version, content=SLIDES | content, now=NOW
    )
    if is_shared:
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=NOW)
    return row


def with_casus() -> Deelnemer:
    """Return a participant with a casus in which things stand."""
    owner = UserFactory()
    casus = a_casus(owner, werktitel="Beekdal", schuurpunt="Niemand betaalt.", doel="Water tot in de herfst.")
    return a_deelnemer(an_editie(), owner, casus=casus)


def test_it_begins_with_what_stands_in_ones_own_casus_and_advice() -> None:
    deelnemer = with_casus()
    first = first_slides(deelnemer, deelnemer.user, NOW)
    assert [(one["title"], one["text"]) for one in first[:3]] == [
        ("Beekdal", ""), ("De situatie", "Niemand betaalt."), ("Ons doel", "Water tot in de herfst."),
    ]  # fmt: skip
    assert CANARY in first[5]["text"]
    an_advies(deelnemer.casus)
    assert first_slides(deelnemer, deelnemer.user, NOW)[5]["text"].startswith("1. Stel een doel vast.")
    page = browser(deelnemer.user).get(f"{BASE}presentatie/bewerken/").content.decode()
    assert all(words in page for words in ("Dit komt uit je casus", "Niemand betaalt."))
    assert not Presentatie.objects.exists()
    bare = a_deelnemer(deelnemer.editie)
    assert [one["text"] for one in first_slides(bare, bare.user, NOW)] == [""] * 6
    # A casus of another, pointed at by mistake, is not opened.
    Deelnemer.objects.filter(pk=bare.pk).update(casus=deelnemer.casus)
    bare.refresh_from_db()
    assert [one["text"] for one in first_slides(bare, bare.user, NOW)] == [""] * 6


def test_slides_are_kept_sealed_under_ones_own_key_and_shown_as_pages() -> None:
    deelnemer = a_deelnemer(an_editie())
    answer = post(deelnemer.user, "presentatie/bewerken/", version="1", titel_1="De beek", tekst_1="Meer water.",
                  titel_4="Onze vraag")  # fmt: skip
    assert (answer.status_code, answer.url) == (302, f"{BASE}presentatie/")
    row = Presentatie.objects.get()
    assert row.data_key_id == Ontwikkelmap.objects.get().data_key_id
    assert row.content == {"slides": [{"title": "De beek", "text": "Meer water."}, {"title": "Onze vraag", "text": ""}]}
    page = browser(deelnemer.user).get(f"{BASE}presentatie/").content.decode()
    assert all(
        words in page for words in ("Alleen jij ziet je presentatie", "Meer water.", "2 / 2", 'data-page="dias"')
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"tekst_2": "Zonder titel."}, "Geef dia 2 een titel."),
        ({"titel_1": "x" * 81}, "Maak deze tekst korter"),
        ({"tekst_1": "x" * 601}, "Maak deze tekst korter"),
        ({"tekst_1": "a\x00b"}, "een teken in dat we niet kunnen bewaren"),
        ({"version": "oud"}, "Deze pagina is te oud"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(data: dict[str, str], words: str) -> None:
    deelnemer = a_deelnemer(an_editie())
    given = {"version": "1", "titel_1": "De beek", "titel_3": "Blijft staan"} | data
    page = post(deelnemer.user, "presentatie/bewerken/", **given).content.decode()
    assert (words in page, "Blijft staan" in page, Presentatie.objects.exists()) == (True, True, False)


def test_a_stale_save_shows_both_versions() -> None:
    deelnemer = a_deelnemer(an_editie())
    made(deelnemer)
    made(deelnemer, slides=[{"title": "Anders", "text": ""}])
    with pytest.raises(StaleSaveError):
        made(deelnemer, slides=[{"title": "Nog anders", "text": ""}])
    page = post(deelnemer.user, "presentatie/bewerken/", version="1", titel_1="Van mij").content.decode()
    assert "Bekijk beide versies" in page
    assert 'name="version" value="2"' in page


def test_who_is_in_the_editie_sees_it_once_it_is_shared_and_nobody_else_ever() -> None:
    editie = an_editie()
    deelnemer, other, trainer = a_deelnemer(editie), a_deelnemer(editie), with_second_factor(a_trainer(editie))
    outside = [UserFactory(), with_second_factor(UserFactory(coordinator=True)),
               a_deelnemer(an_editie(name="Najaar")).user]  # fmt: skip
    made(deelnemer)
    path = f"{BASE}presentaties/{deelnemer.pk}/"

    def statuses() -> list[int]:
        return [browser(user).get(path).status_code for user in (other.user, trainer, *outside)]

    assert statuses() == [404] * 5
    post(deelnemer.user, "presentatie/delen/", delen="ja")
    assert statuses() == [200, 200, 404, 404, 404]
    assert CANARY in browser(other.user).get(path).content.decode()
    assert deelnemer.user.naam in browser(other.user).get(BASE).content.decode()
    for page in ("presentatie/", "presentatie/bewerken/"):
        assert [browser(user).get(f"{BASE}{page}").status_code for user in (trainer, *outside)] == [404] * 4
    post(deelnemer.user, "presentatie/delen/", delen="nee")
    assert statuses() == [404] * 5
    post(deelnemer.user, "presentatie/delen/", delen="ja")
    Deelnemer.objects.filter(pk=deelnemer.pk).update(stopped_at=NOW)
    assert statuses() == [404] * 5


def test_nothing_cannot_be_shared_and_strangers_share_nothing() -> None:
    deelnemer = a_deelnemer(an_editie())
    with pytest.raises(ActionError, match="nog niets in je presentatie"):
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=NOW)
    assert post(UserFactory(), "presentatie/delen/", delen="ja").status_code == 404


@pytest.mark.parametrize(
    ("starts", "first", "second"),
    [
        # A Tuesday; the Tuesday after Whitsun; the Monday after the clock changed.
        (datetime(2027, 6, 8, 11, tzinfo=UTC), datetime(2027, 6, 1, 6, 30, tzinfo=UTC),
         datetime(2027, 6, 7, 6, 30, tzinfo=UTC)),
        (datetime(2027, 5, 18, 11, tzinfo=UTC), datetime(2027, 5, 10, 6, 30, tzinfo=UTC),
         datetime(2027, 5, 14, 6, 30, tzinfo=UTC)),
        (datetime(2027, 3, 30, 11, tzinfo=UTC), datetime(2027, 3, 19, 7, 30, tzinfo=UTC),
         datetime(2027, 3, 25, 7, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_who_shows_nothing_is_asked_five_and_one_working_day_before(
    starts: datetime, first: datetime, second: datetime, clock: Any
) -> None:
    editie = an_editie()
    late, ready = a_deelnemer(editie), a_deelnemer(editie)
    made(ready, is_shared=True)
    meeting = eindsessie_of(editie)
    assert meeting is not None
    Bijeenkomst.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=4))
    for moment, number in (
        (first - timedelta(days=1), 0), (first - timedelta(minutes=1), 0), (first, 1),
        (second - timedelta(minutes=1), 1),
        (second, 2), (starts + timedelta(hours=1), 2),
    ):  # fmt: skip
        clock.move_to(moment)
        ask_presentaties(moment)
        climb(taak_kinds.get(PRESENTATIE), moment)
        assert Bericht.objects.filter(kind="N49", recipient=late.user).count() == number, moment
    assert not Taak.objects.filter(user=ready.user, kind=PRESENTATIE).exists()
    assert Taak.objects.get(user=late.user, kind=PRESENTATIE).done_at is not None


def test_the_question_stops_when_it_is_there_and_says_nothing_of_it(clock: Any) -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    meeting = eindsessie_of(editie)
    assert meeting is not None
    made(deelnemer)
    moment = meeting.starts_at - timedelta(days=2)
    clock.move_to(moment - timedelta(days=6))
    ask_presentaties(moment - timedelta(days=6))
    clock.move_to(moment)
    climb(taak_kinds.get(PRESENTATIE), moment)
    row = Bericht.objects.get(kind="N49")
    said = bericht_kinds.get("N49").load([row], moment)[row.pk]
    assert CANARY not in str(said)
    share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=moment)
    assert bericht_kinds.get("N49").load([row], moment) == {}
    assert Taak.objects.get(kind=PRESENTATIE).done_at == moment


@pytest.mark.parametrize("number", [1, 15])
def test_the_page_of_the_eindsessie_costs_the_same_with_many(number: int, django_assert_max_num_queries: Any) -> None:
    editie = an_editie()
    people = [a_deelnemer(editie) for _one in range(number)]
    for deelnemer in people:
        made(deelnemer, is_shared=True)
    me = browser(people[0].user)
    for page in ("", "presentatie/", "presentatie/bewerken/", f"presentaties/{people[-1].pk}/", "gasten/"):
        with django_assert_max_num_queries(15):
            assert me.get(f"{BASE}{page}").status_code == 200


def test_two_windows_that_both_began_with_the_casus_do_not_lose_what_the_first_saved() -> None:
    deelnemer, page = with_casus(), "presentatie/bewerken/"
    version = browser(deelnemer.user).get(f"{BASE}{page}").context["form"]["version"].value()
    assert post(deelnemer.user, page, version=version, titel_1="Eerste venster").status_code == 302
    second = post(deelnemer.user, page, version=version, titel_1="Tweede venster").content.decode()
    assert ("Eerste venster" in second, "Tweede venster" in second) == (True, True)
    assert Presentatie.objects.get().content["slides"][0]["title"] == "Eerste venster"
