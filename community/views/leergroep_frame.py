"""What all pages of one leergroep share: which group, who may see what, tabs and the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.queries.leergroepen import GroupPage, group_page, known_leergroep, merged_into
from community.requests import is_repeat
from community.views.door import SignedInRequest
from community.views.shell import Crumb, Step, crumbs


@dataclass(frozen=True)
class Tab:
    """One part of a group. `page` is the name of its address."""

    page: str
    title: str
    url: str
    is_current: bool


def open_group(request: SignedInRequest, slug: str) -> GroupPage:
    """Return the group as this person sees it. Raises Http404 when there is none for her."""
    leergroep = known_leergroep(request.user, slug, request.now)
    if leergroep is None:
        raise Http404
    return group_page(leergroep, request.user, request.now)


def open_group_once_more(request: SignedInRequest, slug: str) -> GroupPage | None:
    """Return the group; None for the second click of a form after which a hidden group is out of her sight.

    Raises Http404 when there is none for her otherwise.
    """
    try:
        return open_group(request, slug)
    except Http404:
        if request.method == "POST" and is_repeat(request):
            return None
        raise


def out_of(group: GroupPage) -> HttpResponse:
    """Return where somebody goes who just went out of a group: of a hidden one she sees nothing any more."""
    if group.leergroep.is_hidden and not group.rights.is_coordinator:
        return redirect("leergroepen")
    return redirect("leergroep", slug=group.leergroep.slug)


def frame(group: GroupPage, tab: str, *steps: Step) -> dict[str, Any]:
    """Return the context every page of a group needs; `steps` are the pages below the tab."""
    tabs = tabs_of(group, tab)
    here = next(each for each in tabs if each.page == tab)
    trail: list[Step] = []
    if tab != "leergroep" or steps:
        trail.append(Step(group.name, address(group, "leergroep")))
    if tab != "leergroep":
        trail.append(Step(here.title, here.url if steps else ""))
    trail.extend(steps)
    return {
        "group": group,
        "merged_into": merged_into(group),
        "tabs": tabs,
        "crumbs": [*crumbs(Crumb(_("Leergroepen"), "leergroepen")), *(trail or [Step(group.name)])],
    }


def tabs_of(group: GroupPage, current: str) -> list[Tab]:
    """Return the parts of the group this person may see, in their fixed order."""
    own = group.rights
    parts = [
        ("leergroep", _("Overzicht"), True),
        ("leergroep-berichten", _("Berichten"), own.may_read),
        ("leergroep-bijeenkomsten", _("Bijeenkomsten"), own.may_see_bijeenkomsten),
        ("leergroep-besluiten", _("Besluiten en acties"), own.may_read),
        ("leergroep-leden", _("Leden"), own.may_see_leden),
        ("leergroep-over", _("Over"), True),
    ]
    return [Tab(page, title, address(group, page), page == current) for page, title, is_shown in parts if is_shown]


def address(group: GroupPage, page: str, **more: Any) -> str:
    """Return the address of a page of this group."""
    return reverse(page, kwargs={"slug": group.leergroep.slug, **more})


def may_begin(request: SignedInRequest, group: GroupPage) -> bool:
    """Whether something is written here: not in a closed group. Who sent it already is told so beside her text."""
    return group.rights.may_post or request.method == "POST"


def turned_away(request: SignedInRequest, group: GroupPage, *, may_see: bool) -> HttpResponse | None:
    """Return what somebody gets instead of a closed part of the group; None when it is open to her.

    Who is in but did not agree yet is led to the agreements; for everybody else the part does not exist.
    """
    if may_see:
        return None
    if group.rights.must_agree:
        messages.info(request, _("Lees eerst de afspraken van deze groep en geef akkoord."))
        return redirect("kring-afspraken", kring_id=group.leergroep.kring_id)
    raise Http404
