"""The register of sources, with what is made from each of them and where that stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from community.access.kennis import visible_kennispaginas
from community.access.kringen import Visitor
from community.models import Begrip, Bron, KennisPage
from community.queries.begrippen import current_versies


@dataclass(frozen=True)
class Gebruik:
    """A source, and what this person may see of what is made from it."""

    bron: Bron
    paginas: tuple[KennisPage, ...]
    begrippen: tuple[Begrip, ...]

    @property
    def anchor(self) -> str:
        """The place of this source on the page of sources."""
        return f"bron-{self.bron.pk}"


def bronnen_in_use(user: Visitor, now: datetime) -> list[Gebruik]:
    """Return all sources by title, with the pages and the terms made from them that this person may see."""
    pages = _by_bron(visible_kennispaginas(user, now).filter(bron__isnull=False).order_by("title"))
    terms: dict[object, list[Begrip]] = defaultdict(list)
    for versie in current_versies().order_by("begrip__search_text"):
        terms[versie.bron_id].append(versie.begrip)
    return [Gebruik(bron, tuple(pages.get(bron.pk, ())), tuple(terms.get(bron.pk, ()))) for bron in bronnen_by_title()]


def bronnen_by_title() -> QuerySet[Bron]:
    """Return all sources by title, to choose from."""
    return Bron.objects.order_by("titel")


def _by_bron(pages: Iterable[KennisPage]) -> dict[object, list[KennisPage]]:
    found: dict[object, list[KennisPage]] = defaultdict(list)
    for page in pages:
        found[page.bron_id].append(page)
    return found
