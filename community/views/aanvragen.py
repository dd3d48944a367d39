"""`/coordinatie/aanvragen/`: who asked for what is offered, and the answer of the coördinerend hart."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.aanbod import may_handle_aanvragen, visible_aanvragen
from community.actions.aanbod import answer_aanvraag, take_up_aanvraag
from community.actions.errors import ActionError, StaleSaveError
from community.filters.aanbod import AanvraagFilter
from community.forms.aanbod import AntwoordForm, OppakForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Aanvraag, AanvraagStatus
from community.queries.aanbod import in_order, others_of
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb

PER_PAGE = 50


@signed_in()
def aanvragen(request: SignedInRequest) -> HttpResponse:
    """List the requests, what waits first."""
    access.require(may_handle_aanvragen(request.user, request.now))
    rows = in_order(visible_aanvragen(request.user, request.now))
    found = AanvraagFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs if found.is_valid() else rows.none(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": way_to(request, Crumb(_("Aanvragen"))),
        "form": found.form,
        "is_narrowed": any(request.GET.get(name) for name in ("q", "soort", "status")),
        "page_obj": page,
    }
    return render(request, "community/aanbod/aanvragen_lijst.html", context)


@signed_in("GET", "POST")
def aanvraag(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one request; the form on the page answers it."""
    row = _find(request, code)
    form = AntwoordForm(row, sent(request))
    context: dict[str, object] = {}
    if request.method == "POST" and is_repeat(request):
        return redirect("aanvraag", code=row.code)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer_aanvraag(actor=request.user, aanvraag=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            row = error.current
            take_stored_version(form, error)
            context = {"stale": error, "versions": both_versions(form, AntwoordForm(row))}
        except ActionError as error:
            row = _find(request, code)
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je antwoord is klaar om te lezen. %s krijgt een mail.") % row.naam)
            return redirect("aanvragen")
    return render(request, "community/aanbod/aanvraag.html", {"form": form, **context, **_context(request, row)})


@signed_in("GET", "POST")
def oppakken(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a request up. Who comes here by address alone goes to the request itself."""
    row = _find(request, code)
    form = OppakForm(request.POST)
    if request.method != "POST":
        return redirect("aanvraag", code=row.code)
    if not form.is_valid():
        messages.error(request, _("Deze pagina was te oud. Kijk hoe het er nu voor staat."))
        return redirect("aanvraag", code=row.code)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                take_up_aanvraag(actor=request.user, aanvraag=row, now=request.now, **form.cleaned_data)
    except StaleSaveError:
        messages.error(request, _("Een collega was je net voor. Kijk hoe het er nu voor staat."))
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Jij beantwoordt deze aanvraag."))
    return redirect("aanvraag", code=row.code)


def _find(request: SignedInRequest, code: str) -> Aanvraag:
    return find(visible_aanvragen(request.user, request.now).select_related("handler"), code=code)


def _context(request: SignedInRequest, row: Aanvraag) -> dict[str, object]:
    return {
        "crumbs": way_to(request, Crumb(_("Aanvragen"), "aanvragen"), Crumb(row.naam)),
        "row": row,
        "is_answered": row.status == AanvraagStatus.BEANTWOORD,
        "is_mine": row.handler_id == request.user.pk,
        "others": others_of(row)[:10],
    }
