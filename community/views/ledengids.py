"""The ledengids: who is who, and who works where."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.filters.people import LedenFilter
from community.queries.ledengids import by_ids, ids_of, ids_resembling, ledengids
from community.queries.people import shown_profielen
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs


@signed_in()
def leden(request: SignedInRequest) -> HttpResponse:
    """Search and filter the members who want to be found. Words that fit nobody are read as a typing error."""
    rows = ledengids(request.user, request.now)
    filterset = LedenFilter(request.GET, queryset=rows, request=request)
    found = ids_of(filterset.qs) if filterset.sought else []
    is_guess = bool(filterset.sought) and not found
    if is_guess:
        found = ids_resembling(filterset.without_words, filterset.sought, filterset.day)
    pages = Paginator(found if filterset.sought else filterset.qs, filterset.page_size)
    page = pages.get_page(request.GET.get("page"))
    profielen = by_ids(rows, list(page.object_list)) if filterset.sought else list(page.object_list)
    return render(
        request,
        "community/people/leden.html",
        {
            "crumbs": crumbs(Crumb(_("Leden"))),
            "form": filterset.form,
            "is_narrowed": filterset.is_narrowed,
            "is_guess": is_guess and bool(found),
            "page_obj": page,
            "leden": shown_profielen(request.user, profielen, request.now),
        },
    )
