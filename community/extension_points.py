"""Where an app tells the network what it adds: kinds of message and duty, reminders, cards, figures.

Plain registries, filled in each app's `apps.py`. A lower app never imports a higher one; it walks these lists.
Nothing here knows Django: models appear as `Any`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")

Mode = Literal["DIRECT", "DAG", "WEEK", "GEEN"]


class DuplicateNameError(Exception):
    """Two apps registered the same name; the start is refused."""


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a mail: an iCalendar invitation, for example."""

    filename: str
    content: bytes
    mimetype: str
    method: str = ""


@dataclass(frozen=True)
class Inhoud:
    """What one Bericht says at this moment to this person. Never confidential: kind, name, date and a page.

    `context` fills templates/berichten/<code>.{subject.txt,txt,html}; `path` is the page it points to;
    `address` and `salutation` are for who has no account.
    """

    path: str
    context: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    salutation: str = ""
    attachments: tuple[Attachment, ...] = ()


# Given Berichten of one kind and the moment, tell what each says now, by the Bericht's id; a Bericht that is left out
# is withdrawn: its duty is done, its object is gone or moved, or its recipient may not see it any more. Asked again
# right before each mail and on screen, so it batches: as many queries for one Bericht as for fifty.
Loader = Callable[[Sequence[Any], datetime], Mapping[Any, Inhoud]]


@dataclass(frozen=True)
class BerichtKind:
    """One row of the message catalogue (blueprint §7.2); own kinds begin at N94.

    `mode` is the default way to travel; `is_mandatory` ones cannot be switched off and ignore preferences.
    `subject` names the group of preferences (see BERICHT_SUBJECTS). `at_once` ones may leave outside 8.30 o'clock.
    `resend_uncertain`: send again when it is uncertain whether the first copy arrived (invitations, changes).
    """

    code: str
    name: str
    subject: str
    mode: Mode
    load: Loader
    is_on_screen: bool = False
    is_mandatory: bool = False
    at_once: bool = True
    resend_uncertain: bool = True
    lifetime: timedelta | None = None


@dataclass(frozen=True)
class Rung:
    """One step of a reminder ladder: the Bericht kind, and when, as a function of the Taak and its dates.

    The Bericht gets the Taak's person and `object_id`; its `moment` begins with the name of the rung (before the `@`).
    It is withdrawn when the Taak closes or its date moves; a moved date reminds again. A rung that lies before the
    Taak was opened is skipped, and of rungs that come due together only the last one is told.
    """

    name: str
    bericht_kind: str
    due_at: Callable[[Any], datetime | None]


@dataclass(frozen=True)
class TaakWords:
    """How a duty is shown at this moment: a short title, one sentence why, its page.

    Title and why go by mail too, so they hold nothing of what a group talks about. `detail` may: it is shown to its
    person on screen only. `done_path` takes a form without questions that says it is done.
    """

    title: str
    why: str
    path: str
    button: str = "Openen"
    detail: str = ""
    done_path: str = ""


@dataclass(frozen=True)
class TaakKind:
    """A kind of duty: the words for a batch of Taken, the ladder, and the test that closes it by itself.

    `words`, by the Taak's id, leaves out a Taak whose object is gone or not visible to its person, or whose duty is
    fulfilled: a page shows what `words` gives, before the background closed the rest. A few queries for any number.
    `is_done` gives the ids among these Taken whose duty is fulfilled in the data.
    """

    code: str
    name: str
    words: Callable[[Sequence[Any], datetime], Mapping[Any, TaakWords]]
    is_done: Callable[[Sequence[Any], datetime], Iterable[Any]]
    ladder: tuple[Rung, ...] = ()


