"""Photographs of cards: made anew, sealed, of her whose cards they are; nothing to anybody else."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import User
from intervisie.actions.kaartfotos import MOST_FOTOS, add_foto, recode, remove_foto
from intervisie.models import Kaartfoto, Sessie, Sessiedeelnemer
from intervisie.queries.kaartfotos import fotos_of, groups_of
from intervisie.views.sessiedoor import cookie_name, cookie_path
from tests.community.leergroepen.files import HOSTILE
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.kaartfotos import CAMERA, PLACE, a_foto, a_picture
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, guest_token, plek_of, seat_of
from tests.in_full import share

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people() -> list[User]:
    return [UserFactory() for _ in range(4)]


@pytest.fixture
def sessie(people: list[User]) -> Sessie:
    """A session on paper that goes on; the first leads it, a guest takes part."""
    return a_sessie(*people, medium="PAPIER", guests=1)


def page(sessie: Sessie) -> str:
    return reverse("sessie-fotos", args=[sessie.code])


def picture_page(foto: Kaartfoto) -> str:
    return reverse("sessie-foto", args=[foto.sessie.code, foto.pk])


def as_guest(sessie: Sessie) -> Client:
    client = Client()
    client.cookies[cookie_name(sessie.code)] = guest_token(sessie)
    client.cookies[cookie_name(sessie.code)]["path"] = cookie_path(sessie.code)
    return client


def test_the_leader_photographs_the_cards_of_one_person(people: list[User], sessie: Sessie) -> None:
    seat = seat_of(sessie, 2)
    answer = as_(people[0]).post(page(sessie), {"about": str(seat.pk), "foto": a_picture()})
    assert answer.status_code == 302
    with confidential():
        foto = Kaartfoto.objects.select_related("sessie").get()
        content = foto.content.read()
    assert (foto.about_id, foto.data_key_id, foto.size) == (seat.pk, sessie.data_key_id, len(content))
    got = as_(people[1]).get(picture_page(foto))
    assert (got.status_code, got["Content-Type"], got["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert ("no-store" in got["Cache-Control"], got["Content-Security-Policy"]) == (True, "default-src 'none'; sandbox")
    assert b"".join(got.streaming_content) == content  # type: ignore[attr-defined]  # it streams
    assert as_(people[0]).get(picture_page(foto)).status_code == 200, "who leads looks along while it goes on"
    assert {as_(user).get(picture_page(foto)).status_code for user in (people[2], people[3], UserFactory())} == {404}
    assert (as_guest(sessie).get(picture_page(foto)).status_code, Client().get(picture_page(foto)).status_code) == (
        404, 302,
    )  # fmt: skip


def test_afterwards_only_she_whose_cards_they_are(people: list[User], sessie: Sessie) -> None:
    foto, of_guest = a_foto(sessie, people[0], 2), a_foto(sessie, people[0], 5)
    closes(sessie)
    assert [as_(user).get(picture_page(foto)).status_code for user in people] == [404, 200, 404, 404]
    assert as_guest(sessie).get(picture_page(of_guest)).status_code == 200
    with confidential():
        assert [row.pk for row in fotos_of(seat_of(sessie, 2))] == [foto.pk]
    Sessie.objects.filter(pk=sessie.pk).update(removed_at=NOW)
    assert as_(people[1]).get(picture_page(foto)).status_code == 404
    with confidential():
        assert fotos_of(seat_of(sessie, 2)) == []


def test_who_was_shut_out_sees_not_even_her_own(people: list[User], sessie: Sessie) -> None:
    foto = a_foto(sessie, people[0], 2)
    Sessiedeelnemer.objects.filter(pk=foto.about_id).update(left_at=NOW, removed_at=NOW)
    assert as_(people[1]).get(picture_page(foto)).status_code == 404
    assert as_(people[1]).get(page(sessie)).status_code == 404


def test_she_adds_her_own_and_no_one_elses(people: list[User], sessie: Sessie) -> None:
    hers, other = seat_of(sessie, 3), seat_of(sessie, 2)
    assert as_(people[2]).post(page(sessie), {"about": str(hers.pk), "foto": a_picture()}).status_code == 302
    answer = as_(people[2]).post(page(sessie), {"about": str(other.pk), "foto": a_picture()})
    assert (answer.status_code, "Kies van wie de kaartjes zijn." in answer.content.decode()) == (200, True)
    with confidential(), pytest.raises(DeniedError):
        add_foto(plek=plek_of(sessie, people[2]), about=other.pk, upload=a_picture(), now=NOW)
    with confidential():
        assert [row.about_id for row in Kaartfoto.objects.all()] == [hers.pk]


def test_a_guest_adds_and_sees_her_own(sessie: Sessie) -> None:
    client = as_guest(sessie)
    seat = sessie.deelnemers.get(user__isnull=True)
    assert client.post(page(sessie), {"about": str(seat.pk), "foto": a_picture("PNG")}).status_code == 302
    with confidential():
        foto = Kaartfoto.objects.select_related("sessie").get()
    assert (foto.kind, client.get(picture_page(foto)).status_code) == ("PNG", 200)
    shown = client.get(page(sessie)).content.decode()
    assert ("Kaartjes voor jou" in shown, picture_page(foto) in shown) == (True, True)


@pytest.mark.parametrize(("medium", "is_on_paper", "opens"), [
    ("PAPIER", False, True), ("GEMENGD", False, True), ("SCHERM", False, False), ("SCHERM", True, True),
])  # fmt: skip
def test_only_where_somebody_writes_on_paper(people: list[User], medium: str, is_on_paper: bool, opens: bool) -> None:
    sessie = a_sessie(*people, medium=medium)
    Sessiedeelnemer.objects.create(
        sessie=sessie, number=9, name="Wil", is_on_paper=is_on_paper, joined_at=NOW, takes_part=is_on_paper
    )
    assert as_(people[0]).get(page(sessie)).status_code == (200 if opens else 404)


def test_until_a_day_after_the_session(people: list[User], sessie: Sessie) -> None:
    over = NOW + timedelta(days=1)
    closes(sessie)
    for moment, opens in ((over - timedelta(seconds=1), True), (over, False)):
        with time_machine.travel(moment, tick=False):
            assert as_(people[0]).get(page(sessie)).status_code == (200 if opens else 404)
    waiting = a_sessie(*people, medium="PAPIER", is_begun=False)
    assert as_(people[0]).get(page(waiting)).status_code == 404


def test_nothing_of_the_camera_stays(people: list[User], sessie: Sessie) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        upload = a_picture(kind)
        assert (CAMERA.encode() in upload.read(), kind) == (True, kind)
        _kind, content = recode(upload)
        assert [word for word in (CAMERA, PLACE) if word.encode() in content] == []
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, dict(picture.getexif())) == (kind, {})


def test_a_turned_photograph_stands_upright_and_a_large_one_is_made_smaller() -> None:
    target = io.BytesIO()
    picture = Image.new("RGB", (4000, 2000), "white")
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(target, "JPEG", exif=exif.tobytes())
    _kind, content = recode(SimpleUploadedFile("a.jpg", target.getvalue()))
    with Image.open(io.BytesIO(content)) as made:
        assert (made.width < made.height, max(made.size) <= 3200) == (True, True)


def test_at_most_twelve_of_one_person(people: list[User], sessie: Sessie) -> None:
    for _ in range(MOST_FOTOS):
        a_foto(sessie, people[0], 2)
    seat = seat_of(sessie, 2)
    answer = as_(people[0]).post(page(sessie), {"about": str(seat.pk), "foto": a_picture()})
    sentence = "passen hooguit 12 foto&#x27;s. Verwijder er eerst een."
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert a_foto(sessie, people[0], 3).about_id == seat_of(sessie, 3).pk
    with confidential():
        assert Kaartfoto.objects.count() == MOST_FOTOS + 1


def test_the_same_form_twice_adds_one(people: list[User], sessie: Sessie) -> None:
    client, seat = as_(people[0]), seat_of(sessie, 2)
    token = client.get(page(sessie)).context["form"]
    assert token is not None
    sent = {"about": str(seat.pk), "eenmalig": "11111111-1111-4111-8111-111111111111"}
    for _ in range(2):
        assert client.post(page(sessie), sent | {"foto": a_picture()}).status_code == 302
    with confidential():
        assert Kaartfoto.objects.count() == 1


def test_removing_takes_the_file_too(
    people: list[User], sessie: Sessie, django_capture_on_commit_callbacks: Any
) -> None:
    foto = a_foto(sessie, people[0], 2)
    client, address = as_(people[1]), reverse("sessie-foto-verwijderen", args=[sessie.code, foto.pk])
    assert as_(people[2]).post(address).status_code == 404
    with confidential():
        content = Kaartfoto.objects.get().content
        assert content.read()
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    with confidential():
        assert Kaartfoto.objects.count() == 0
    with pytest.raises(Exception, match="bestand"):
        content.read()
    assert client.post(address).status_code == 404


def test_after_closing_the_leader_takes_none_away_that_she_does_not_see(people: list[User], sessie: Sessie) -> None:
    foto = a_foto(sessie, people[0], 2)
    closes(sessie)
    with confidential(), pytest.raises(DeniedError):
        remove_foto(plek=plek_of(sessie, people[0]), foto=foto, now=NOW)


@pytest.mark.parametrize(
    ("title", "content"), share([(row[0], row[2]) for row in HOSTILE]), ids=share([row[0] for row in HOSTILE])
)
def test_hostile_files_are_refused_or_drawn_anew(title: str, content: bytes) -> None:
    kept, said = b"", ""
    try:
        _kind, kept = recode(SimpleUploadedFile("a.jpg", content))
    except ActionError as error:
        said = error.message
    if not kept:
        assert said.endswith("."), title
        return
    assert kept != content, title
    with Image.open(io.BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "Dit bestand is leeg."), (b"<svg onload='x'/>", "Een svg-tekening kan hier niet."),
    (b"GIF89a" + b"x" * 90, "We kunnen deze afbeelding niet openen."), (b"%PDF-1.7 x", "We kunnen deze afbeelding"),
    (b"\xff\xd8\xff\xe0" + b"x" * 300, "We kunnen deze afbeelding niet openen."),
    (b"\x00\x00\x00\x18ftypheic" + b"x" * 90, "Dit is een heic-foto van een telefoon."),
    (b"x" * (15 * 1024 * 1024 + 1), "Deze foto is groter dan 15 MB."),
])  # fmt: skip
def test_what_is_no_photograph_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(ActionError) as caught:
        recode(SimpleUploadedFile("kaart.jpg", content))
    assert sentence in caught.value.message


def test_the_page_asks_as_much_for_one_as_for_thirty(people: list[User], sessie: Sessie) -> None:
    counts = []
    for number in (1, 12):
        while _count() < number:
            a_foto(sessie, people[0], 2 + _count() % 3)
        with confidential(), CaptureQueriesContext(connection) as asked:
            groups = groups_of(plek_of(sessie, people[0]), NOW)
            assert sum(len(group.fotos) for group in groups) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _count() -> int:
    with confidential():
        return Kaartfoto.objects.count()
