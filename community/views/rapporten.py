"""A participation report as a page and as files, for contacts of the partner and for the coördinerend hart.

An address says all there is to ask: with any question behind it, a report is refused (SECURITY.md §4.5). Without `code`
the report is that of the whole network.
"""

import re
from functools import lru_cache, wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.access import require
from community.access.rapporten import may_read_network, visible_rapporten
from community.actions.errors import ActionError
from community.actions.rapporten import recheck
from community.actions.rapportpdf import ask_rapport_pdf
from community.models import Rapport, RapportStatus
from community.queries.rapporten import (
    file_name_of,
    kwartaal_of,
    latest_published,
    network_rapporten,
    path_of_rapport,
    title_of,
)
from community.rapportage.bestanden import csv_rows, sheets
from community.rapportage.bladen import Blad, blad_of
from community.rapportage.content import TamperedError
from community.rapportage.namen import names_beside
from community.requests import once
from community.sheet_writing import csv_lines, xlsx_book
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, View, find, signed_in
from community.views.partner_frame import partner_trail
from community.views.shell import Crumb, Step

QUARTER = re.compile(r"([1-9]\d{3})-k([1-4])")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def whole(view: View) -> View:
    """Let a view show a report as a whole: 404 for who does not read it, 400 with any question behind the address."""

    @wraps(view)
    def door(request: SignedInRequest, kwartaal: str, code: str = "") -> HttpResponseBase:
        rapport = _found(request, kwartaal, code)
        if request.META.get("QUERY_STRING"):
            return _page(request, rapport, "onbekend", status=400)
        return view(request, rapport)

    return door


@signed_in()
@whole
def rapport(request: SignedInRequest, rapport: Rapport) -> HttpResponse:
    """Show a report: tables first, then what they draw; or why there is none over this quarter."""
    if rapport.status == RapportStatus.GEEN_NIEUW:
        latest = latest_published(rapport, request.user, request.now)
        return _page(request, rapport, "geen_nieuw", quarter=kwartaal_of(rapport).words, latest=latest)
    blad = _blad(request, rapport)
    if blad is None:
        return _page(request, rapport, "beschadigd", status=409)
    namen = names_beside(rapport, request.user, request.now)  # beside what was frozen, on the page alone
    return _page(request, rapport, "rapport", blad=blad, sheet=written(blad), files=_files(rapport), namen=namen)


@signed_in()
@whole
def csv(request: SignedInRequest, rapport: Rapport) -> HttpResponse:
    """Give the report as one CSV file."""
    blad = _blad(request, rapport)
    if blad is None:
        return _page(request, rapport, "beschadigd", status=409)
    return _file(rapport, "csv", b"".join(csv_lines(csv_rows(blad))))


@signed_in()
@whole
def xlsx(request: SignedInRequest, rapport: Rapport) -> HttpResponse:
    """Give the report as a workbook with a sheet for each table."""
    blad = _blad(request, rapport)
    if blad is None:
        return _page(request, rapport, "beschadigd", status=409)
    return _file(rapport, "xlsx", xlsx_book(sheets(blad)))


@signed_in("GET", "POST")
@whole
def pdf(request: SignedInRequest, rapport: Rapport) -> HttpResponse:
    """Have the pdf made and lead to its page. Who comes back here after logging in sees the report."""
    if _blad(request, rapport) is None:
        return _page(request, rapport, "beschadigd", status=409)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    werk = ask_rapport_pdf(actor=request.user, rapport=rapport, now=request.now)
                    form_once.result = str(werk.pk)
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect(path_of_rapport(rapport))
        return redirect("werk", werk_id=form_once.result)
    return redirect(path_of_rapport(rapport))


@signed_in()
def netwerkrapporten(request: SignedInRequest) -> HttpResponse:
    """List the reports of the whole network, for the coördinerend hart."""
    require(may_read_network(request.user, request.now))
    context = {
        "crumbs": way_to(request, Crumb(_("Netwerkrapport"))),
        "rapporten": network_rapporten(request.user, request.now),
    }
    return render(request, "community/rapporten/netwerkrapporten.html", context)


@lru_cache(maxsize=64)
def written(blad: Blad) -> SafeString:
    """Return a whole report as its page shows it, without names. Its words are the key, so it is never out of date."""
    return render_to_string("community/rapporten/_blad.html", {"blad": blad})


def _found(request: SignedInRequest, kwartaal: str, code: str) -> Rapport:
    """Return the report at this address. Raises Http404 for who does not read it, as for what does not exist."""
    asked = QUARTER.fullmatch(kwartaal)
    if asked is None:
        raise Http404
    rows = visible_rapporten(request.user, request.now).select_related("partnerschap__organisatie").defer("working")
    whose = {"partnerschap__code": code} if code else {"partnerschap__isnull": True}
    return find(rows, year=int(asked[1]), quarter=int(asked[2]), **whose)


def _blad(request: SignedInRequest, rapport: Rapport) -> Blad | None:
    """Return a published report in words; None when it is not what was frozen, which is counted as a fault.

    Raises Http404 where there is none.
    """
    if rapport.status == RapportStatus.GEEN_NIEUW:
        raise Http404
    try:
        return blad_of(rapport)
    except TamperedError:
        recheck(rapport=rapport, now=request.now)
        return None


def _files(rapport: Rapport) -> dict[str, str]:
    """Return the addresses of its files."""
    home = path_of_rapport(rapport)
    return {kind: f"{home}{kind}/" for kind in ("csv", "xlsx", "pdf")}


def _file(rapport: Rapport, kind: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name_of(rapport, kind)}"'
    return response


def _page(request: SignedInRequest, rapport: Rapport, name: str, status: int = 200, **more: Any) -> HttpResponse:
    title = title_of(rapport)
    if rapport.partnerschap is None:
        way: list[Any] = [*way_to(request, Crumb(_("Netwerkrapport"), "netwerkrapporten")), Step(title)]
    else:
        way = list(partner_trail(request, rapport.partnerschap, Step(title)))
    context = {"crumbs": way, "rapport": rapport, "title": title, "here": path_of_rapport(rapport), **more}
    return render(request, f"community/rapporten/{name}.html", context, status=status)
