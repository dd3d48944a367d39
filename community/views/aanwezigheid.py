"""`/coordinatie/aanwezigheid/`: who was where in a period, to download for a report.

The file holds names, so it is asked for by who just showed that it is her, and every download is logged (T50).
"""

import logging
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from community import access
from community.access.aanwezigheid import exportable_kringen, may_export_aanwezigheid
from community.actions.aanwezigheid import take_aanwezigheid
from community.forms.aanwezigheid import AanwezigheidForm
from community.queries.aanwezigheid import Keuze, chosen_deelnames, table
from community.sheet_writing import csv_lines, xlsx_lines
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb
from community.views.tweede_stap import proved
from community.workdays import local_date

logger = logging.getLogger("community.aanwezigheid")

MOST_ROWS = 250_000
CHOICE = ("van", "tot", "groep")
FORMS: dict[str, tuple[str, Callable[[Iterator[tuple[str, ...]]], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda rows: xlsx_lines(rows, name="Aanwezigheid"),
    ),
}


@signed_in()
def aanwezigheid(request: SignedInRequest) -> HttpResponse:
    """Show the choice of a period and a group, and how many rows it has."""
    access.require(may_export_aanwezigheid(request.user, request.now))
    form = _form(request)
    if not _is_known(request, CHOICE):
        return _page(request, form, status=400, is_unknown=True)
    return _page(request, form)


@signed_in()
def aanwezigheid_downloaden(request: SignedInRequest) -> HttpResponseBase:
    """Give the file to who just showed that it is her; everybody else finds no page here."""
    access.require(may_export_aanwezigheid(request.user, request.now))
    return _download(request)


@proved
def _download(request: SignedInRequest) -> HttpResponseBase:
    form = _form(request)
    kind = request.GET.get("vorm", "")
    if not _is_known(request, (*CHOICE, "vorm")) or kind not in FORMS:
        return _page(request, form, status=400, is_unknown=True)
    if not form.is_valid() or chosen_deelnames(request.user, form.keuze(), request.now).count() > MOST_ROWS:
        return _page(request, form, status=400)
    keuze = form.keuze()
    take_aanwezigheid(actor=request.user, now=request.now)
    content_type, written = FORMS[kind]
    response = StreamingHttpResponse(written(_logged(request, keuze, kind)), content_type=content_type)
    name = f"aanwezigheid-{keuze.from_date.isoformat()}-tot-en-met-{keuze.until_date.isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _logged(request: SignedInRequest, keuze: Keuze, kind: str) -> Iterator[tuple[str, ...]]:
    """Return the rows, and write down who took how many of them, also when she stops halfway."""
    taken = -1  # the head is no row
    try:
        for row in table(request.user, keuze, request.now):
            taken += 1
            yield row
    finally:
        logger.info(
            "aanwezigheid.export by=%s from=%s until=%s kring=%s form=%s rows=%s", request.user.pk, keuze.from_date,
            keuze.until_date, keuze.kring.pk if keuze.kring else "-", kind, max(taken, 0),
        )  # fmt: skip


def _form(request: SignedInRequest) -> AanwezigheidForm:
    kringen = exportable_kringen(request.user, request.now).order_by("name", "pk")
    return AanwezigheidForm(kringen, request.GET, today=local_date(request.now))


def _is_known(request: SignedInRequest, names: tuple[str, ...]) -> bool:
    """Whether the address asks only what we know, and each thing once: a report never silently leaves a wish out."""
    return all(name in names and len(values) == 1 for name, values in request.GET.lists())


def _page(
    request: SignedInRequest, form: AanwezigheidForm, *, status: int = 200, is_unknown: bool = False
) -> HttpResponse:
    is_right = form.is_valid() and not is_unknown
    amount = chosen_deelnames(request.user, form.keuze(), request.now).count() if is_right else 0
    address = urlencode({name: request.GET[name] for name in CHOICE if request.GET.get(name)}) if is_right else ""
    context = {
        "crumbs": way_to(request, Crumb(_("Aanwezigheid"))), "form": form, "is_unknown": is_unknown,
        "is_narrowed": bool(address), "amount": amount, "is_too_much": amount > MOST_ROWS,
        "downloads": [(kind, f"{urlencode({'vorm': kind})}&{address}".rstrip("&")) for kind in FORMS],
    }  # fmt: skip
    return render(request, "community/aanwezigheid/aanwezigheid.html", context, status=status)
