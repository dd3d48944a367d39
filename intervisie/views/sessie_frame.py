"""What the pages around a session share: the way back, and the way to where guests are."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import User
from community.views.door import TimedRequest
from community.views.shell import Crumb, Step, crumbs
from intervisie.access.sessies import UNENDED, Plek
from intervisie.access.sessievoorbereiding import may_write_voorbereiding
from intervisie.queries.sessieacties import coming_back
from intervisie.queries.sessievoorbereiding import shared_voorbereidingen


def sessies_trail(*steps: Step) -> list[Any]:
    """Return the way back below the list of sessions; without steps it ends there."""
    above = crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Sessies"), "sessies" if steps else ""))
    return [*above, *steps]


def sessie_frame(plek: Plek, *steps: Step) -> dict[str, Any]:
    """Return the context that every page of one session needs. A guest has no way back to what she cannot see."""
    sessie = plek.sessie
    own = Step(sessie.versie.werkvorm.name, reverse("sessie", args=[sessie.code]) if steps else "")
    trail = [] if plek.is_guest else sessies_trail(own, *steps)
    return {"sessie": sessie, "plek": plek, "is_guest": plek.is_guest, "crumbs": trail}


def before_sessie(request: TimedRequest, plek: Plek) -> dict[str, Any]:
    """Return what a member finds before a session and at its beginning: questions that were shared, the way to her
    own, and what she was going to do after an earlier one. In a scope."""
    user, sessie, now = request.user, plek.sessie, request.now
    if not isinstance(user, User) or sessie.status not in UNENDED:
        return {}
    return {
        "gedeeld": shared_voorbereidingen(plek, now), "vorige": coming_back(user, sessie, now),
        "may_voorbereiden": may_write_voorbereiding(user, sessie, now),
    }  # fmt: skip
