"""What the pages of one toernee share: which toernee, and the way back."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs
from intervisie.access.toernees import looked_after_toernees, may_read_toernee, visible_toernees
from intervisie.models import Toernee


def own_toernee(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee the person is in, agreed or not. Raises Http404 for everybody else."""
    return find(visible_toernees(request.user, request.now).select_related("kring"), code=code)


def read_toernee(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee whose content the person reads. Raises Http404 for who did not agree too."""
    toernee = own_toernee(request, code)
    require(may_read_toernee(request.user, toernee, request.now))
    return toernee


def kept_toernee(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee a coördinator looks after. Raises Http404 for everybody else."""
    rows = looked_after_toernees(request.user, request.now)
    return find(rows.select_related("kring", "voorstel__ronde"), code=code)


def toernee_of_either(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee the person is in, or looks after. Raises Http404 when it is neither."""
    try:
        return own_toernee(request, code)
    except Http404:
        return kept_toernee(request, code)


def toernee_frame(toernee: Toernee, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a toernee needs."""
    own = Step(toernee.kring.name, reverse("toernee", args=[toernee.code]) if steps else "")
    return {"toernee": toernee, "crumbs": [*own_trail(True), own, *steps]}


def kept_frame(toernee: Toernee, *steps: Step) -> dict[str, Any]:
    """Return the context of the pages on which a coördinator looks after a toernee."""
    own = Step(toernee.kring.name, reverse("toernee-beheer", args=[toernee.code]) if steps else "")
    return {"toernee": toernee, "crumbs": [*kept_trail(True), own, *steps]}


def own_trail(is_above: bool = False) -> list[Any]:
    """Return the way back to one's own toernees; with `is_above` that page is a step of it."""
    page = "toernees" if is_above else ""
    return crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Toernees"), page))


def kept_trail(is_above: bool = False) -> list[Any]:
    """Return the way back to the overview of all toernees; with `is_above` that page is a step of it."""
    page = "toernees-beheer" if is_above else ""
    return crumbs(Crumb(_("Coördinatie"), "coordinatie"), Crumb(_("Toernees"), page))
