"""Photos: only pictures come in, and nothing of the file that was sent stays (T43)."""

import io
import os
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from community import access
from community.actions.fotos import FotoError, recode, remove_foto, remove_left_behind, set_foto
from community.models import Profiel, User, VisibleTo
from tests.community.people.pictures import (
    GOOD,
    HOSTILE,
    JUNK,
    picture,
    with_hidden_text,
    with_place_and_camera,
)
from tests.community.people.situations import profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

PAGE = "/mijn/profiel/foto/"
Committing = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the photos of one test in a folder of its own; returns where they lie."""
    storage = Profiel._meta.get_field("foto").storage
    for name in ("location", "base_location"):
        monkeypatch.setitem(storage.__dict__, name, str(tmp_path))
    return tmp_path / "fotos"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def send(browser: Client, content: bytes, name: str = "foto.jpg") -> Any:
    upload = SimpleUploadedFile("foto.jpg", content, content_type="image/jpeg")
    upload.__dict__["_name"] = name  # what a browser sends, before Django makes it safe
    return browser.post(PAGE, {"foto": upload, "eenmalig": str(uuid.uuid4())})


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", content)


@pytest.mark.parametrize(("what", "name", "content", "sentence"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_files_get_a_sentence(what: str, name: str, content: bytes, sentence: str, folder: Path) -> None:
    user = UserFactory()
    answer = send(browser_of(user), content, name)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert (profiel_of(user).foto.name, files(folder)) == ("", [])


@pytest.mark.parametrize(("what", "name", "content"), GOOD, ids=[row[0] for row in GOOD])
def test_good_files_become_a_square(what: str, name: str, content: bytes, folder: Path) -> None:
    user = UserFactory()
    assert send(browser_of(user), content, name).status_code == 302
    (stored,) = files(folder)
    assert profiel_of(user).foto.name == f"fotos/{stored}"
    assert uuid.UUID(stored.removesuffix(".jpg")).version == 4
    with Image.open(folder / stored) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (400, 400), "RGB")
    assert JUNK not in (folder / stored).read_bytes()


@pytest.mark.parametrize("make", [with_place_and_camera, with_hidden_text])
def test_nothing_hidden_comes_along(make: Callable[[], bytes]) -> None:
    clean = recode(upload(make()))
    assert b"KANARIE" in make()
    assert b"KANARIE" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert (dict(image.getexif()), set(image.info) & {"exif", "comment", "icc_profile", "xmp"}) == ({}, set())


def test_a_photo_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    wide = Image.new("RGB", (400, 400), "white")
    wide.paste("red", (0, 0, 400, 200))
    target = io.BytesIO()
    wide.save(target, "JPEG", exif=exif)
    with Image.open(io.BytesIO(recode(upload(target.getvalue())))) as image:
        top, bottom = image.getpixel((200, 20)), image.getpixel((200, 380))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[1] > 200, bottom[1] < 60) == (True, True)


def test_what_one_can_see_through_becomes_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(io.BytesIO(recode(upload(clear.getvalue())))) as image:
        assert image.getpixel((200, 200)) == (255, 255, 255)


def test_the_answer_lets_no_browser_do_anything_with_it() -> None:
    user = UserFactory()
    browser = browser_of(user)
    send(browser, picture())
    answer = browser.get(f"/leden/{user.profiel.code}/foto/")
    assert answer.content[:2] == b"\xff\xd8"
    assert {name: answer.headers.get(name) for name in (
        "Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control",
        "ETag", "Last-Modified",
    )} == {
        "Content-Type": "image/jpeg", "Content-Disposition": 'inline; filename="foto.jpg"',
        "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store", "ETag": None, "Last-Modified": None,
    }  # fmt: skip


def test_the_file_lies_outside_what_the_web_server_gives(folder: Path) -> None:
    storages: Any = settings.STORAGES
    stored = Path(storages["private"]["OPTIONS"]["location"])
    assert stored not in (settings.MEDIA_ROOT, settings.STATIC_ROOT)
    assert not stored.is_relative_to(settings.MEDIA_ROOT)


def test_a_file_that_is_gone_is_not_there() -> None:
    user = UserFactory()
    profiel_of(user, foto="fotos/weg.jpg")
    assert browser_of(user).get(f"/leden/{user.profiel.code}/foto/").status_code == 404


def test_a_photo_for_few_does_not_exist_for_others() -> None:
    user = UserFactory()
    profiel_of(user, foto_visible_to=VisibleTo.ALLEEN_IK)
    send(browser_of(user), picture())
    hidden = browser_of(UserFactory(coordinator=True)).get(f"/leden/{user.profiel.code}/foto/")
    assert (hidden.status_code, b"\xff\xd8" in hidden.content) == (404, False)


def test_the_old_photo_goes_after_the_new_one_is_stored(
    folder: Path, django_capture_on_commit_callbacks: Committing
) -> None:
    user = UserFactory()
    set_foto(actor=user, profiel=user.profiel, upload=upload(picture()), now=NOW)
    (old,) = files(folder)
    with django_capture_on_commit_callbacks(execute=True):
        set_foto(actor=user, profiel=user.profiel, upload=upload(picture("PNG")), now=NOW)
        assert old in files(folder)
    assert (len(files(folder)), old in files(folder)) == (1, False)


def test_a_refused_photo_leaves_the_old_one(folder: Path) -> None:
    user = UserFactory()
    browser = browser_of(user)
    send(browser, picture())
    before = (profiel_of(user).foto.name, files(folder))
    send(browser, b"geen foto")
    assert (profiel_of(user).foto.name, files(folder)) == before


def test_removing_asks_first(folder: Path, django_capture_on_commit_callbacks: Committing) -> None:
    user = UserFactory()
    browser = browser_of(user)
    send(browser, picture())
    assert "Weet je het zeker?" in browser.get(f"{PAGE}verwijderen/").content.decode()
    assert len(files(folder)) == 1
    token = {"eenmalig": str(uuid.uuid4())}
    with django_capture_on_commit_callbacks(execute=True):
        answers = [browser.post(f"{PAGE}verwijderen/", token) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/mijn/profiel/"] * 2
    assert (profiel_of(user).foto.name, files(folder)) == ("", [])


def test_a_double_submit_stores_one_photo(folder: Path) -> None:
    browser = browser_of(UserFactory())
    token = str(uuid.uuid4())
    for _ in range(2):
        browser.post(PAGE, {"foto": upload(picture()), "eenmalig": token})
    assert len(files(folder)) == 1


def test_nobody_changes_the_photo_of_somebody_else() -> None:
    mine, hers = UserFactory(coordinator=True), UserFactory()
    with pytest.raises(access.DeniedError):
        set_foto(actor=mine, profiel=hers.profiel, upload=upload(picture()), now=NOW)
    with pytest.raises(access.DeniedError):
        remove_foto(actor=mine, profiel=hers.profiel, now=NOW)


def test_a_save_that_fails_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()

    def broken(*_: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("community.actions.fotos._remove_after_commit", broken)
    with pytest.raises(RuntimeError, match="went away"):
        set_foto(actor=user, profiel=user.profiel, upload=upload(picture()), now=NOW)
    assert (files(folder), profiel_of(user).foto.name) == ([], "")


def test_files_that_nobody_names_are_removed_after_a_day(folder: Path) -> None:
    assert remove_left_behind(NOW) == 0
    user = UserFactory()
    set_foto(actor=user, profiel=user.profiel, upload=upload(picture()), now=NOW)
    for name, hours in (("net.jpg", 23), ("vergeten.jpg", 25), (Path(str(profiel_of(user).foto.name)).name, 99)):
        (folder / name).touch()
        written = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (written, written))
    assert remove_left_behind(NOW) == 1
    assert files(folder) == sorted([Path(str(profiel_of(user).foto.name)).name, "net.jpg"])


def test_only_a_file_is_a_photo() -> None:
    browser = browser_of(UserFactory())
    assert "Kies een foto." not in browser.get(PAGE).content.decode()
    for sent in ({}, {"foto": ""}, {"foto": "fotos/x.jpg"}):
        answer = browser.post(PAGE, sent)
        assert (answer.status_code, "Kies een foto." in answer.content.decode()) == (200, True)


def test_the_size_a_browser_claims_decides_nothing() -> None:
    heavy = upload(picture() + b"\0" * 6 * 1024 * 1024)
    heavy.size = 100
    assert recode(heavy)[:2] == b"\xff\xd8"
    empty = upload(b"")
    empty.size = 100
    with pytest.raises(FotoError):
        recode(empty)


def test_photos_of_two_people_have_nothing_in_common(folder: Path) -> None:
    for _ in range(2):
        person = UserFactory()
        set_foto(actor=person, profiel=person.profiel, upload=upload(picture()), now=NOW)
    assert len(set(files(folder))) == 2
    assert User.objects.count() == 2
