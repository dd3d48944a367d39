"""Where an app says how long it keeps what, what is whose, and how it forgets a person.

Plain registries, filled in `apps.py`. Nothing here knows Django: models appear as `Any`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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

    @property
    def term(self) -> timedelta:
        """The days as a length of time, for the purge. Raises ValueError for what has no term."""
        if self.days is None:
            raise ValueError(self.code)
        return timedelta(days=self.days)


def by_code(*rules: Bewaarregel) -> dict[str, Bewaarregel]:
    """Return these rules by their code, for the one module of an app that holds them."""
    return {rule.code: rule for rule in rules}


@dataclass(frozen=True)
class OwnTable:
    """A table with rows that belong to one person, for the download of her own data.

    `whose` are the paths from a row to the id of the person; any of them makes it hers. `addresses` are fields that
    may hold her e-mail address instead, in rows that are of nobody by `whose`. All columns go along except `leave_out`
    (what is of others or a secret); with `only` she wrote those columns in a row that is of all. `holds_file` is the
    column whose file goes along. `once` names for a path the column that must be filled before the row is hers that
    way: what is not shown to her yet.
    """

    model: Any
    whose: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    holds_file: str = ""
    once: Mapping[str, str] = field(default_factory=dict)


# By name of the app: which of its tables hold what of a person.
own_tables: Registry[Sequence[OwnTable]] = Registry("own_tables")
retention_rules: Registry[Bewaarregel] = Registry("retention_rules")


def register_rules(rules: Mapping[str, Bewaarregel]) -> None:
    """Register all rules of one app. Raises DuplicateNameError when a code is taken."""
    for rule in rules.values():
        retention_rules.add(rule.code, rule)


# Functions `erase(user, now) -> numbers by name`: remove or make nameless all that an app keeps about a person, for
# good; run again on what is erased already they do nothing.
erasures: Registry[Callable[[Any, datetime], Mapping[str, int]]] = Registry("erasures")
# Functions `(user, now) -> sentences`: what still runs under a person's name, told before she removes her account.
running_duties: Registry[Callable[[Any, datetime], Sequence[str]]] = Registry("running_duties")
