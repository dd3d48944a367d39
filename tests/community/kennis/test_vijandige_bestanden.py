"""T43 at the doors of a redacteur: every hostile file as picture and as document, one by one and by dragging many.

`make test` sends every third file to each door; `make proof` all of them.
"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from tests.community.kennis.test_beelden import PREFIX, photo
from tests.community.kennis.test_publiceren import a_redacteur, browser_of
from tests.community.leergroepen.files import HOSTILE, pdf
from tests.in_full import IS_FULL, share, tell
from tests.toegang.sweep import undone
from tests.wrong_input.test_hostile_files import PHOTOS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800 if IS_FULL else 300)]

WAYS = ("add/", "chooser/create/", "multiple/add/")
DOORS = [(kind, way) for kind in ("images", "documents") for way in WAYS]
STEP = 1 if IS_FULL else 3


def send(client: Client, kind: str, way: str, name: str, content: bytes) -> Any:
    """Send a file as this door takes it."""
    made = SimpleUploadedFile("a.pdf", content, content_type="application/pdf")
    made.__dict__["_name"] = name  # the very name that was sent
    path = f"/beheer/{kind}/{way}"
    if way == "multiple/add/":
        return client.post(path, {"title": "Titel", "files[]": made}, headers={"X-Requested-With": "XMLHttpRequest"})
    before = f"{PREFIX[kind]}-" if way == "chooser/create/" else ""
    return client.post(path, {f"{before}title": "Titel", f"{before}file": made, f"{before}collection": "1"})


def kept() -> int:
    """Return how much of what was sent is there."""
    return sum(model.objects.count() for model in (get_image_model(), get_document_model(), UploadedFile))


def sentence_of(answer: Any, way: str) -> bool:
    """Whether it says what is the matter."""
    if way == "multiple/add/":
        return answer.json()["success"] is False and bool(answer.json().get("error_message"))
    page = answer.content.decode()
    return "error-message" in page or "messages" in page


@pytest.mark.parametrize(("number", "door"), share(list(enumerate(DOORS))))
def test_no_door_of_the_website_takes_a_hostile_file(number: int, door: tuple[str, str]) -> None:
    kind, way = door
    client = browser_of(a_redacteur())
    client.raise_request_exception = False
    meant = PHOTOS if kind == "images" else set()
    files = [row for row in HOSTILE if row[0] not in meant][number % STEP :: STEP]
    taken, errors, silent = [], [], []
    for what, name, content, _sentence in files:
        with undone(client):
            answer = send(client, kind, way, name, content)
            taken += [what] if kept() else []
            errors += [f"{what}: {answer.status_code}"] if answer.status_code >= 500 else []
            silent += [what] if answer.status_code == 200 and not sentence_of(answer, way) else []
    tell(hostile=len(files), doors=1, taken=len(taken), errors=len(errors))
    assert (taken, errors, silent) == ([], [], [])
    assert len(files) >= len(HOSTILE) // STEP - 2


@pytest.mark.parametrize(("kind", "way"), DOORS)
def test_the_same_doors_take_what_is_good(kind: str, way: str) -> None:
    name, content = ("sloot.jpg", photo()) if kind == "images" else ("blad.pdf", pdf())
    assert send(browser_of(a_redacteur()), kind, way, name, content).status_code in {200, 302}
    assert kept() == 1
