"""Writing a zip while it is sent: nothing is kept but the piece that was just made. Knows no framework."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime


class _Pipe:
    """What the zip is written to: it hands on what came in since it was last asked. It cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def zip_chunks(files: Iterable[tuple[str, Iterable[bytes]]], *, at: datetime) -> Iterator[bytes]:
    """Yield a zip of these files (name, content in pieces) as it grows. `at` is the moment that its files bear.

    A file is read when its turn comes, piece by piece, so that a large one takes no more memory than a small one.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:  # type: ignore[call-overload]  # it cannot go back
        for name, pieces in files:
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            with made.open(entry, "w", force_zip64=True) as into:
                for piece in pieces:
                    into.write(piece)
                    if ready := pipe.take():
                        yield ready
            yield pipe.take()
    yield pipe.take()
