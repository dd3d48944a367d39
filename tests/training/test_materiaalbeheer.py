"""The forms of material: a stale save, wrong input and the same form twice."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.training.test_materialen import a_start, browser, placed, post, upload
from training.models import Materiaal, Materiaalversie

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files of one test in a folder of its own."""
    storage = Materiaalversie._meta.get_field("content").storage
    for name in ("location", "base_location"):
        monkeypatch.setitem(storage.__dict__, name, str(tmp_path))


def test_a_stale_save_shows_both_and_loses_nothing() -> None:
    editie, trainer, _deelnemer = a_start()
    row = placed(trainer, editie)
    path = f"/kennis/materialen/{row.pk}/bewerken/"
    data = {"code": "3", "audience": "DEELNEMERS", "licence": "", "version": "1"}
    assert post(trainer, path, title="Eerste", **data).status_code == 302
    answer = post(trainer, path, title="Tweede", **data)
    text = answer.content.decode()
    assert (answer.status_code, "Eerste" in text, "Tweede" in text) == (200, True, True)
    assert post(trainer, path, title="Tweede", **data | {"version": "2"}).status_code == 302
    assert Materiaal.objects.get().title == "Tweede"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Geef het materiaal een titel."),
        ({"title": "x" * 121}, "hooguit 120 tekens"),
        ({"code": "Z"}, "Kies een van de mogelijkheden"),
        ({"audience": "IEDEREEN"}, "Kies een van de mogelijkheden"),
        ({"audience": ""}, "Kies er één."),
        ({"origin": "geen-id"}, "Kies een van de mogelijkheden"),
        ({"version": "x"}, "te oud"),
        ({"bestand": ("virus.exe", b"MZ")}, "kan hier niet"),
        ({"bestand": ("leeg.pdf", b"")}, "leeg"),
        ({"bestand": ("foto.pdf", b"gewone tekst")}, "foto.pdf"),
    ],
)
def test_wrong_input_is_said_in_dutch_and_nothing_is_lost(wrong: dict[str, Any], sentence: str) -> None:
    editie, trainer, _deelnemer = a_start()
    data = {"title": "Werkblad wilgen", "code": "3", "audience": "DEELNEMERS", "licence": "CC BY 4.0", "version": "1"}
    if isinstance(wrong.get("bestand"), tuple):
        wrong = {"bestand": upload(*wrong["bestand"])}
    answer = post(trainer, f"/trainingen/{editie.slug}/materialen/nieuw/", **data | wrong)
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, "CC BY 4.0" in text) == (200, True, True)
    assert Materiaal.objects.count() == 0


def test_the_same_form_twice_places_once() -> None:
    editie, trainer, _deelnemer = a_start()
    client, data = browser(trainer), {"title": "Werkblad", "code": "", "audience": "LEDEN", "licence": "",
                                      "version": "1", "eenmalig": str(uuid4())}  # fmt: skip
    for _ in range(2):
        assert client.post(f"/trainingen/{editie.slug}/materialen/nieuw/", data).status_code == 302
    assert Materiaal.objects.count() == 1
