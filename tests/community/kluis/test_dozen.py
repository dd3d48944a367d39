"""The pure vault: boxes, keys and chunks (SECURITY.md T30-T33, T38). `make proof` does the full counts."""

import base64
import copy
import pickle
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from community.kluis import (
    BoxBrokenError,
    KeyRing,
    NoKeyEncryptionKeyError,
    UnknownKeyError,
    bound_to,
    new_key,
    open_box,
    open_chunks,
    seal,
    seal_chunks,
)
from community.kluis.boxes import OVERHEAD
from community.kluis.chunks import CHUNK_BYTES
from tests.in_full import IS_FULL, tell

KEY, ROW, DATA_KEY = new_key(), uuid4(), uuid4()
HERE = bound_to("casussen.Casus", ROW, "format", DATA_KEY)
ROUND_TRIPS = 2000 if IS_FULL else 200
TAMPERED = 200
ELSEWHERE = {
    "rij": bound_to("casussen.Casus", uuid4(), "format", DATA_KEY),
    "veld": bound_to("casussen.Casus", ROW, "notitie", DATA_KEY),
    "model": bound_to("casussen.Casusversie", ROW, "format", DATA_KEY),
    "praktijkboek": bound_to("casussen.Casus", ROW, "format", uuid4()),
}


@settings(max_examples=ROUND_TRIPS, deadline=None, derandomize=not IS_FULL, database=None)
@given(plain=some.binary(max_size=5000) | some.text().map(str.encode), pk=some.uuids(), key_id=some.uuids())
def test_what_goes_in_comes_out(plain: bytes, pk: UUID, key_id: UUID) -> None:
    bound = bound_to("casussen.Casus", pk, "format", key_id)
    box = seal(KEY, plain, bound)
    assert open_box(KEY, box, bound) == plain
    assert len(box) == len(plain) + OVERHEAD
    tell(round_trips=1)


@pytest.mark.parametrize("plain", [b"", b"\x00", "🌱\u0000‮é".encode(), b"x" * 2**20])
def test_odd_content_comes_out(plain: bytes) -> None:
    assert open_box(KEY, seal(KEY, plain, HERE), HERE) == plain


@pytest.mark.parametrize("position", range(TAMPERED))
def test_one_changed_byte_breaks_the_seal(position: int) -> None:
    box = bytearray(seal(KEY, b"een tekst van een regisseur " * 12, HERE))
    for bit in range(8) if IS_FULL else (position % 8,):
        changed = box.copy()
        changed[position] ^= 1 << bit
        with pytest.raises(BoxBrokenError):
            open_box(KEY, bytes(changed), HERE)
        tell(tampered=1)


@pytest.mark.parametrize("kind", [*ELSEWHERE, "sleutel"])
def test_a_box_opens_in_its_own_place_only(kind: str) -> None:
    for _ in range(100 if IS_FULL else 3):
        box = seal(KEY, b"geheim", HERE)
        with pytest.raises(BoxBrokenError):
            open_box(new_key() if kind == "sleutel" else KEY, box, ELSEWHERE.get(kind, HERE))
        tell(swapped=1)


@pytest.mark.parametrize("length", range(OVERHEAD + 6))
def test_plain_text_and_cut_off_boxes_do_not_open(length: int) -> None:
    for value in (seal(KEY, b"geheim", HERE)[:length], b"geheim, gewoon leesbaar als tekst"[:length], b"\x01" * length):
        if len(value) != OVERHEAD + 6 or value[:1] != b"\x01":
            with pytest.raises(BoxBrokenError) as raised:
                open_box(KEY, value, HERE)
            assert "geheim" not in str(raised.value)


def test_two_boxes_of_one_text_share_nothing() -> None:
    boxes = {seal(KEY, b"dezelfde tekst", HERE)[1:13] for _ in range(1000)}
    assert len(boxes) == 1000


# --- keys


def a_line(key_id: str) -> str:
    return f"{key_id}:{base64.b64encode(new_key()).decode()}"


def test_the_first_key_wraps_and_every_key_unwraps() -> None:
    one, two = a_line("een"), a_line("twee")
    key_id, key = uuid4(), new_key()
    kek_id, wrapped = KeyRing.from_text(one).wrap(key, key_id)
    ring = KeyRing.from_text(f"# nieuw\n{two}\n\n  {one}\n")
    assert (ring.current_id, ring.ids, kek_id) == ("twee", ("twee", "een"), "een")
    assert ring.unwrap(wrapped, kek_id, key_id) == key
    for wrong in ((wrapped, kek_id, uuid4()), (wrapped, "twee", key_id)):
        with pytest.raises(BoxBrokenError):
            ring.unwrap(*wrong)
    with pytest.raises(UnknownKeyError, match="kek een"):
        KeyRing.from_text(two).unwrap(wrapped, kek_id, key_id)
    with pytest.raises(BoxBrokenError):  # another key under the same id
        KeyRing.from_text(a_line("een")).unwrap(wrapped, kek_id, key_id)


