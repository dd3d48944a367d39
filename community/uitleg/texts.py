"""The fixed texts in what is kept as data: titles, questions and explanations, wherever they stand in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# What people read of a schema; the rest is codes, numbers and words of ours.
READ = frozenset({"title", "ask", "help", "text", "summary", "rules", "example"})


def texts_of(data: Any, name: str = "") -> Iterator[str]:
    """Give the texts in this data that people read, in order."""
    if isinstance(data, str):
        if name in READ:
            yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from texts_of(value, str(key))
    elif isinstance(data, Sequence):
        for value in data:
            yield from texts_of(value, name)