@dataclass(frozen=True)
class Card:
    """A block of Mijn omgeving. `build` returns the context for `template`, or None when it has nothing to say."""

    code: str
    order: int
    place: Literal["LOPEND", "NIEUW", "EERSTVOLGENDE", "COORDINATIE"]
    template: str
    build: Callable[[Any, datetime], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Activiteit:
    """One thing that goes on in a province: its title, its page if it has one, and a line about when and by whom."""

    title: str
    path: str = ""
    about: str = ""


@dataclass(frozen=True)
class ProvincieList:
    """What an app shows on the page of a province. `build` gets the person, the code of the province and the moment;
    it returns only what that person may know of."""

    title: Any
    order: int
    build: Callable[[Any, str, datetime], Sequence[Activiteit]]


@dataclass(frozen=True)
class MenuEntry:
    """A page of a role in the main menu, after what everybody has. `may` asks the database only of who has the role."""

    page: str
    title: str
    may: Callable[[Any, datetime], bool]


@dataclass(frozen=True)
class GastlinkKind:
    """What links of guests of one module open (community.models.Gastlink.kind).

    `what` says in the mail what is shared, without any title: 'een deel van een casus'. `is_open` tells whether there
    is still something behind this link at this moment. `page` answers a request of a guest who is in: what she sees
    first, given request, link and the token in her address. `mail` is the kind of Bericht that brings her the link;
    `asks_code` whether she types a code from a second mail before she sees anything.
    """

    code: str
    what: str
    is_open: Callable[[Any, datetime], bool]
    page: Callable[[Any, Any, str], Any]
    mail: str = "N146"
    asks_code: bool = True


@dataclass(frozen=True)
class WerkResult:
    """What a piece of long work made. `kind` is its ending ('pdf'); `contains` names what stands in it, by id and
    version, so that it is not handed out when one of these was taken back."""

    content: bytes
    kind: str
    contains: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class WerkDeed:
    """What a piece of long work writes in the database instead of making a file.

    `write` is called in the transaction that ends the work, while the worker still holds it: both happen, or neither.
    It returns what the work remembers of it: ids and numbers only, by name.
    """

    write: Callable[[datetime], Mapping[str, Any]]


# Called by running work: so many steps of so many are done. True to go on; False, for a kind that `keeps_best`, when
# the person stopped it. Raises when she stopped another kind, or when another worker has it.
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class WerkKind:
    """A kind of long work that a person waits for. Its words hold no title: they stand in mail and on screen.

    `run` does the work in the worker, within a scope of the vault. `may_still` tells whether the person may have this
    work (user, Werk, moment): asked when it starts and at every download. `is_current` whether the result still says
    what may be said. `fetchable` judges both at once before it is told: the ids of those among this work that may be
    fetched by the person they are for, in a few queries for any number. `hand_out` writes what must be written before
    the bytes leave: the log of reading. `back` is the page it was asked on. The result is kept for `kept` and then
    destroyed.

    A kind without a file (`has_file` False) writes in the database itself: `run` returns a WerkDeed, `back` leads to
    what it wrote, and nothing is fetched or destroyed. Stopped, a kind that `keeps_best` hands in what it has.
    `busy` says what is being made and how long that takes; `is_personal` that the name of the reader is on each page.
    """

    code: str
    name: str
    ready: str
    file_name: Callable[[Any, datetime], str]
    run: Callable[[Any, Progress, datetime], WerkResult | WerkDeed]
    may_still: Callable[[Any, Any, datetime], bool]
    is_current: Callable[[Any, datetime], bool]
    fetchable: Callable[[Sequence[Any], datetime], Collection[Any]]
    hand_out: Callable[[Any, datetime], None]
    back: Callable[[Any], str]
    kept: timedelta = timedelta(hours=24)
    has_file: bool = True
    keeps_best: bool = False
    is_personal: bool = True
    busy: str = "We maken je pdf. Dat duurt ongeveer een minuut."


class Registry(Generic[T]):
    """A list with names that refuses duplicates."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._items: dict[str, T] = {}

    def add(self, code: str, item: T) -> None:
        """Add one item. Raises DuplicateNameError when the name is taken."""
        if code in self._items:
            raise DuplicateNameError(f"{self._name}: {code} is registered twice")
        self._items[code] = item

    def get(self, code: str) -> T:
        """Return the item of this name. Raises KeyError when nobody registered it."""
        return self._items[code]

    def find(self, code: str) -> T | None:
        """Return the item of this name, None when it belongs to a module that is not here (any more)."""
        return self._items.get(code)

    def all(self) -> list[T]:
        """Return all items in order of registration."""
        return list(self._items.values())

    def named(self) -> dict[str, T]:
        """Return all items by name, in order of registration."""
        return dict(self._items)


bericht_kinds: Registry[BerichtKind] = Registry("bericht_kinds")
taak_kinds: Registry[TaakKind] = Registry("taak_kinds")
cards: Registry[Card] = Registry("cards")
menu_entries: Registry[MenuEntry] = Registry("menu_entries")
provincie_lists: Registry[ProvincieList] = Registry("provincie_lists")
# By kind of Kring: given ids of Kringen of that kind, the address of the page of each.
kring_homes: Registry[Callable[[Sequence[Any]], Mapping[Any, str]]] = Registry("kring_homes")
gastlink_kinds: Registry[GastlinkKind] = Registry("gastlink_kinds")
werk_kinds: Registry[WerkKind] = Registry("werk_kinds")
# Functions `plan(now)` that open Taken and owe Berichten which no action could owe at the time (dates that come near).
planners: Registry[Callable[[datetime], None]] = Registry("planners")
# Functions `purge(now) -> int` that remove what is past its term, and say how many rows.
purges: Registry[Callable[[datetime], int]] = Registry("purges")
# Functions `(pairs) -> pairs`: among these (user id, bijeenkomst id), whom a mail about something else than that one
# meeting brought its file for the calendar.
calendar_holders: Registry[Callable[[Collection[Any]], Collection[Any]]] = Registry("calendar_holders")


def register_subject(
    *, berichten: Iterable[BerichtKind] = (), taken: Iterable[TaakKind] = (), blocks: Iterable[Card] = (),
    plans: Mapping[str, Callable[[datetime], None]] | None = None,
    removals: Mapping[str, Callable[[datetime], int]] | None = None,
) -> None:  # fmt: skip
    """Register all that one subject of an app adds. Raises DuplicateNameError when a name is taken."""
    for kind in berichten:
        bericht_kinds.add(kind.code, kind)
    for taak_kind in taken:
        taak_kinds.add(taak_kind.code, taak_kind)
    for card in blocks:
        cards.add(card.code, card)
    for name, plan in (plans or {}).items():
        planners.add(name, plan)
    for name, purge in (removals or {}).items():
        purges.add(name, purge)