@pytest.mark.parametrize(
    "text",
    ["", "# niets\n", "een", "een:", "een:geen base64", "een:" + base64.b64encode(b"kort").decode(),
     "een:" + base64.b64encode(b"\x00" * 32).decode(), "een:" + base64.b64encode(bytes(33)).decode(),
     "Een Sleutel:" + base64.b64encode(bytes(range(32))).decode(), ":" + base64.b64encode(bytes(range(32))).decode(),
     ("een:" + base64.b64encode(bytes(range(32))).decode() + "\n") * 2],
)  # fmt: skip
def test_a_file_without_good_keys_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "kek").write_text(text)
    with pytest.raises(NoKeyEncryptionKeyError) as raised:
        KeyRing.from_file(tmp_path / "kek")
    assert "AAEC" not in str(raised.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_refused(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "kek").write_bytes(content)
    with pytest.raises(NoKeyEncryptionKeyError, match="ONLEESBAAR"):
        KeyRing.from_file(tmp_path / "kek")


def test_a_ring_shows_and_gives_nothing() -> None:
    line = a_line("een")
    ring = KeyRing.from_text(line)
    assert (repr(ring), str(ring)) == ("KeyRing(<verzegeld>)", "KeyRing(<verzegeld>)")
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled"):
            take(ring)


# --- files


def opened(sealed: bytes, key: bytes = KEY) -> bytes:
    """Return a file that is handed out in uneven parts, as a network does."""
    source = BytesIO(sealed)
    return b"".join(open_chunks(key, lambda size: source.read(min(size, 10_007))))


SIZES = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 5)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", [977, CHUNK_BYTES, 10 * CHUNK_BYTES])
def test_a_file_of_any_size_comes_back(size: int, part: int) -> None:
    plain = bytes(number % 251 for number in range(size))
    parts = [plain[at : at + part] for at in range(0, size, part)]
    assert opened(b"".join(seal_chunks(KEY, parts))) == plain


def three_chunks() -> list[bytes]:
    return list(seal_chunks(KEY, [b"a" * CHUNK_BYTES, b"b" * CHUNK_BYTES, b"c" * 100]))


@pytest.mark.parametrize(
    "order", [(0, 1), (0,), (), (1, 0, 2), (0, 2), (0, 0, 1, 2), (0, 1, 2, 2), (0, 1, 1), (2,), (1, 2), (0, 1, 2, 0)]
)
def test_chunks_that_are_missing_doubled_or_moved_break_the_file(order: tuple[int, ...]) -> None:
    chunks = three_chunks()
    with pytest.raises(BoxBrokenError):
        opened(b"".join(chunks[number] for number in order))


@pytest.mark.parametrize("cut", [1, 15, 16, 28, 99, 100, 127, 128, CHUNK_BYTES, CHUNK_BYTES + 200])
def test_a_file_that_is_cut_off_breaks(cut: int) -> None:
    with pytest.raises(BoxBrokenError):
        opened(b"".join(three_chunks())[:-cut])


def test_a_chunk_of_another_file_and_another_key_break() -> None:
    mine, other = three_chunks(), list(seal_chunks(new_key(), [b"b" * 3 * CHUNK_BYTES]))
    for chunks, key in (([mine[0], other[1], mine[2]], KEY), (mine, new_key())):
        with pytest.raises(BoxBrokenError):
            opened(b"".join(chunks), key)


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    """Sixteen megabytes pass through both ways; no more than a few chunks are held."""

    def source() -> Iterator[bytes]:
        for _ in range(256):
            yield bytes(CHUNK_BYTES)

    left: list[bytes] = []
    chunks = seal_chunks(KEY, source())

    def read(size: int) -> bytes:
        while sum(map(len, left)) < size and (chunk := next(chunks, b"")):
            left.append(chunk)
        found = b"".join(left)
        left[:] = [found[size:]] if found[size:] else []
        return found[:size]

    tracemalloc.start()
    assert sum(len(chunk) for chunk in open_chunks(KEY, read)) == 256 * CHUNK_BYTES
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * CHUNK_BYTES
