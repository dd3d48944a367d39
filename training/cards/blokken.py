"""What a block of the page of a part is: a template, and what it needs for one person at one moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.access.kringen import Standing
from community.models import User
from training.models import Deelnemer, Editie
from training.queries.edities import DeelLine


@dataclass(frozen=True)
class DeelView:
    """Whose page of which part it is. Only who may read the editie gets here; `deelnemer` is None for who leads."""

    editie: Editie
    line: DeelLine
    standing: Standing
    deelnemer: Deelnemer | None
    user: User
    now: datetime


@dataclass(frozen=True)
class DeelBlock:
    """A block of the page of a part, also shown on the page of the editie for the part that is now.

    `build` returns the context for `template`, which gets it as `block`; None when it has nothing to say. The page of
    an editie costs 12 queries without blocks and may cost 15: one query each, and none for parts it is not about.
    """

    code: str
    template: str
    build: Callable[[DeelView], Mapping[str, Any] | None]
    # Before everything else of the part: what asks something of her now.
    is_on_top: bool = False


@dataclass(frozen=True)
class BuiltBlock:
    """A block that has something to say."""

    template: str
    context: Mapping[str, Any]
    is_on_top: bool
