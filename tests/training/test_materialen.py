"""Material of trainings: who opens what, versions, what it was made from, taking back, and who is told."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.test import Client

from community.access import DeniedError
from community.actions.bestandsinhoud import Inhoud
from community.models import Bericht, BestandKind, Lidmaatschap, User
from tests.factories import AfsprakenFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.own_data import own_data
from training.access.materialen import readers_of, visible_in, visible_materialen, who_opens
from training.actions import materialen
from training.actions.materialen import (
    MateriaalAnswers,
    place_materiaal,
    place_version,
    remove_left_behind_materialen,
    restore_materiaal,
    withdraw_materiaal,
)
from training.models import Editie, Materiaal, Materiaalversie, Programma
from training.reminders.materialen import load_materiaal

pytestmark = pytest.mark.django_db
TEXT = Inhoud("werkblad.txt", BestandKind.TXT, b"Werkblad voor dagdeel drie")


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the files of one test in a folder of its own; returns where they lie."""
    storage = Materiaalversie._meta.get_field("content").storage
    for name in ("location", "base_location"):
        monkeypatch.setitem(storage.__dict__, name, str(tmp_path))
    return tmp_path / "materialen"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def programma() -> Programma:
    return Programma.objects.get(slug="basistraining")


def placed(
    actor: User, editie: Editie | None = None, *, audience: str = "DEELNEMERS", file: Inhoud | None = TEXT,
    origin: Materiaal | None = None, title: str = "Werkblad", code: str = "3",
) -> Materiaal:  # fmt: skip
    return place_materiaal(
        actor=actor, programma=programma(), editie=editie, file=file, origin_id=origin.pk if origin else None, now=NOW,
        answers=MateriaalAnswers(title=title, code=code, audience=audience, licence="eigen werk"),
    )  # fmt: skip


def a_start() -> tuple[Editie, User, User]:
    editie = an_editie()
    return editie, with_second_factor(a_trainer(editie)), a_deelnemer(editie).user


def upload(name: str = "werkblad.txt", content: bytes = b"Nieuwe tekst") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def post(user: User, path: str, **data: Any) -> Any:
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def told(row: Materiaal) -> dict[str, set[User]]:
    found: dict[str, set[User]] = {}
    for bericht in Bericht.objects.filter(kind="N196", object_id=row.pk).select_related("recipient"):
        if bericht.recipient:
            found.setdefault(bericht.moment, set()).add(bericht.recipient)
    return found


def test_each_opens_what_is_for_her() -> None:
    editie, trainer, deelnemer = a_start()
    other = an_editie(name="Najaar 2027")
    people = [trainer, deelnemer, with_second_factor(a_trainer(other)), a_deelnemer(other).user, UserFactory(),
              with_second_factor(UserFactory(coordinator=True))]  # fmt: skip
    rows = {
        (place, audience): placed(trainer, editie if place == "editie" else None, audience=audience)
        for place in ("programma", "editie")
        for audience in ("TRAINERS", "DEELNEMERS", "LEDEN")
    }
    seen = {key: [visible_materialen(user, NOW).filter(pk=row.pk).exists() for user in people]
            for key, row in rows.items()}  # fmt: skip
    assert seen == {
        ("programma", "TRAINERS"): [True, False, True, False, False, True],
        ("programma", "DEELNEMERS"): [True, True, True, True, False, True],
        ("programma", "LEDEN"): [True] * 6,
        ("editie", "TRAINERS"): [True, False, False, False, False, True],
        ("editie", "DEELNEMERS"): [True, True, False, False, False, True],
        ("editie", "LEDEN"): [True] * 6,
    }
    for (place, audience), row in rows.items():
        codes = [browser(user).get(f"/kennis/materialen/{row.pk}/versies/1/").status_code for user in people]
        assert codes == [200 if one else 404 for one in seen[place, audience]]


def test_who_did_not_agree_or_left_opens_nothing() -> None:
    editie, trainer, deelnemer = a_start()
    row = placed(trainer, editie)
    AfsprakenFactory(kring=editie.kring)
    assert not visible_materialen(deelnemer, NOW).filter(pk=row.pk).exists()
    other = an_editie(name="Najaar 2027")
    user = a_deelnemer(other).user
    own = placed(with_second_factor(a_trainer(other)), other)
    assert visible_materialen(user, NOW).filter(pk=own.pk).exists()
    Lidmaatschap.objects.filter(user=user).update(until_at=NOW)
    assert not visible_materialen(User.objects.get(pk=user.pk), NOW).filter(pk=own.pk).exists()


