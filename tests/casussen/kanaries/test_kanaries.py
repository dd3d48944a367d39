"""T20, T21: no word of a confidential field stands at rest anywhere, also after faults; in full in the proof."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import DataError, IntegrityError, connections, transaction
from django.test import Client

from casussen.models import Casus, Partij
from casussen.views import casussen as views
from community.confidential import confidential
from community.logs import JsonLines
from tests.casussen.kanaries.faults import break_mail, break_pages, break_work
from tests.casussen.kanaries.filled import START, Filled
from tests.casussen.kanaries.places import dump, everywhere, finds
from tests.factories.moments import NOW
from tests.in_full import tell

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Collect every log line as production writes it."""
    kept: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(keeper)
    yield kept
    root.removeHandler(keeper)


def provoke(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make things go wrong around confidential words; return the words of the exceptions."""
    told: list[str] = []
    client = Client(raise_request_exception=False)
    client.force_login(filled.casus.owner)
    word = filled.words["Casus.format"]
    address = f"/casussen/{filled.casus.code}/"
    with confidential():
        again = Partij.objects.first()
        assert again is not None
        for change in ({"position": -1}, {"position": 10**9}, {"casus_id": None}, {"version": -5}):
            try:
                with transaction.atomic():
                    row = Partij.objects.get(pk=again.pk)
                    for name, value in change.items():
                        setattr(row, name, value)
                    row.name = word
                    row.save(force_update=True)
            except (IntegrityError, DataError) as error:
                told.append(str(error))
        for fault in (ValueError, TypeError, IntegrityError, RuntimeError):

            def broken(*args: Any, fault: type[Exception] = fault, **kwargs: Any) -> None:
                raise fault(f"over {word}")

            monkeypatch.setattr(views, "casus_page", broken)
            assert client.get(address).status_code == 500
    for _time in range(4):
        client.post(f"{address}format/", {"version": "x", "werktitel": word * 100, "fase": word})
        client.post("/casussen/nieuw/", {"werktitel": "", "schuurpunt": word})
        client.get(f"{address}{word}/")
        client.get("/casussen/", {"q": word}, headers={"referer": f"https://x.example/{word}"})
    return told


def test_no_confidential_word_stands_at_rest(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    since = tmp_path.stat().st_mtime
    with time_machine.travel(NOW, tick=False):
        filled = Filled()
        assert len(filled.words) >= 40
        faults = break_pages(filled, monkeypatch) + break_work(filled, monkeypatch)
        faults += break_mail(filled, settings)
        told = provoke(filled, monkeypatch)
    faults += len(told) + 4
    tell(canaries=len(filled.words), faults=faults)
    assert len(told) == 4
    assert faults >= 20
    assert [line for line in lines if "celery" in line and "RuntimeError" in line], "the failed task stands in the log"
    connections.close_all()
    words = list(filled.words.values())
    places = everywhere(since, tmp_path) | {"exceptions": [("exceptions", "\n".join(told).encode())]}
    found = {name: finds(words, place) for name, place in places.items()}
    asked = [line for line in lines if "not found" not in line.casefold()]
    found["log"] = [line for line in asked if START in line]
    tell(places=len(found), finds=sum(len(each) for each in found.values()))
    assert [each for each in found.values() if each] == []
    assert len(found) >= 12


def test_the_words_are_found_when_they_do_stand_somewhere() -> None:
    """The search itself: a word that was stored in the open is found in the dump."""
    casus = Filled().casus
    with connections["default"].cursor() as cursor:
        cursor.execute("COMMENT ON TABLE casussen_casus IS 'zichtbaarwoord'")
    assert finds(["zichtbaarwoord"], [("dump", dump("default"))]) == ["dump: b'zichtbaarwoord'"]
    with connections["default"].cursor() as cursor:
        cursor.execute("COMMENT ON TABLE casussen_casus IS NULL")
    with confidential():
        assert Casus.objects.filter(pk=casus.pk).exists()
