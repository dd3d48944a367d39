"""What the pages of one group of intervisie share: which group, and the way back."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs
from intervisie.access.groepen import looked_after_groepen, may_read_groep, visible_groepen
from intervisie.models import Intervisiegroep


def own_groep(request: SignedInRequest, code: str) -> Intervisiegroep:
    """Return a group the person is in, agreed or not. Raises Http404 for everybody else."""
    return find(visible_groepen(request.user, request.now).select_related("kring"), code=code)


def read_groep(request: SignedInRequest, code: str) -> Intervisiegroep:
    """Return a group whose content the person reads. Raises Http404 for who did not agree too."""
    groep = own_groep(request, code)
    require(may_read_groep(request.user, groep, request.now))
    return groep


def kept_groep(request: SignedInRequest, code: str) -> Intervisiegroep:
    """Return a group a coördinator looks after. Raises Http404 for everybody else."""
    rows = looked_after_groepen(request.user, request.now)
    return find(rows.select_related("kring", "voorstel__ronde"), code=code)


def groep_of_either(request: SignedInRequest, code: str) -> Intervisiegroep:
    """Return a group the person is in, or looks after. Raises Http404 when it is neither."""
    try:
        return own_groep(request, code)
    except Http404:
        return kept_groep(request, code)


def groep_frame(groep: Intervisiegroep, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a group needs."""
    own = Step(groep.kring.name, reverse("intervisiegroep", args=[groep.code]) if steps else "")
    return {"groep": groep, "crumbs": [*_above(), own, *steps]}


def kept_frame(groep: Intervisiegroep, *steps: Step) -> dict[str, Any]:
    """Return the context of the pages on which a coördinator looks after a group."""
    own = Step(groep.kring.name, reverse("intervisiegroep-beheer", args=[groep.code]) if steps else "")
    return {"groep": groep, "crumbs": [*kept_trail(True), own, *steps]}


def kept_trail(is_above: bool = False) -> list[Any]:
    """Return the way back to the list of all groups; with `is_above` that list is a step of it."""
    page = "intervisiegroepen" if is_above else ""
    return crumbs(Crumb(_("Coördinatie"), "coordinatie"), Crumb(_("Intervisiegroepen"), page))


def own_trail(*steps: Step) -> list[Any]:
    """Return the way back below the page of intervisie."""
    return [*_above(), *steps]


def _above() -> list[Any]:
    return list(crumbs(Crumb(_("Intervisie en visitatie"), "intervisie")))
