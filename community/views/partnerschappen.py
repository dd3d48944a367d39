"""`/partner/`: what a contact sees of the partnerschap of her organisatie."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.partnerschappen import contacts_of, own_partnerschappen
from community.queries.bijdragen import bijdragen_of, lines_of, totals_of
from community.queries.partnerschappen import in_order, runs_words, voorbeelden_of
from community.queries.rapporten import rapporten_of
from community.views.door import SignedInRequest, signed_in
from community.views.partner_frame import NEWEST, OWN, own_partnerschap, partner_frame
from community.views.shell import Crumb, crumbs
from community.workdays import local_date

# What the page shows before one opens the whole list.
FIRST_BIJDRAGEN = 6


@signed_in("GET")
def partner(request: SignedInRequest) -> HttpResponse:
    """Lead a contact to her partnerschap; who has more chooses. Nobody else finds this page."""
    rows = list(in_order(own_partnerschappen(request.user, request.now)))
    if not rows:
        raise Http404
    if len(rows) == 1:
        return redirect(OWN, code=rows[0].code)
    today = local_date(request.now)
    context = {"crumbs": crumbs(Crumb(_("Partner"))), "rows": [(row, runs_words(row, today)) for row in rows]}
    return render(request, "community/partnerschappen/kiezen.html", context)


@signed_in("GET")
def partnerschap(request: SignedInRequest, code: str) -> HttpResponse:
    """Show until when it runs, the reports, what was promised and came, the examples and how long the list is."""
    row = own_partnerschap(request, code)
    today = local_date(request.now)
    bijdragen = list(bijdragen_of(row))
    rapporten = rapporten_of([row], request.user, request.now)
    context = partner_frame(request, row) | {
        "runs": runs_words(row, today), "contacts": contacts_of(row, request.now), "totals": totals_of(bijdragen),
        "lines": lines_of(bijdragen[:FIRST_BIJDRAGEN], today), "amount": len(bijdragen),
        "voorbeelden": voorbeelden_of(row.organisatie), "on_list": row.regisseurregels.count(),
        "rapporten": rapporten[:NEWEST], "earlier": rapporten[NEWEST:],
    }  # fmt: skip
    return render(request, "community/partnerschappen/partnerschap.html", context)
