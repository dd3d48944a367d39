"""The few runs of words that publications and we may share: titles, and quotes that say whose they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """Words that may stand in our texts although a publication has them, and why."""

    text: str
    reason: str


ALLOWED: tuple[Allowed, ...] = ()
