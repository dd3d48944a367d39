"""Mijn omgeving: what must I do now, what comes, what runs. And the list of all duties."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.cards.coordinatie import signals
from community.notation import salutation
from community.queries.berichten import delivery_of
from community.queries.taken import finished_taken, in_words, open_taken_of
from community.views.blocks import blocks_of, newest_only
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs

# On Mijn omgeving; the rest stands behind 'Alle taken' (blueprint §5).
MOST_TAKEN = 5
RECENT = 5
PER_PAGE = 50


@signed_in()
def mijn_omgeving(request: SignedInRequest) -> HttpResponse:
    """Show the first page of a member: a list of what to do, not a dashboard of widgets."""
    user, now = request.user, request.now
    taken = open_taken_of(user, now)
    blocks = blocks_of(user, now, "EERSTVOLGENDE", "LOPEND", "NIEUW")
    return render(
        request,
        "community/taken/mijn_omgeving.html",
        {
            "delivery": delivery_of(user),
            "greeting": f"{salutation(now)} {user.voornaam}",
            "taken": taken[:MOST_TAKEN],
            "taken_count": len(taken),
            "signals": signals(user, now),
            "first_next": blocks["EERSTVOLGENDE"],
            "running": blocks["LOPEND"],
            "news": newest_only(blocks["NIEUW"]),
        },
    )


@signed_in()
def taken(request: SignedInRequest) -> HttpResponse:
    """List all open duties, the first due first, and the last few that are finished."""
    return render(
        request,
        "community/taken/taken.html",
        {
            "crumbs": crumbs(Crumb(_("Taken"))),
            "taken": open_taken_of(request.user, request.now),
            "finished": in_words(finished_taken(request.user, request.now)[:RECENT], request.user, request.now),
        },
    )


@signed_in()
def taken_afgerond(request: SignedInRequest) -> HttpResponse:
    """List the duties that were done or fell away, the last one first."""
    page = Paginator(finished_taken(request.user, request.now), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/taken/afgerond.html",
        {
            "crumbs": crumbs(Crumb(_("Taken"), "taken"), Crumb(_("Afgerond"))),
            "page_obj": page,
            "taken": in_words(page.object_list, request.user, request.now),
        },
    )
