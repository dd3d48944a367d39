"""What all pages of one partnerschap share: who comes in, and the way back, for a contact and for the hart."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.partnerschappen import (
    is_contact,
    may_change_bijdragen,
    may_change_own,
    may_keep_partnerschappen,
    own_partnerschappen,
    visible_partnerschappen,
)
from community.models import Partnerschap
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs

OWN, KEPT = "partnerschap", "partnerschap-beheer"
# How many reports stand on the page of a partnerschap at once; those before are one click away.
NEWEST = 4


def own_partnerschap(request: SignedInRequest, code: str) -> Partnerschap:
    """Return the partnerschap that this person reads as its contact. Raises Http404 for everybody else."""
    return find(own_partnerschappen(request.user, request.now).select_related("organisatie"), code=code)


def kept_partnerschap(request: SignedInRequest, code: str) -> Partnerschap:
    """Return a partnerschap to who keeps them. Raises DeniedError or Http404, which read the same."""
    require(may_keep_partnerschappen(request.user, request.now))
    return known_partnerschap(request, code)


def known_partnerschap(request: SignedInRequest, code: str) -> Partnerschap:
    """Return a partnerschap to its contacts and to who keeps them. Raises Http404 for everybody else."""
    return find(visible_partnerschappen(request.user, request.now).select_related("organisatie"), code=code)


def home_of(request: SignedInRequest, partnerschap: Partnerschap) -> str:
    """Return the page of this partnerschap for this person: her own, or the one of the coördinerend hart."""
    name = OWN if is_contact(request.user, partnerschap, request.now) else KEPT
    return reverse(name, kwargs={"code": partnerschap.code})


def partner_trail(request: SignedInRequest, partnerschap: Partnerschap, *steps: Step) -> list[Crumb | Step]:
    """Return the way back to a page of this partnerschap; the last step has no address."""
    home = home_of(request, partnerschap) if steps else ""
    if is_contact(request.user, partnerschap, request.now):
        return [*crumbs(), Step(_("Partner"), home), *steps]
    way = way_to(request, Crumb(_("Partners"), "partners-beheer"))
    return [*way, Step(partnerschap.organisatie.name, home), *steps]


def partner_frame(request: SignedInRequest, partnerschap: Partnerschap, *steps: Step) -> dict[str, Any]:
    """Return what the templates of all these pages need. No query."""
    user, now = request.user, request.now
    return {
        "crumbs": partner_trail(request, partnerschap, *steps),
        "partnerschap": partnerschap,
        "organisatie": partnerschap.organisatie,
        "home_url": home_of(request, partnerschap),
        "may_change": may_change_own(user, partnerschap, now),
        "may_change_bijdragen": may_change_bijdragen(user, partnerschap, now),
    }
