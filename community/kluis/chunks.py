"""Files, sealed in chunks so that they are written and read in constant memory.

Each chunk is a box bound to its place and to whether it is the last: chunks that change places, a cut-off end and an
end that somebody added do not open. A file has a key of its own, used for this file only.
"""

from collections.abc import Callable, Iterable, Iterator

from community.kluis.boxes import OVERHEAD, open_box, seal
from community.kluis.errors import BoxBrokenError

CHUNK_BYTES = 64 * 1024  # plain bytes in every chunk but the last


def seal_chunks(file_key: bytes, source: Iterable[bytes]) -> Iterator[bytes]:
    """Give the sealed chunks of a file, whatever the sizes in which it comes in. An empty file gives one chunk."""
    waiting = bytearray()
    index = 0
    for part in source:
        waiting += part
        while len(waiting) > CHUNK_BYTES:  # what exactly fills a chunk may be the last one: it waits
            yield seal(file_key, bytes(waiting[:CHUNK_BYTES]), _bound(index, is_last=False))
            del waiting[:CHUNK_BYTES]
            index += 1
    yield seal(file_key, bytes(waiting), _bound(index, is_last=True))


def open_chunks(file_key: bytes, read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Give the plain chunks of a file that `read(size)` hands out in order; each is verified before it is given.

    Raises BoxBrokenError at the first chunk that was changed or moved, and at the end when it is not the end.
    """
    box = _filled(read)
    if not box:
        raise BoxBrokenError
    index = 0
    while box:
        following = _filled(read)
        yield open_box(file_key, box, _bound(index, is_last=not following))
        box = following
        index += 1


def _filled(read: Callable[[int], bytes]) -> bytes:
    """Return one whole sealed chunk, or what is left; a source may hand out less than was asked."""
    size = CHUNK_BYTES + OVERHEAD
    found = b""
    while len(found) < size and (part := read(size - len(found))):
        found += part
    return found


def _bound(index: int, *, is_last: bool) -> bytes:
    return f"v1|chunk|{index}|{int(is_last)}".encode()
