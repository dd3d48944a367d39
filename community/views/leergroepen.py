"""Leergroepen: the list, one group and its parts, beginning and changing one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.agenda import may_plan_for, visible_bijeenkomsten
from community.access.groepsleven import may_merge
from community.access.leergroepen import (
    may_appoint_trekker,
    may_change_leergroep,
    may_create_leergroep,
    visible_leergroepen,
    visible_moments,
)
from community.actions.errors import ActionError, StaleSaveError
from community.actions.leergroepen import create_leergroep, edit_leergroep
from community.filters.leergroepen import LeergroepFilter
from community.forms.leergroepen import LeergroepForm, NieuweLeergroepForm
from community.forms.versions import both_versions, take_stored_version
from community.queries.agenda import agenda_items, coming, past
from community.queries.datumprikker import open_datumprikkers
from community.queries.groepsberichten import latest_of
from community.queries.groepsleden import leden_of, member_rows
from community.queries.groepsleven import latest_evaluatie
from community.queries.leergroepen import (
    GroupPage,
    group_cards,
    listed,
    opgaven_of,
    own_cards,
    places_of,
    provincies_of,
)
from community.queries.toetredingen import requests_of, waiting_list
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, signed_in
from community.views.leergroep_frame import address, frame, open_group, turned_away
from community.views.shell import Crumb, Step, crumbs

PER_PAGE = 24
LATEST = 3
PAST = 10


@signed_in()
def leergroepen(request: SignedInRequest) -> HttpResponse:
    """List the groups, the person's own on top; filters narrow the rest."""
    found = LeergroepFilter(request.GET, queryset=listed(request.user, request.now), request=request)
    places = places_of(request.user, request.now)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/leergroepen/leergroepen.html",
        {
            "crumbs": crumbs(Crumb(_("Leergroepen"))),
            "filter": found,
            "page_obj": page,
            "cards": group_cards(page.object_list, places),
            "own": own_cards(request.user, places, request.now),
            "may_create": may_create_leergroep(request.user, request.now),
        },
    )


@signed_in()
def leergroep(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one group: to its members what is next and new, to others what it is and how to join."""
    group = open_group(request, slug)
    context = frame(group, "leergroep")
    if group.rights.may_read:
        context |= _next_and_new(request, group)
    return render(request, "community/leergroepen/overzicht.html", context)


@signed_in()
def over(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show all there is to say about a group."""
    group = open_group(request, slug)
    context = frame(group, "leergroep-over")
    context["opgaven"] = opgaven_of(group.leergroep)
    context["provincies"] = provincies_of(group.leergroep)
    if group.rights.may_change:
        context["latest_evaluatie"] = latest_evaluatie(group.leergroep.kring)
        context["may_merge"] = may_merge(request.user, group.leergroep, request.now)
    return render(request, "community/leergroepen/over.html", context)


@signed_in()
def leden(request: SignedInRequest, slug: str) -> HttpResponse:
    """List who is in the group; for who leads it also who asks and who waits."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_see_leden):
        return answer
    context = frame(group, "leergroep-leden")
    context["rows"] = member_rows(leden_of(group, request.now), request.user, request.now)
    context["may_appoint"] = may_appoint_trekker(request.user, group.leergroep, request.now)
    context["may_invite"] = group.rights.may_change and not group.rights.is_closed
    if group.rights.may_change:
        context["requests"] = requests_of(request.user, group.leergroep.kring_id, request.now)
        context["waiting"] = waiting_list(group.leergroep.kring_id).select_related("user")
    return render(request, "community/leergroepen/leden.html", context)


@signed_in()
def bijeenkomsten(request: SignedInRequest, slug: str) -> HttpResponse:
    """List when the group meets; a coördinator who is not in it sees when and where, not what it is about."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_see_bijeenkomsten):
        return answer
    kring = group.leergroep.kring
    context = frame(group, "leergroep-bijeenkomsten")
    if group.rights.may_read:
        rows = visible_bijeenkomsten(request.user, request.now).filter(kring=kring).select_related("kring")
        ahead, behind = list(coming(rows, request.now)), list(past(rows, request.now)[:PAST])
        items = agenda_items([*ahead, *behind], request.user, request.now)
        context |= {"coming": items[: len(ahead)], "past": items[len(ahead) :]}
        context["prikkers"] = open_datumprikkers(kring)
    else:
        rows = visible_moments(group.leergroep, group.rights)
        context |= {"moments": coming(rows, request.now), "past_moments": past(rows, request.now)[:PAST]}
    if may_plan_for(request.user, kring, request.now):
        context["plan_url"] = address(group, "leergroep-bijeenkomst-nieuw")
    return render(request, "community/leergroepen/bijeenkomsten.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Let a coördinator begin a group and say who leads it."""
    require(may_create_leergroep(request.user, request.now))
    if request.method == "POST" and is_repeat(request):
        # By now its own name is taken; the same form leads to the group it made.
        with once(request, now=request.now) as form_once:
            return redirect("leergroep", slug=form_once.result)
    form = NieuweLeergroepForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = create_leergroep(
                        actor=request.user, answers=form.answers(), trekkers=[form.cleaned_data["trekker"]],
                        afspraken=form.cleaned_data["afspraken"], now=request.now,
                    )  # fmt: skip
                    form_once.result = made.slug
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De leergroep staat klaar. De trekker krijgt een mail."))
            return redirect("leergroep", slug=form_once.result)
    trail = crumbs(Crumb(_("Leergroepen"), "leergroepen"), Crumb(_("Nieuwe leergroep")))
    return render(request, "community/leergroepen/nieuw.html", {"form": form, "crumbs": trail})


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a group. When somebody else saved meanwhile both versions stand beside each other."""
    group = open_group(request, slug)
    require(may_change_leergroep(request.user, group.leergroep, request.now))
    known = visible_leergroepen(request.user, request.now)
    form = LeergroepForm(group.leergroep, request.POST or None, known=known)
    context: dict[str, Any] = {"form": form, **frame(group, "leergroep-over", Step(_("Bewerken")))}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    edit_leergroep(
                        actor=request.user, leergroep=group.leergroep, version=form.cleaned_data["version"],
                        answers=form.answers(), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, LeergroepForm(error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De groep is opgeslagen."))
            return redirect("leergroep-over", slug=slug)
    return render(request, "community/leergroepen/bewerken.html", context)


def _next_and_new(request: SignedInRequest, group: GroupPage) -> dict[str, Any]:
    """Return the next meeting and the latest conversations of a group the person reads."""
    meetings = list(coming(visible_moments(group.leergroep, group.rights), request.now)[:1])
    for meeting in meetings:
        meeting.kring = group.leergroep.kring  # at hand already
    ahead = agenda_items(meetings, request.user, request.now)
    return {
        "next": ahead[0] if ahead else None,
        "latest": latest_of(group.leergroep.kring, request.user, request.now, most=LATEST),
    }
