"""The terms of the craft: the list from A to Z, one term with all that belongs to it, and the sources."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.begrippen import may_propose, may_read_register
from community.filters.begrippen import BegrippenFilter
from community.queries.begrippen import (
    begrip_of,
    by_letter,
    concept_of,
    places_of,
    preferred_slug,
    settled_versies,
    versies_with,
)
from community.queries.bronnen import bronnen_in_use
from community.views.door import TimedRequest, public
from community.views.shell import Step

KENNIS = "/kennis/"


@public()
def begrippen(request: TimedRequest) -> HttpResponse:
    """List the terms from A to Z, or those that have the words one looks for."""
    filterset = BegrippenFilter(request.GET, queryset=versies_with(""), request=request)
    rows = list(filterset.qs)
    return render(
        request,
        "community/kennis/begrippen.html",
        {
            "crumbs": [Step(_("Kennis"), KENNIS), Step(_("Begrippen"))],
            "form": filterset.form, "is_narrowed": filterset.is_narrowed,
            "letters": by_letter(rows), "amount": len(rows),
        },
    )  # fmt: skip


@public()
def begrip(request: TimedRequest, slug: str) -> HttpResponse:
    """Show one term as it counts now; another word for it leads on to its preferred term, for good."""
    row = begrip_of(slug)
    if row is None:
        preferred = preferred_slug(slug)
        if preferred is None:
            raise Http404
        return HttpResponsePermanentRedirect(reverse("begrip", args=[preferred]))
    settled = settled_versies(row)
    versie = settled[0] if settled else concept_of(row)
    if versie is None:
        raise Http404
    return render(
        request,
        "community/kennis/begrip.html",
        {
            "crumbs": [Step(_("Kennis"), KENNIS), Step(_("Begrippen"), reverse("begrippen")), Step(row.term)],
            "begrip": row, "versie": versie, "is_settled": bool(settled), "earlier": settled[1:],
            "namen": [each.naam for each in row.namen.all()], "anders": list(row.niet_hetzelfde_als.all()),
            "places": places_of(row.slug), "may_propose": may_propose(request.user, request.now),
            "may_read_register": may_read_register(request.user, request.now),
        },
    )  # fmt: skip


@public()
def bronnen(request: TimedRequest) -> HttpResponse:
    """Show what is used of others, on what ground, and what is made from it."""
    return render(
        request,
        "community/kennis/bronnen.html",
        {"crumbs": [Step(_("Kennis"), KENNIS), Step(_("Bronnen"))], "rows": bronnen_in_use(request.user, request.now)},
    )
