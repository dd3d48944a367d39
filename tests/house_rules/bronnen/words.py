"""Words as they are compared: lower case, letters and digits only, accents folded."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b

RUN = 8
NAME_LENGTHS = (2, 3)
DIGEST = 8
ACCENT = re.compile("[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """Return the words of a text; a hyphen, an apostrophe or a tag ends a word."""
    lower = text.casefold().replace("ı", "i")
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower)
        lower = ACCENT.sub("", lower)
    return re.findall(r"[^\W_]+", lower)


def runs(text: str, *lengths: int) -> Iterator[str]:
    """Yield every run of so many words of a text, the words parted by one space."""
    found = words(text)
    for length in lengths:
        for start in range(len(found) - length + 1):
            yield " ".join(found[start : start + length])


def digest(run: str, salt: bytes) -> bytes:
    """Return what is kept of a run: nobody reads back from it which words it was."""
    return blake2b(run.encode(), digest_size=DIGEST, salt=salt).digest()
