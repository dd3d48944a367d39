"""Where an app says how long it keeps what, and how it forgets a person. Plain registries, filled in `apps.py`.

Nothing here knows Django: models appear as `Any`. What a person can take with her is `extension_points.personal_data`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.extension_points import Registry


@dataclass(frozen=True)
class Bewaarregel:
    """How long one kind of data is kept: `days` after `counts_from`, then `then` happens (source: blueprint §14).

    `days` is None for what stays as long as its owner or account; `purge` names the daily purge that carries it out,
    empty when it goes with something else, which `then` says.
    """

    code: str
    what: str
    days: int | None
    counts_from: str
    then: str
    purge: str = ""


retention_rules: Registry[Bewaarregel] = Registry("retention_rules")
# Functions `erase(user, now) -> numbers by name`: remove or make nameless all that an app keeps about a person, for
# good; run again on what is erased already they do nothing.
erasures: Registry[Callable[[Any, datetime], Mapping[str, int]]] = Registry("erasures")
# Functions `(user, now) -> sentences`: what still runs under a person's name, told before she removes her account.
running_duties: Registry[Callable[[Any, datetime], Sequence[str]]] = Registry("running_duties")
