"""What all pages of one praktijkboek share: which one, what this person may do, the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import visible_praktijkboeken
from casussen.models import Praktijkboek
from casussen.queries.praktijkboeken import BoekRights, gone_on, rights_in, status_of
from community.access import require
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs


@dataclass(frozen=True)
class OpenBoek:
    """A praktijkboek as one person has it before her."""

    boek: Praktijkboek
    rights: BoekRights

    @property
    def name(self) -> str:
        """Its name: that of its Kring."""
        return self.boek.kring.name

    def url(self, page: str, **more: Any) -> str:
        """Return the address of a page of this praktijkboek."""
        return reverse(page, kwargs={"code": self.boek.code, **more})


def open_boek(request: SignedInRequest, code: str) -> OpenBoek:
    """Return the praktijkboek as this person sees it. Raises Http404 for who is not in it."""
    boek = find(visible_praktijkboeken(request.user, request.now).select_related("kring"), code=code)
    return OpenBoek(boek, rights_in(request.user, boek, request.now))


def open_kept(request: SignedInRequest, code: str) -> OpenBoek:
    """Return the praktijkboek for who keeps it. Raises Http404 for everybody else."""
    opened = open_boek(request, code)
    require(opened.rights.may_keep)
    return opened


def frame(request: SignedInRequest, opened: OpenBoek, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a praktijkboek needs; `steps` are the pages below it."""
    own_step = Step(opened.name, opened.url("praktijkboek") if steps else "")
    status = status_of(opened.boek, request.now)
    return {
        "opened": opened,
        "boek": opened.boek,
        "rights": opened.rights,
        "status": status.label,
        "gone_on": gone_on(opened.boek),
        "crumbs": [*crumbs(Crumb(_("Praktijkboeken"), "praktijkboeken")), own_step, *steps],
    }


def to_afspraken(request: SignedInRequest, opened: OpenBoek) -> HttpResponse:
    """Lead who did not agree yet to the agreements."""
    messages.info(request, _("Lees eerst de afspraken van dit praktijkboek en geef akkoord."))
    return redirect("kring-afspraken", kring_id=opened.boek.kring_id)
