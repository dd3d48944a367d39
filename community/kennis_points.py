"""Where an app says what can be searched in it, and where it uses the terms of the craft. Filled in `apps.py`.

Nothing here knows Django: models appear as `Any`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.extension_points import Registry
from community.zoeken.vraag import Zoekvraag


@dataclass(frozen=True)
class Vondst:
    """One thing a search found: what the person may see of it, and nothing else. `rank` says how well it fits."""

    title: str
    path: str
    about: str = ""
    rank: float = 0.0


@dataclass(frozen=True)
class Vondsten:
    """What one subject found: the first ones, best first, and how many there are in all for this person.

    `note` is a sentence for when it could not be searched.
    """

    rows: tuple[Vondst, ...]
    count: int
    note: str = ""


@dataclass(frozen=True)
class Zoekonderwerp:
    """What search looks through. `find(user, vraag, now, limit)` asks `access` inside its query: counts, titles and
    texts are of what this person may see. `is_public`: who is not logged in (AnonymousUser) searches in it too."""

    code: str
    title: Any
    order: int
    find: Callable[[Any, Zoekvraag, datetime, int], Vondsten]
    is_public: bool = False


@dataclass(frozen=True)
class Begripplek:
    """A step or a method with its fixed texts, where terms may stand: what it is called, and its page.

    A page of its own for who is logged in; `texts` hold nothing that people wrote.
    """

    title: str
    path: str
    texts: tuple[str, ...]


search_subjects: Registry[Zoekonderwerp] = Registry("search_subjects")
# Functions `() -> places`: the fixed texts of an app in which terms of the craft are looked for.
term_places: Registry[Callable[[], Sequence[Begripplek]]] = Registry("term_places")
# By the class of a page of the website ("KennisPage"): functions `(page, request) -> context` that give its template
# what stands beside the page itself.
page_contexts: Registry[Callable[[Any, Any], Mapping[str, Any]]] = Registry("page_contexts")
# Functions `(page, now) -> sentences`: why a page, as it would be published, may not be; none when it may.
publishing_rules: Registry[Callable[[Any, datetime], Sequence[str]]] = Registry("publishing_rules")


def register_search(subjects: Sequence[Zoekonderwerp]) -> None:
    """Let search look through these subjects of an app."""
    for subject in subjects:
        search_subjects.add(subject.code, subject)
