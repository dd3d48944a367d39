"""Files of members and of the website on an S3-compatible server: they come out through our own doors only."""

import io
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from community.actions.bestanden import remove_left_behind_bestanden, remove_unnamed
from community.actions.bestandsinhoud import Inhoud
from community.actions.fotos import remove_left_behind, set_foto
from community.actions.groepsberichten import Meegestuurd, post_groepsbericht
from community.actions.kluis import sweep_orphan_files
from community.fields import SealedFile, SealedFileField
from community.kluis import BoxBrokenError, new_key
from community.models import Bestand, BestandKind, Profiel
from community.queries.kluis import kept_files
from deploy.backup import stores
from deploy.s3 import S3Files, StoreError
from tests.community.leergroepen.cast import a_cast
from tests.community.leergroepen.files import pdf
from tests.deploy import s3_server
from tests.deploy.s3_server import PRIVATE, PUBLIC
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

BODY = b"kanarie-in-de-emmer " * 20_000
BOUND = b"proef"
LATER = datetime.now(UTC) + timedelta(days=2)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """One server for the tests of this file."""
    with s3_server.s3_server() as address:
        yield address


@pytest.fixture(autouse=True)
def store(endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let this process keep its files on the server, empty at the start; returns its address."""
    settings.STORAGES = {**settings.STORAGES, **s3_server.storages(endpoint)}
    for model, name in ((Profiel, "foto"), (Bestand, "content")):
        monkeypatch.setattr(model._meta.get_field(name), "storage", storages["private"])
    for bucket in (PRIVATE, PUBLIC):
        for key in s3_server.objects(endpoint, bucket):
            s3_server.client(endpoint).delete_object(Bucket=bucket, Key=key)
    return endpoint


def a_photo() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (500, 500), "red").save(target, "JPEG")
    return SimpleUploadedFile("vakantie.jpg", target.getvalue(), content_type="image/jpeg")


def sealed(value: object) -> tuple[bytes, SealedFile]:
    """Seal a file and return its box with the file as it is read."""
    field, key = SealedFileField(), new_key()
    box = field.lock(value, key, BOUND)
    return box, field.unlock(box, key, BOUND)


@pytest.mark.parametrize("value", [BODY, b"", [BODY[:7], BODY[7:]], SimpleUploadedFile("een naam.pdf", BODY)])
def test_a_sealed_file_goes_in_and_comes_out(store: str, value: object) -> None:
    _box, file = sealed(value)
    expected = b"" if value == b"" else BODY
    assert (file.read(), file.size) == (expected, len(expected))
    ((name, held),) = s3_server.objects(store, PRIVATE).items()
    assert list(kept_files()) == [name]
    assert b"kanarie" not in held
    assert "naam" not in name


def test_a_sealed_file_that_was_changed_or_is_gone_gives_nothing(store: str) -> None:
    _box, file = sealed(BODY)
    ((name, held),) = s3_server.objects(store, PRIVATE).items()
    s3_server.client(store).put_object(Bucket=PRIVATE, Key=name, Body=held[:-1] + bytes([held[-1] ^ 1]))
    with pytest.raises(BoxBrokenError):
        file.read()
    file.remove()
    with pytest.raises(BoxBrokenError):
        file.read()


@pytest.mark.django_db
def test_a_sealed_file_that_no_row_names_is_swept(store: str) -> None:
    sealed(BODY)
    assert sweep_orphan_files(datetime.now(UTC)) == 0
    assert sweep_orphan_files(LATER) == 1
    assert s3_server.objects(store, PRIVATE) == {}
    assert list(kept_files()) == []


def test_nothing_readable_touches_a_disk(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    keep_in_memory = tempfile.SpooledTemporaryFile.rollover

    def rollover(file: Any) -> None:
        written.append(file._TemporaryFileArgs["suffix"])  # the server, in this process too, names its own otherwise
        keep_in_memory(file)

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rollover)
    name = storages["private"].save("bestanden/groot", ContentFile(BODY * 30))
    with storages["private"].open(name) as found:
        assert found.read() == BODY * 30
    assert ".S3File" not in written


@pytest.mark.django_db
def test_a_photo_is_shown_through_our_own_door(store: str, django_capture_on_commit_callbacks: Any) -> None:
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first = set_foto(actor=user, profiel=user.profiel, upload=a_photo(), now=NOW).foto.name
    with django_capture_on_commit_callbacks(execute=True):
        second = set_foto(actor=user, profiel=user.profiel, upload=a_photo(), now=NOW).foto.name
    assert first != second
    assert set(s3_server.objects(store, PRIVATE)) == {second}
    browser, path = browser_of(user), reverse("lid-foto", kwargs={"code": user.profiel.code})
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.content == s3_server.objects(store, PRIVATE)[str(second)]
    assert answer.headers["Cache-Control"] == "private, no-store"
    s3_server.client(store).delete_object(Bucket=PRIVATE, Key=second)
    assert browser.get(path).status_code == 404


@pytest.mark.django_db
def test_a_file_of_a_group_is_given_by_its_own_door_to_who_may(store: str) -> None:
    cast = a_cast()
    more = Meegestuurd(files=(Inhoud("verslag.pdf", BestandKind.PDF, pdf()),))
    post_groepsbericht(actor=cast["GL"], kring=cast.leergroep.kring, text="Zie.", more=more, now=NOW)
    bestand = Bestand.objects.get()
    path = reverse("leergroep-bestand", kwargs={"slug": cast.leergroep.slug, "bestand_id": bestand.pk})
    assert (browser_of(cast["GL"]).get(path).content, browser_of(UserFactory()).get(path).status_code) == (pdf(), 404)
    assert list(s3_server.objects(store, PRIVATE)) == [bestand.content.name]


@pytest.mark.django_db
def test_what_no_row_names_is_destroyed_also_in_an_empty_store(store: str) -> None:
    for purge in (remove_left_behind, remove_left_behind_bestanden):
        assert purge(LATER) == 0
    for folder in ("fotos", "bestanden"):
        storages["private"].save(f"{folder}/{uuid.uuid4()}", ContentFile(b"x"))
    kept = storages["private"].save("fotos-anders/x", ContentFile(b"x"))
    assert (remove_left_behind(LATER), remove_left_behind_bestanden(LATER)) == (1, 1)
    assert list(s3_server.objects(store, PRIVATE)) == [kept]
    assert remove_unnamed([], storage=storages["private"], folder="fotos-anders", now=datetime.now(UTC)) == 0


@pytest.mark.django_db
def test_a_picture_of_the_website_and_its_sizes_lie_in_the_other_bucket(store: str) -> None:
    made = get_image_model()(title="Uiterwaard", file=ImageFile(a_photo(), name="uiterwaard.jpg"))
    made.file.storage = storages["default"]
    made.file.save("uiterwaard.jpg", a_photo())
    made.save()
    assert (made.width, made.height) == (500, 500)
    with made.get_willow_image() as picture:
        assert picture.get_size() == (500, 500)
    assert s3_server.objects(store, PRIVATE) == {}
    assert [name for name in s3_server.objects(store, PUBLIC) if "uiterwaard" in name]


def test_two_files_of_one_name_stay_two(store: str) -> None:
    names = {storages["default"].save("plaatje.jpg", ContentFile(part)) for part in (b"een", b"twee")}
    assert len(names) == 2
    assert set(s3_server.objects(store, PUBLIC).values()) == {b"een", b"twee"}


def test_a_backup_takes_all_from_the_store_and_puts_it_back_in_an_empty_one(store: str, tmp_path: Path) -> None:
    contents = {"los.bin": BODY, "kluis/a/diep.bin": b"", "fotos/groot.jpg": BODY * 30}  # above what goes in one piece
    for name, content in contents.items():
        storages["private"].save(name, ContentFile(content))
    assert stores.pack("private", tmp_path / "alles.tar") == len(contents)
    assert stores.is_empty("default")
    assert stores.unpack(tmp_path / "alles.tar", "default") == len(contents)
    assert s3_server.objects(store, PUBLIC) == s3_server.objects(store, PRIVATE) == contents


def test_a_store_that_does_not_answer_is_as_a_disk_that_fails_and_tells_no_name() -> None:
    gone = S3Files(
        endpoint_url="http://127.0.0.1:1", bucket_name="x", access_key="a", secret_key="b", region_name="us-east-1"
    )
    for attempt in (lambda: gone.exists("geheim"), lambda: gone.open("geheim"), lambda: gone.delete("geheim"),
                    lambda: gone.listdir("geheim"), lambda: gone.save("geheim", ContentFile(b"x"))):  # fmt: skip
        with pytest.raises(StoreError) as told:
            attempt()
        assert "geheim" not in str(told.value)
        assert told.value.__cause__ is None


def test_who_has_no_right_of_her_own_gets_nothing_from_the_store(store: str) -> None:
    """The buckets are closed: an object has no address that opens without the key of the site."""
    name = storages["private"].save("bestanden/een", ContentFile(BODY))
    assert "Signature" in storages["private"].url(name)
    assert s3_server.client(store).get_object_acl(Bucket=PRIVATE, Key=name)["Grants"][0]["Permission"] == "FULL_CONTROL"
    assert len(s3_server.client(store).get_object_acl(Bucket=PRIVATE, Key=name)["Grants"]) == 1
