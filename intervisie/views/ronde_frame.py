"""What the pages of rounds share: which round, and the way back."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs
from intervisie.access.matching import may_change_ronde, planned_rondes
from intervisie.models import Matchronde


def trail(*steps: Any) -> list[Any]:
    """Return the way back from the list of rounds to this page."""
    return [*crumbs(Crumb(_("Coördinatie"), "coordinatie"), Crumb(_("Intervisie"), "matchrondes")), *steps]


def ronde_frame(request: SignedInRequest, ronde: Matchronde, title: str = "") -> dict[str, Any]:
    """Return the context that every page about one round needs; `title` is that of a page below it."""
    own = Step(ronde.name, reverse("matchronde", args=[ronde.code]) if title else "")
    return {
        "ronde": ronde, "may_change": may_change_ronde(request.user, ronde, request.now),
        "crumbs": trail(own, Step(title)) if title else trail(own),
    }  # fmt: skip


def planned(request: SignedInRequest, code: str) -> Matchronde:
    """Return a round to look at as its coördinator. Raises Http404 for who divides nobody."""
    return find(planned_rondes(request.user, request.now), code=code)


def changeable(request: SignedInRequest, code: str) -> Matchronde:
    """Return a round to change. Raises Http404 when something was decided about it."""
    ronde = planned(request, code)
    require(may_change_ronde(request.user, ronde, request.now))
    return ronde