def test_the_newest_version_is_at_hand_and_older_ones_stay() -> None:
    editie, trainer, deelnemer = a_start()
    row = placed(trainer, editie)
    path = f"/kennis/materialen/{row.pk}/"
    assert post(trainer, f"{path}versies/nieuw/", bestand=upload()).status_code == 302
    page = browser(deelnemer).get(f"/trainingen/{editie.slug}/dagdeel/3/").content.decode()
    assert (f"{path}versies/2/" in page, f"{path}versies/1/" in page) == (True, False)
    whole = browser(deelnemer).get(path).content.decode()
    assert (f"{path}versies/2/" in whole, f"{path}versies/1/" in whole) == (True, True)
    found = [browser(deelnemer).get(f"{path}versies/{number}/") for number in (1, 2)]
    assert [answer.content for answer in found] == [TEXT.content, b"Nieuwe tekst"]
    assert {answer.headers["Content-Security-Policy"] for answer in found} == {"default-src 'none'; sandbox"}
    for number in (0, 3, 99999999999):
        assert browser(deelnemer).get(f"{path}versies/{number}/").status_code == 404


def test_what_is_announced_is_told_when_it_is_there() -> None:
    editie, trainer, deelnemer = a_start()
    row = placed(trainer, editie, file=None)
    page = browser(deelnemer).get(f"/trainingen/{editie.slug}/dagdeel/3/").content.decode()
    assert "Dit bestand is nog niet geplaatst. We sturen je een bericht zodra het er is." in page
    assert told(row) == {}
    place_version(actor=trainer, materiaal=row, file=TEXT, is_told=False, now=NOW)
    place_version(actor=trainer, materiaal=row, file=TEXT, is_told=False, now=NOW)
    assert told(row) == {"v1": {deelnemer}}
    place_version(actor=trainer, materiaal=row, file=TEXT, is_told=True, now=NOW)
    assert told(row) == {"v1": {deelnemer}, "v3": {deelnemer}}


def test_who_is_told_are_the_people_it_is_for() -> None:
    editie, trainer, deelnemer = a_start()
    other, over = an_editie(name="Najaar 2027"), an_editie(name="Lang geleden")
    Editie.objects.filter(pk=over.pk).update(
        from_date=NOW.date() - timedelta(days=400), until_date=NOW.date() - timedelta(days=200)
    )  # fmt: skip
    a_deelnemer(over)
    there = a_deelnemer(other).user
    assert readers_of(placed(trainer, editie, audience="TRAINERS"), NOW) == [trainer]
    assert set(readers_of(placed(trainer, editie), NOW)) == {trainer, deelnemer}
    assert set(readers_of(placed(trainer), NOW)) == {trainer, deelnemer, there}


def test_a_message_that_must_not_go_any_more_does_not_go() -> None:
    editie, trainer, deelnemer = a_start()
    row = placed(trainer, editie)
    bericht = Bericht.objects.get(kind="N196", recipient=deelnemer)
    words = load_materiaal([bericht], NOW)[bericht.pk]
    assert (words.path, words.context["waarvan"]) == (f"/kennis/materialen/{row.pk}/", editie.name)
    assert row.title not in str(words.context)
    withdraw_materiaal(actor=trainer, materiaal=row, now=NOW)
    assert load_materiaal([bericht], NOW) == {}
    restore_materiaal(actor=trainer, materiaal=row, now=NOW)
    Lidmaatschap.objects.filter(user=deelnemer).update(until_at=NOW)
    assert load_materiaal([bericht], NOW) == {}
    assert who_opens([row], [deelnemer.pk, trainer.pk], NOW) == {(trainer.pk, row.pk)}


def test_made_to_measure_points_to_its_origin_and_back() -> None:
    editie, trainer, deelnemer = a_start()
    origin = placed(trainer, title="Werkblad voor iedereen")
    answer = post(trainer, f"/trainingen/{editie.slug}/materialen/nieuw/", title="Werkblad voor het veen", code="3",
                  audience="DEELNEMERS", licence="", version="1", origin=str(origin.pk), bestand=upload())  # fmt: skip
    assert answer.status_code == 302
    row = Materiaal.objects.get(editie=editie)
    assert row.derived_from == origin
    assert "Werkblad voor iedereen" in browser(deelnemer).get(f"/kennis/materialen/{row.pk}/").content.decode()
    assert "Werkblad voor het veen" in browser(deelnemer).get(f"/kennis/materialen/{origin.pk}/").content.decode()
    stranger = browser(a_deelnemer(an_editie(name="Najaar 2027")).user)
    assert "voor het veen" not in stranger.get(f"/kennis/materialen/{origin.pk}/").content.decode()


def test_what_is_taken_back_is_gone_for_everybody_but_who_keeps_it() -> None:
    editie, trainer, deelnemer = a_start()
    row = placed(trainer, editie)
    path = f"/kennis/materialen/{row.pk}/"
    for _ in range(2):
        assert post(trainer, f"{path}intrekken/", wat="intrekken").status_code == 302
    pages = (path, f"{path}versies/1/")
    assert [browser(deelnemer).get(page).status_code for page in pages] == [404, 404]
    assert [browser(trainer).get(page).status_code for page in pages] == [200, 200]
    assert "Werkblad" not in browser(trainer).get(f"/trainingen/{editie.slug}/dagdeel/3/").content.decode()
    answer = post(trainer, f"{path}versies/nieuw/", bestand=upload())
    assert (answer.status_code, "Zet het eerst terug" in answer.content.decode()) == (200, True)
    post(trainer, f"{path}intrekken/", wat="terugzetten")
    assert browser(deelnemer).get(path).status_code == 200


