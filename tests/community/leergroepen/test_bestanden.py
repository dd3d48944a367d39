"""Files with a message: only what is on the list by its content comes in, and only who reads along gets them (T43)."""

import io
import os
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from community.actions import groepsberichten
from community.actions.bestanden import remove_left_behind_bestanden
from community.actions.bestandsinhoud import BestandError, Inhoud, judge
from community.actions.groepsberichten import Meegestuurd, post_groepsbericht, remove_groepsbericht
from community.actions.groepssamenvoeging import merge_leergroep
from community.models import Bestand, BestandKind, Groepsbericht, Kring, Leergroep, Lidmaatschap
from tests.community.leergroepen.cast import Cast, a_cast
from tests.community.leergroepen.files import (
    GOOD,
    HOSTILE,
    RELATIONS,
    TYPES,
    WORD,
    archive,
    document,
    pdf,
    types,
)
from tests.community.people.pictures import with_place_and_camera
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

Committing = Callable[..., AbstractContextManager[list[Any]]]
ONE = Inhoud("verslag.pdf", BestandKind.PDF, pdf())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the files of one test in a folder of its own; returns where they lie."""
    storage = Bestand._meta.get_field("content").storage
    for name in ("location", "base_location"):
        monkeypatch.setitem(storage.__dict__, name, str(tmp_path))
    return tmp_path / "bestanden"


@pytest.fixture
def cast() -> Cast:
    """A group with everybody who could knock at its door."""
    return a_cast()


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def upload(content: bytes, name: str = "a.pdf") -> SimpleUploadedFile:
    """Return a file as it arrives, under the very name that was sent."""
    made = SimpleUploadedFile("a.pdf", content, content_type="application/pdf")
    made.__dict__["_name"] = name
    return made


def page_of(cast: Cast) -> str:
    return reverse("leergroep-berichten", kwargs={"slug": cast.leergroep.slug})


def send(browser: Client, path: str, *files: SimpleUploadedFile) -> Any:
    return browser.post(path, {"text": "Zie de bijlage.", "bestanden": files, "eenmalig": str(uuid.uuid4())})


def shared(cast: Cast, *files: Inhoud) -> Groepsbericht:
    """Return a message of an ordinary member with these files."""
    more = Meegestuurd(files=files or (ONE,))
    return post_groepsbericht(actor=cast["GL"], kring=cast.leergroep.kring, text="Zie.", more=more, now=NOW)


def path_of(cast: Cast, bestand: Bestand) -> str:
    return reverse("leergroep-bestand", kwargs={"slug": cast.leergroep.slug, "bestand_id": bestand.pk})


def test_so_many_hostile_and_good_files() -> None:
    """T43 asks for 40 and 12."""
    assert (len(HOSTILE) >= 40, len(GOOD) >= 12) == (True, True)
    assert {kind for *_, kind in GOOD} == set(BestandKind)


@pytest.mark.parametrize(("what", "name", "content", "sentence"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_hostile_file_gets_a_sentence(what: str, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(BestandError) as refused:
        judge(upload(content, name))
    assert sentence in refused.value.message
    assert "\u202e" not in refused.value.message


@pytest.mark.parametrize(("what", "name", "content", "shown", "kind"), GOOD, ids=[row[0] for row in GOOD])
def test_a_good_file_is_kept_under_a_clean_name(
    what: str, name: str, content: bytes, shown: str, kind: BestandKind
) -> None:
    found = judge(upload(content, name))
    assert (found.name, found.kind) == (shown, kind)
    assert kind in (BestandKind.JPG, BestandKind.PNG, BestandKind.WEBP) or found.content == content


def test_a_refused_file_keeps_the_text_and_stores_nothing(cast: Cast, folder: Path) -> None:
    before = Groepsbericht.objects.count()
    browser = browser_of(cast["GL"])
    for _what, name, content, _sentence in HOSTILE[2:30:3]:
        answer = send(browser, page_of(cast), upload(pdf(), "goed.pdf"), upload(content, name))
        text = answer.content.decode()
        assert (answer.status_code, "Zie de bijlage." in text, "Kies de bestanden daarna opnieuw." in text) == (
            200, True, True,
        ), name  # fmt: skip
    assert (Groepsbericht.objects.count(), Bestand.objects.count(), stored(folder)) == (before, 0, [])


def test_five_files_and_not_six(cast: Cast, folder: Path) -> None:
    browser = browser_of(cast["GL"])
    six = [upload(pdf(), f"{number}.pdf") for number in range(6)]
    assert "Deel hooguit vijf bestanden tegelijk." in send(browser, page_of(cast), *six).content.decode()
    assert stored(folder) == []
    five = [upload(pdf(), f"{number}.pdf") for number in range(5)]
    assert send(browser, page_of(cast), *five).status_code == 302
    rows = Bestand.objects.order_by("number")
    assert [row.name for row in rows] == [f"{number}.pdf" for number in range(5)]
    assert sorted(str(row.content.name) for row in rows) == [f"bestanden/{name}" for name in stored(folder)]
    assert [uuid.UUID(name).version for name in stored(folder)] == [4] * 5
    text = browser.get(page_of(cast)).content.decode()
    assert [path_of(cast, row) in text for row in rows] == [True] * 5


def test_the_same_form_twice_stores_the_files_once(cast: Cast, folder: Path) -> None:
    browser, token = browser_of(cast["GL"]), str(uuid.uuid4())
    path = reverse("leergroep-gesprek", kwargs={"slug": cast.leergroep.slug, "bericht_id": cast.first.pk})
    for _ in range(2):
        form = {"text": "Zie.", "bestanden": [upload(pdf())], "eenmalig": token}
        assert browser.post(path, form).status_code == 302
    assert (Bestand.objects.count(), len(stored(folder))) == (1, 1)


def test_of_a_photo_only_the_picture_is_kept(cast: Cast) -> None:
    assert b"KANARIE" in with_place_and_camera()
    found = judge(upload(with_place_and_camera(), "foto.jpg"))
    assert b"KANARIE" not in found.content
    with Image.open(io.BytesIO(found.content)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (480, 640))  # it lay on its side


def test_a_very_large_picture_becomes_smaller() -> None:
    target = io.BytesIO()
    Image.new("RGB", (5000, 2500), "green").save(target, "JPEG")
    with Image.open(io.BytesIO(judge(upload(target.getvalue(), "a.jpg")).content)) as image:
        assert image.size == (3200, 1600)


def test_the_answer_lets_no_browser_do_anything_with_it(cast: Cast) -> None:
    """T43, T46, T71."""
    odd = Inhoud("kaart \"a\"; x='é'.pdf", BestandKind.PDF, pdf())
    row = shared(cast, odd).bestanden.get()
    answer = browser_of(cast["TK"]).get(path_of(cast, row))
    assert answer.content == pdf()
    assert {name: answer.headers.get(name) for name in (
        "Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "ETag", "Last-Modified",
    )} == {
        "Content-Type": "application/pdf", "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store", "ETag": None, "Last-Modified": None,
    }  # fmt: skip
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''kaart%20")
    assert "\n" not in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("role", ["LI", "LA", "EX", "WA", "AV", "CO", "RE", "BE", "PA"])
def test_who_does_not_read_along_gets_what_does_not_exist(cast: Cast, role: str) -> None:
    row = shared(cast).bestanden.get()
    browser = browser_of(cast[role])
    answer = browser.get(path_of(cast, row))
    row.pk = uuid.uuid4()
    missing = browser.get(path_of(cast, row))
    assert (answer.status_code, b"%PDF" in answer.content) == (404, False)
    assert answer.content == missing.content


def test_who_did_not_agree_yet_is_led_to_the_agreements_and_a_visitor_to_logging_in(cast: Cast) -> None:
    path = path_of(cast, shared(cast).bestanden.get())
    answer = browser_of(cast["ZA"]).get(path)
    assert (answer.status_code, "/afspraken/" in answer.headers["Location"]) == (302, True)
    assert Client().get(path).headers["Location"].startswith("/inloggen/")


def test_a_removed_member_loses_the_files_at_the_next_request(cast: Cast) -> None:
    """T8."""
    path, browser = path_of(cast, shared(cast).bestanden.get()), browser_of(cast["TK"])
    assert browser.get(path).status_code == 200
    Lidmaatschap.objects.filter(user=cast["TK"]).update(until_at=NOW)
    assert browser.get(path).status_code == 404


def test_the_file_of_one_group_does_not_open_under_the_address_of_another(cast: Cast) -> None:
    row, other = shared(cast).bestanden.get(), a_cast()
    other_path = reverse("leergroep-bestand", kwargs={"slug": other.leergroep.slug, "bestand_id": row.pk})
    assert browser_of(other["GL"]).get(other_path).status_code == 404


def test_removing_a_message_removes_its_files(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: Committing
) -> None:
    bericht = shared(cast, ONE, ONE)
    paths, browser = [path_of(cast, row) for row in bericht.bestanden.all()], browser_of(cast["GL"])
    with django_capture_on_commit_callbacks(execute=True) as later:
        remove_groepsbericht(actor=cast["GL"], bericht=bericht, now=NOW)
        assert len(stored(folder)) == 2  # the files wait for the commit
    assert (len(later), stored(folder), Bestand.objects.count()) == (2, [], 0)
    assert [browser.get(path).status_code for path in paths] == [404, 404]


def test_a_message_that_cannot_be_stored_leaves_no_file(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        assert len(stored(folder)) == 1
        raise OSError

    monkeypatch.setattr(groepsberichten, "name_people", broken)
    with pytest.raises(OSError):  # noqa: PT011 - nothing more is known of it
        shared(cast)
    assert (stored(folder), Bestand.objects.count()) == ([], 0)


def test_files_that_nobody_names_are_removed_after_a_day(cast: Cast, folder: Path) -> None:
    kept = shared(cast).bestanden.get()
    for name, age in (("oud", timedelta(days=2)), ("nieuw", timedelta(hours=1))):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, times=((NOW - age).timestamp(),) * 2)
    os.utime(folder / Path(kept.content.name).name, times=((NOW - timedelta(days=9)).timestamp(),) * 2)
    assert remove_left_behind_bestanden(NOW) == 1
    assert stored(folder) == sorted(["nieuw", Path(kept.content.name).name])
    Kring.objects.get(pk=cast.leergroep.kring_id).groepsberichten.all().delete()
    assert remove_left_behind_bestanden(NOW) == 1


def test_a_file_that_is_gone_is_not_there(cast: Cast, folder: Path) -> None:
    row = shared(cast).bestanden.get()
    (folder / Path(row.content.name).name).unlink()
    assert browser_of(cast["GL"]).get(path_of(cast, row)).status_code == 404


def test_only_files_are_files(cast: Cast) -> None:
    answer = browser_of(cast["GL"]).post(page_of(cast), {"text": "Zie.", "bestanden": "geen bestand"})
    assert (answer.status_code, Bestand.objects.count()) == (302, 0)


def test_a_closed_group_can_be_read_and_nothing_is_added(cast: Cast, folder: Path) -> None:
    path = path_of(cast, shared(cast).bestanden.get())
    Kring.objects.update(closed_at=NOW)
    browser = browser_of(cast["GL"])
    assert (browser.get(path).status_code, send(browser, page_of(cast), upload(pdf())).status_code) == (200, 200)
    assert len(stored(folder)) == 1


def test_files_stay_in_the_archive_of_a_group_that_went_up_in_another(cast: Cast, folder: Path) -> None:
    path, other = path_of(cast, shared(cast).bestanden.get()), Leergroep.objects.get(kring__name="Hoge gronden")
    merge_leergroep(actor=cast["CO"], leergroep=cast.leergroep, target=other, keeps_meetings=True, now=NOW)
    answers = [browser_of(cast[role]).get(path).status_code for role in ("GL", "LA", "EX", "CO")]
    assert (answers, len(stored(folder))) == ([200, 404, 404, 404], 1)


MEGABYTE = 1_000_000
SLOW = {
    "spaces": ("a.txt", b" " * MEGABYTE),
    "brackets": ("a.txt", b"<" * MEGABYTE),
    "names spelled in a pdf": ("a.pdf", pdf(b"#41" * (MEGABYTE // 3))),
    "ends of a pdf": ("a.pdf", pdf() + b"%%EOF" * (MEGABYTE // 5)),
    "packed parts of a pdf": ("a.pdf", pdf(b"/ObjStm/Filter/Fl>>stream\nx\x9c\x03\0" * 4900 + b"\0" * MEGABYTE)),
    "open relations": ("a.docx", document(parts={RELATIONS: "<Relationship " * (MEGABYTE // 14)})),
    "nested relations": ("a.docx", document(parts={RELATIONS: "<a>" * 140_000 + "</a>" * 140_000})),
    "long list of contents": ("a.docx", archive({TYPES: types(WORD) + "x" * MEGABYTE})),
    "long names": ("a.docx", archive({TYPES: types(WORD), **{f"w/{'../' * 20_000}{n}": "" for n in range(15)}})),
}


@pytest.mark.parametrize("what", SLOW)
def test_no_file_keeps_the_platform_busy(what: str) -> None:
    """T44: none grows with the square of its size: that would take minutes of CPU for a megabyte, not seconds."""
    name, content = SLOW[what]
    began = time.process_time()
    with suppress(BestandError):
        judge(upload(content, name))
    assert time.process_time() - began < 20
