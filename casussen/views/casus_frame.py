"""What all pages of one casus share: which casus, what this person may do, the log of reading, the way back."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.casussen import BLIND, Zicht, may_govern_casus, own_casussen, visible_casussen, zicht_on
from casussen.actions.inzage import log_inzage
from casussen.models import Casus
from casussen.queries.casussen import title_of
from casussen.queries.wie_ziet import Given, WhoSees, rows_to_open
from casussen.views.bewaren import is_autosave
from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs


@dataclass(frozen=True)
class OpenCasus:
    """A casus as one person has it before her."""

    casus: Casus
    zicht: Zicht
    # The answers of the format, opened once.
    answers: dict[str, Any]
    # Asked when a page shows it.
    wie: WhoSees
    # Whether a session gave something that stands here, for who writes.
    has_opbrengsten: bool = False

    @property
    def title(self) -> str:
        """The werktitel its owner gave it; never in an address, a mail or the title of a page."""
        return title_of(self.answers)

    @property
    def may_write(self) -> bool:
        """Whether this person may change something: not when it is to be removed."""
        return self.zicht.may_write and self.casus.remove_at is None

    def url(self, page: str, **more: Any) -> str:
        """Return the address of a page of this casus."""
        return reverse(page, kwargs={"code": self.casus.code, **more})


def open_casus(request: SignedInRequest, code: str, *, part: str = "", saves_itself: bool = False) -> OpenCasus:
    """Return the casus as this person sees it, after noting that she read this part when it is somebody else's.

    `saves_itself`: this page answers a form that saves by itself with a line and no text, so that is no reading for
    who may write. Raises Http404 when there is none for her.
    """
    casus = _find(request, code)
    given = Given(
        delingen=casus.has_delingen, guests=casus.has_guests, emergencies=casus.has_emergencies,
        copies=casus.has_copies, along=casus.has_along, advice=casus.has_advice,
    )  # fmt: skip
    zicht = zicht_on(request.user, casus, request.now) if saves_itself and is_autosave(request) else BLIND
    if not zicht.may_write or casus.remove_at is not None:
        zicht = log_inzage(reader=request.user, casus=casus, part=part, now=request.now)
    wie = WhoSees(casus, given, request.user, zicht, request.now)
    return OpenCasus(casus, zicht, casus.format, wie, has_opbrengsten=casus.has_opbrengsten and zicht.may_write)


def _find(request: SignedInRequest, code: str) -> Any:
    """Return the row of `rows_to_open` that is hers, or else one she may see; or raise the 404.

    What she may not see is no row either, so refusing it takes as long as refusing what never was.
    """
    try:
        return find(rows_to_open() & own_casussen(request.user, request.now), code=code)
    except Http404:
        visible = visible_casussen(request.user, request.now).values("pk")
        return find(rows_to_open().filter(pk__in=visible), code=code)


def open_to_write(request: SignedInRequest, code: str, *, part: str = "", saves_itself: bool = False) -> OpenCasus:
    """Return the casus for who may write in it. Raises Http404 for everybody else: also for who only reads."""
    opened = open_casus(request, code, part=part, saves_itself=saves_itself)
    require(opened.may_write)
    return opened


def open_to_govern(request: SignedInRequest, code: str) -> OpenCasus:
    """Return the casus for who decides who sees it and whether it stays. Raises Http404 for everybody else."""
    opened = open_casus(request, code)
    require(may_govern_casus(request.user, opened.casus, request.now))
    return opened


def frame(opened: OpenCasus, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a casus needs; `steps` are the pages below it.

    The trail names the casus by its werktitel: on the page only. `head_title` is what stands in the browser's tab.
    """
    casus_step = Step(opened.title, opened.url("casus") if steps else "")
    return {
        "opened": opened,
        "casus": opened.casus,
        "wie": opened.wie,
        "crumbs": [*crumbs(Crumb(_("Casussen"), "casussen")), casus_step, *steps],
    }
