"""Toernees for who is in them: her own, and the page of one; agreements first."""

from django.http import HttpResponse
from django.shortcuts import render

from casussen.views.door import confidential_page
from community.views.door import SignedInRequest, signed_in
from intervisie.access.toernees import may_read_toernee, visible_toernees
from intervisie.views.toernee_frame import own_toernee, own_trail, toernee_frame


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show the toernees of this person."""
    rows = visible_toernees(request.user, request.now).select_related("kring").order_by("-made_at", "pk")
    return render(request, "intervisie/toernees/lijst.html", {"toernees": rows, "crumbs": own_trail()})


@confidential_page("GET")
def toernee(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a toernee to its people; who did not agree yet is led to the agreements."""
    row = own_toernee(request, code)
    context = {"may_read": may_read_toernee(request.user, row, request.now)}
    return render(request, "intervisie/toernees/toernee.html", toernee_frame(row) | context)
