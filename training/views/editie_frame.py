"""What all pages of one editie share: which editie, where the person stands in it, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import Standing
from community.views.door import SignedInRequest, find
from community.views.shell import Crumb, Step, crumbs
from training.access.edities import place_in, visible_edities
from training.access.intake import own_deelnemer
from training.cards.blokken import BuiltBlock, DeelView
from training.cards.delen import blocks_of
from training.models import Deelnemer, Editie
from training.queries.delen import DeelPage


@dataclass(frozen=True)
class OpenEditie:
    """An editie and where the person stands in it."""

    editie: Editie
    standing: Standing

    @property
    def is_trainer(self) -> bool:
        """Whether she leads it, agreed to its agreements."""
        return self.standing.leads


def open_editie(request: SignedInRequest, slug: str) -> OpenEditie:
    """Return an editie this person may know of. Raises Http404 when there is none for her."""
    rows = visible_edities(request.user, request.now).select_related("kring", "programmaversie__programma", "locatie")
    editie = find(rows, slug=slug)
    return OpenEditie(editie, place_in(request.user, editie, request.now))


def open_own(request: SignedInRequest, slug: str) -> tuple[OpenEditie, Deelnemer]:
    """Return the editie and the person as its participant. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    own = own_deelnemer(request.user, opened.editie, request.now)
    if own is None:
        raise Http404
    return opened, own


def turned_away(request: SignedInRequest, opened: OpenEditie) -> HttpResponse | None:
    """Return what somebody gets instead of a page for its participants; None when it is open to her.

    Who is in but did not agree yet is led to the agreements. Raises Http404 for everybody else.
    """
    if opened.standing.may_read:
        return None
    if opened.standing.is_member:
        messages.info(request, _("Lees eerst de afspraken van deze editie en geef akkoord."))
        return redirect("kring-afspraken", kring_id=opened.editie.kring_id)
    raise Http404


def frame(opened: OpenEditie, *steps: Step) -> dict[str, Any]:
    """Return the context every page of an editie needs; `steps` are the pages below it."""
    own = Step(opened.editie.name, reverse("editie", args=[opened.editie.slug]) if steps else "")
    return {
        "opened": opened,
        "editie": opened.editie,
        "crumbs": [*crumbs(Crumb(_("Trainingen"), "trainingen")), own, *steps],
    }


def part_blocks(request: SignedInRequest, opened: OpenEditie, page: DeelPage) -> list[BuiltBlock]:
    """Return the blocks of the page of a part, for who may read the editie."""
    view = DeelView(opened.editie, page.line, opened.standing, page.deelnemer, request.user, request.now)
    return blocks_of(view)