def test_her_own_data_say_what_she_placed() -> None:
    _editie, trainer, _deelnemer = a_start()
    placed(trainer)
    rows = own_data(trainer)["training.materiaalversie"]
    assert [(row["materiaal"], row["number"]) for row in rows] == [("Werkblad", 1)]


def test_who_keeps_what() -> None:
    editie, trainer, deelnemer = a_start()
    other = with_second_factor(a_trainer(an_editie(name="Najaar 2027")))
    coordinator = with_second_factor(UserFactory(coordinator=True))
    mine, shared = placed(trainer, editie), placed(trainer)
    people = (trainer, other, coordinator, deelnemer, UserFactory())
    for row, codes in ((mine, [200, 404, 200, 404, 404]), (shared, [200, 200, 200, 404, 404])):
        for part in ("bewerken", "intrekken", "versies/nieuw"):
            assert [browser(user).get(f"/kennis/materialen/{row.pk}/{part}/").status_code for user in people] == codes
    place = [browser(user).get("/kennis/materialen/nieuw/").status_code for user in people]
    at_editie = [browser(user).get(f"/trainingen/{editie.slug}/materialen/nieuw/").status_code for user in people]
    assert (place, at_editie) == ([200, 200, 200, 404, 404], [200, 404, 200, 404, 404])
    for actor in (other, deelnemer):
        with pytest.raises(DeniedError):
            place_version(actor=actor, materiaal=mine, file=TEXT, is_told=False, now=NOW)


def test_a_file_that_no_version_names_is_destroyed_after_a_day(folder: Path) -> None:
    _editie, trainer, _deelnemer = a_start()
    row = placed(trainer)
    (name,) = folder.iterdir()
    for age in (timedelta(hours=1), timedelta(days=2)):
        os.utime(name, times=((NOW - age).timestamp(),) * 2)
        assert remove_left_behind_materialen(NOW) == 0
    row.delete()
    assert remove_left_behind_materialen(NOW) == 1
    assert list(folder.iterdir()) == []


def test_a_save_that_fails_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _editie, trainer, _deelnemer = a_start()

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OSError

    monkeypatch.setattr(materialen, "owe_many", broken)
    with pytest.raises(OSError):  # noqa: PT011 - nothing more is known of it
        placed(trainer)
    assert (list(folder.iterdir()), Materiaal.objects.count()) == ([], 0)


@pytest.mark.parametrize("amount", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie, trainer, deelnemer = a_start()
    for number in range(amount):
        row = placed(trainer, editie if number % 2 else None, title=f"Werkblad {number}")
    client = browser(deelnemer)
    client.get("/trainingen/")
    pages = {"/kennis/materialen/": 6, f"/trainingen/{editie.slug}/materialen/": 7, f"/kennis/materialen/{row.pk}/": 9,
             f"/trainingen/{editie.slug}/dagdeel/3/": 10}  # fmt: skip
    for page, number in pages.items():
        with django_assert_num_queries(number):
            assert client.get(page).status_code == 200
    rows = list(Bericht.objects.filter(kind="N196"))
    with django_assert_num_queries(2):
        assert len(load_materiaal(rows, NOW)) == len(rows)


def test_of_one_editie_everybody_finds_what_she_finds_of_all() -> None:
    """Two ways to say who opens what agree: in the database for all, by her place for the editie at hand."""
    editie, other, concept = an_editie(), an_editie(name="Elders"), an_editie(name="Plan", concept=True)
    trainer, elsewhere, coordinator = a_trainer(editie), a_trainer(other), UserFactory(coordinator=True)
    AfsprakenFactory(kring=editie.kring)
    leads, agreed = a_trainer(editie), a_deelnemer(editie).user
    accepted = {"accepted": editie.kring.newest_afspraken, "accepted_at": NOW}
    Lidmaatschap.objects.filter(kring=editie.kring, user__in=[leads, agreed]).update(**accepted)
    for where in (None, editie, other, concept):
        for audience in ("DEELNEMERS", "TRAINERS", "LEDEN"):
            withdraw_materiaal(actor=coordinator, materiaal=placed(coordinator, where, audience=audience), now=NOW)
            placed(coordinator, where, audience=audience)
    people = [trainer, elsewhere, coordinator, leads, agreed, a_deelnemer(editie).user, a_deelnemer(other).user,
              UserFactory(trainer=True), UserFactory(), UserFactory(is_active=False)]  # fmt: skip
    for one in (editie, other, concept):
        here = Q(editie=one) | Q(editie__isnull=True, programma=one.programmaversie.programma)
        for user in people:
            wanted = set(visible_materialen(user, NOW).filter(here))
            assert set(visible_in(user, one, NOW)) == wanted
    assert 0 < visible_in(agreed, editie, NOW).count() < visible_in(leads, editie, NOW).count()
