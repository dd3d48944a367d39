"""What the pages of the website show beside their own content, for who is asking."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.access.begrippen import may_propose
from community.kennis_points import page_contexts
from community.models import HomePage, KennisIndexPage, KennisPage, KennisRubriekPage, NieuwsIndexPage, NieuwsPage
from community.queries.kennis import (
    PER_PAGE,
    kennispaginas_in,
    needs_check,
    newest_kennispaginas,
    other_kennispaginas,
    published_nieuws,
    sections,
)
from community.views.door import TimedRequest
from community.views.shell import Step
from community.workdays import local_date

ON_HOME = 3


def register_contexts() -> None:
    """Let the pages of the website ask for what stands here. Called once, when Django starts."""
    for kind, fill in (
        (HomePage, of_home), (NieuwsIndexPage, of_nieuws), (NieuwsPage, of_nieuwsbericht), (KennisIndexPage, of_kennis),
        (KennisRubriekPage, of_rubriek), (KennisPage, of_kennispagina),
    ):  # fmt: skip
        page_contexts.add(kind.__name__, fill)


def of_home(page: HomePage, request: TimedRequest) -> dict[str, Any]:
    """The newest news and what is new in knowledge."""
    return {"nieuws": published_nieuws()[:ON_HOME], "nieuw": newest_kennispaginas(request.user, request.now)[:ON_HOME]}


def of_nieuws(page: NieuwsIndexPage, request: TimedRequest) -> dict[str, Any]:
    """All news, a page at a time."""
    return {"page_obj": _paged(request, published_nieuws())}


def of_nieuwsbericht(page: NieuwsPage, request: TimedRequest) -> dict[str, Any]:
    """The way back to the list."""
    return {"crumbs": [_step(request, page.get_parent()), Step(page.title)]}


def of_kennis(page: KennisIndexPage, request: TimedRequest) -> dict[str, Any]:
    """The sections with how much this person can read in them, and what came last."""
    return {
        "sections": sections(page, request.user, request.now),
        "nieuw": newest_kennispaginas(request.user, request.now),
    }


def of_rubriek(page: KennisRubriekPage, request: TimedRequest) -> dict[str, Any]:
    """The pages of this section, a page at a time."""
    return {
        "crumbs": [_step(request, page.get_parent()), Step(page.title)],
        "page_obj": _paged(request, kennispaginas_in(page, request.user, request.now)),
    }


def of_kennispagina(page: KennisPage, request: TimedRequest) -> dict[str, Any]:
    """The way back, the source, whether the page waits for a check, and others of its section."""
    above = list(page.get_ancestors().filter(depth__gt=2))
    return {
        "crumbs": [*(_step(request, one) for one in above), Step(page.title)],
        "rubriek": above[-1] if above else None,
        "needs_check": needs_check(page, local_date(request.now)),
        "others": other_kennispaginas(page, request.user, request.now),
        "may_propose": may_propose(request.user, request.now),
    }


def _paged(request: TimedRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _step(request: TimedRequest, page: Any) -> Step:
    return Step(page.title or _("Start"), page.get_url(request) or "")
