"""T43: every hostile file at every door that takes files. None is taken, each gets a page with a sentence, never a 500.

`make test` sends every ninth file to the next door; `make proof` all of them to all doors, and the good ones too.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casussen.models import Casusbestand
from community.confidential import confidential
from community.models import Bestand, Organisatie, Profiel, Uitnodiging
from tests.community.leergroepen.files import GOOD, HOSTILE
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.sweep import undone
from tests.toegang.world import World, a_world
from tests.wrong_input.page_form import fields_of, forms_of
from training.models import Materiaalversie

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600 if IS_FULL else 300)]

# The name of the page, who uses it, the name of the field for files, and a field that its form surely has.
DOORS = (
    ("leergroep-berichten", "GL", "bestanden", "text"), ("leergroep-gesprek", "GL", "bestanden", "text"),
    ("leergroep-vraag-nieuw", "GL", "bestanden", "text"), ("mijn-foto", "LI", "foto", "eenmalig"),
    ("uitnodigingslijst", "CO", "lijst", "organisatie"), ("casus-bestanden", "GL", "bestanden", "eenmalig"),
    ("materiaal-versie", "TR", "bestand", "eenmalig"),
)  # fmt: skip
Door = tuple[str, str, str, str]
FOR_FILES = [door for door in DOORS if door[2] == "bestanden"]  # of every kind
# Of a photo the content decides and never the name; these hold a plain photo, which is made anew.
PHOTOS = {"jpg as png", "jpg as pdf"}
STEP = 1 if IS_FULL else 9


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep all files of one test in a folder of its own."""
    for model, name in ((Bestand, "content"), (Profiel, "foto"), (Materiaalversie, "content")):
        storage = model._meta.get_field(name).storage  # type: ignore[union-attr]  # a field with files
        for place in ("location", "base_location"):
            monkeypatch.setitem(storage.__dict__, place, str(tmp_path))
    return tmp_path


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """Return a file as it arrives, under the very name that was sent."""
    made = SimpleUploadedFile("a.pdf", content, content_type="application/pdf")
    made.__dict__["_name"] = name
    return made


def kept() -> tuple[Any, ...]:
    """Return all that these doors may store."""
    photos = sorted(Profiel.objects.exclude(foto="").values_list("foto", flat=True))
    with confidential():
        in_casussen = Casusbestand.objects.count()
    return Bestand.objects.count(), photos, Uitnodiging.objects.count(), in_casussen, Materiaalversie.objects.count()


def page_at(name: str, world: World) -> str:
    cast = world.cast
    kwargs = {"leergroep-gesprek": {"slug": cast.leergroep.slug, "bericht_id": cast.first.pk}}
    if name == "casus-bestanden":
        return reverse(name, kwargs={"code": world.samples["casus*"]["code"]})
    if name.startswith("materiaal"):
        return reverse(name, kwargs={"materiaal_id": world.samples["materiaal*"]["materiaal_id"]})
    if name.startswith("leergroep"):
        return reverse(name, kwargs=kwargs.get(name, {"slug": cast.leergroep.slug}))
    return reverse(name)


def form_of(client: Client, path: str, known: str) -> dict[str, Any]:
    """Return what else the form for files sends."""
    form = {**fields_of(client.get(path).content.decode(), known), "text": "Zie de bijlage.", "title": "Wie weet dit?"}
    if known == "organisatie":
        form["organisatie"] = str(Organisatie.objects.values_list("pk", flat=True)[0])
    return form


def send_all(world: World, files: list[tuple[str, str, bytes]], door: Door) -> Iterator[tuple[str, int, bool]]:
    """Send each file to this door: what it was, the status of the answer, and whether it was taken."""
    name, role, field, known = door
    with time_machine.travel(NOW, tick=False):
        client, path = world.client(role), page_at(name, world)
        client.raise_request_exception = False
        form = form_of(client, path, known)
        for what, file_name, content in files:
            before = kept()
            with undone(client):
                answer = client.post(path, {**form, field: upload(content, file_name)})
                # A list is kept nowhere: it comes back in the page that asks whether to invite these people.
                is_list = any(field in fields for _action, fields in forms_of(answer.content.decode()))
                yield f"{name}: {what}", answer.status_code, kept() != before or is_list


@pytest.mark.parametrize(("number", "door"), share(list(enumerate(DOORS))))
def test_no_door_takes_a_hostile_file(world: World, number: int, door: Door) -> None:
    meant = PHOTOS if door[0] == "mijn-foto" else set()
    files = [(what, name, content) for what, name, content, _sentence in HOSTILE if what not in meant]
    files = files[number % STEP :: STEP]
    found = list(send_all(world, files, door))
    taken = [what for what, _status, is_kept in found if is_kept]
    errors = [f"{what}: {status}" for what, status, _ in found if status >= 500]
    tell(hostile=len(found), doors=1, taken=len(taken), errors=len(errors))
    assert (taken, errors) == ([], [])
    assert found


@pytest.mark.parametrize("door", share(FOR_FILES) if IS_FULL else FOR_FILES[:1])
def test_the_doors_of_a_group_and_a_casus_take_good_files(world: World, door: Door) -> None:
    """The test above would also pass when nothing was ever taken."""
    # A line end in the name ends the header that names the file: a browser never sends one.
    files = [(what, name, content) for what, name, content, _shown, _kind in GOOD if "\n" not in name][::STEP]
    found = list(send_all(world, files, door))
    refused = [what for what, _status, is_kept in found if not is_kept]
    tell(good=len(found), refused=len(refused))
    assert refused == []
