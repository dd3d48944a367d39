"""Sealed files: in the private storage under a random name, in constant memory (SECURITY.md §4.6, T31-T34, T37)."""

import copy
import pickle
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from community.actions import kluis as actions
from community.actions.kluis import destroy_data_key, make_data_key, sweep_orphan_files
from community.confidential import Scope, begin_without_scope, end_without_scope
from community.fields import SEALED, SealedFile
from community.kluis import BoxBrokenError, KeyDestroyedError
from community.kluis.boxes import OVERHEAD
from community.kluis.chunks import CHUNK_BYTES
from community.middleware.omvang import MOST_BYTES
from community.queries import kluis as queries
from tests.community.kluis.proefmodellen import Proef
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
CANARY = b"kanarie-in-een-bestand "
BODY = CANARY * 9000  # a little over three chunks


@pytest.fixture
def proef(in_scope: Scope) -> Proef:
    """A stored row with a file, read afresh."""
    pk = Proef.objects.create(data_key_id=make_data_key(now=NOW), file=BODY).pk
    return Proef.objects.get(pk=pk)


def on_disk(proef: Proef) -> Path:
    """Return where the sealed file of a row lies."""
    return Path(storages["private"].path(proef.file._name))


@pytest.mark.parametrize(
    "value",
    [BODY, b"", SimpleUploadedFile("naam van een gemeente.pdf", BODY), [BODY[:5], BODY[5:]], (b"x" for _ in range(9))],
    ids=["bytes", "empty", "upload", "parts", "generator"],
)
def test_a_file_goes_in_and_comes_out(in_scope: Scope, value: object) -> None:
    pk = Proef.objects.create(data_key_id=make_data_key(now=NOW), file=value).pk
    found = Proef.objects.get(pk=pk)
    expected = b"x" * 9 if not isinstance(value, (bytes, list, SimpleUploadedFile)) else b"" if value == b"" else BODY
    assert (found.file.read(), found.file.size) == (expected, len(expected))
    disk = on_disk(found)
    assert CANARY.strip() not in disk.read_bytes()
    assert "gemeente" not in str(disk)
    assert disk.stat().st_size == len(expected) + OVERHEAD * max(1, -(-len(expected) // CHUNK_BYTES))


@pytest.mark.parametrize("value", ["tekst", 7, {"a": 1}.get("b", object())])
def test_what_is_no_file_is_refused(in_scope: Scope, value: object) -> None:
    with pytest.raises(TypeError):
        Proef(data_key_id=make_data_key(now=NOW), file=value)


def test_no_file_is_none(in_scope: Scope) -> None:
    Proef.objects.create(data_key_id=make_data_key(now=NOW))
    assert Proef.objects.get().file is None


def test_a_file_is_given_after_the_scope_has_ended(proef: Proef) -> None:
    """A response streams after its view returned."""
    file = proef.file
    token = begin_without_scope()
    try:
        assert b"".join(file.chunks()) == BODY
    finally:
        end_without_scope(token)


def test_a_file_shows_nothing_and_stays_here(proef: Proef) -> None:
    assert (repr(proef.file), repr(vars(proef)["file"])) == (SEALED, SEALED)
    for take in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            take(proef.file)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "one byte": lambda sealed: sealed[:CHUNK_BYTES] + bytes([sealed[CHUNK_BYTES] ^ 1]) + sealed[CHUNK_BYTES + 1 :],
    "cut off a byte": lambda sealed: sealed[:-1],
    "last chunk gone": lambda sealed: sealed[: 3 * (CHUNK_BYTES + OVERHEAD)],
    "chunks swapped": lambda sealed: (
        sealed[CHUNK_BYTES + OVERHEAD : 2 * (CHUNK_BYTES + OVERHEAD)]
        + sealed[: CHUNK_BYTES + OVERHEAD] + sealed[2 * (CHUNK_BYTES + OVERHEAD) :]
    ),
    "empty": lambda _sealed: b"",
    "plain": lambda _sealed: BODY,
    "longer": lambda sealed: sealed + sealed[-100:],
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_gives_no_changed_byte(proef: Proef, damage: str) -> None:
    disk = on_disk(proef)
    disk.write_bytes(DAMAGE[damage](disk.read_bytes()))
    given: list[bytes] = []
    with pytest.raises(BoxBrokenError):
        given.extend(Proef.objects.get().file.chunks())
    assert BODY.startswith(b"".join(given))
    assert len(b"".join(given)) < len(BODY)


def test_a_file_of_another_row_and_one_that_is_gone_break(proef: Proef) -> None:
    other = Proef.objects.create(data_key_id=proef.data_key_id, file=b"ander")
    Path(storages["private"].path(other.file._name)).replace(on_disk(proef))
    with pytest.raises(BoxBrokenError):
        proef.file.read()
    with pytest.raises(BoxBrokenError):
        other.file.read()
    Proef.objects.filter(pk=proef.pk).update(file=vars(other)["file"])
    with pytest.raises(BoxBrokenError):
        _ = Proef.objects.get(pk=proef.pk).file


def test_a_destroyed_key_takes_the_file_along(proef: Proef) -> None:
    disk, sealed = on_disk(proef), on_disk(proef).read_bytes()
    destroy_data_key(key_id=proef.data_key_id, kind="PROEF", object_id=None, actor=None, reason="PROEF", now=NOW)
    disk.write_bytes(sealed)  # as from a backup
    with pytest.raises(KeyDestroyedError):
        _ = Proef.objects.get().file


def test_a_replaced_file_goes_after_a_day_and_the_new_one_stays(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "confidential_models", lambda: [Proef])
    old = on_disk(proef)
    proef.file = proef.file  # a copy, under another name and another key of its own
    proef.save(update_fields=["file"])
    new = on_disk(proef)
    moment = storages["private"].get_modified_time(proef.file._name)
    assert sweep_orphan_files(moment + timedelta(hours=23)) == 0
    assert actions.sweep_orphan_files(moment + timedelta(hours=25)) >= 1
    assert (old.exists(), new.exists(), proef.file.read() == BODY) == (False, True, True)
    proef.file.remove()
    assert not new.exists()


def test_ten_megabytes_pass_in_the_memory_of_a_few_chunks(in_scope: Scope) -> None:
    def source() -> Iterator[bytes]:
        for _ in range(160):
            yield bytes(CHUNK_BYTES)

    key_id = make_data_key(now=NOW)
    tracemalloc.start()
    proef = Proef.objects.create(data_key_id=key_id, file=source())
    read = sum(len(chunk) for chunk in Proef.objects.get(pk=proef.pk).file.chunks())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == 160 * CHUNK_BYTES
    assert peak < 20 * CHUNK_BYTES
    assert isinstance(proef.file, SealedFile)


def test_an_upload_touches_no_disk_before_it_is_sealed(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten megabytes, which Django would put in the temporary folder by itself."""
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", Mock(side_effect=AssertionError("written down")))
    request = rf.post("/", {"file": SimpleUploadedFile("groot.pdf", CANARY * 450_000)})
    assert request.FILES["file"].size == len(CANARY) * 450_000
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= MOST_BYTES
