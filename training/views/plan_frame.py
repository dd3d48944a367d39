"""What the pages of planning share: which editie, and the way back."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs
from training.access.edities import may_change_editie, planned_edities
from training.models import Editie


def planned(request: SignedInRequest, slug: str) -> Editie:
    """Return an editie to look at as a planner. Raises Http404 for who does not plan."""
    rows = planned_edities(request.user, request.now).select_related("kring", "locatie", "programmaversie__programma")
    return find(rows, slug=slug)


def plannable(request: SignedInRequest, slug: str) -> Editie:
    """Return an editie to change. Raises Http404 when it is over or called off, and for who does not plan."""
    editie = planned(request, slug)
    require(may_change_editie(request.user, editie, request.now))
    return editie


def plan_frame(request: SignedInRequest, editie: Editie, *steps: Step) -> dict[str, Any]:
    """Return the context every page about planning one editie needs."""
    own = Step(editie.name, reverse("editie-plan", args=[editie.slug]) if steps else "")
    return {
        "editie": editie,
        "may_change": may_change_editie(request.user, editie, request.now),
        "crumbs": [*trail(Crumb(_("Edities"), "edities-plan")), own, *steps],
    }


def trail(*steps: Crumb) -> list[Any]:
    """Return the way back from Coördinatie to this page."""
    return crumbs(Crumb(_("Coördinatie"), "coordinatie"), *steps)


def asked_for(data: QueryDict, *names: str) -> str:
    """Return which of these buttons was pressed, empty for the ordinary one."""
    return next((name for name in names if name in data), "")
