"""`/coordinatie/partners/`: all partnerschappen for the coördinerend hart, and keeping one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.organisaties import choosable_organisaties
from community.access.partnerschappen import contacts_of, may_keep_partnerschappen, visible_partnerschappen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.partnerschappen import (
    change_partnerschap,
    create_partnerschap,
    end_partnerschap,
    extend_partnerschap,
    start_partnerschap,
)
from community.forms.partnerschappen import EndForm, ExtendForm, PartnerschapForm, StartForm
from community.forms.versions import both_versions, take_stored_version
from community.models import RUNNING, Partnerschap, PartnerschapStatus
from community.queries.bijdragen import bijdragen_of, totals_of
from community.queries.partnerschappen import alarms_of, in_order, overview_of, runs_words, voorbeelden_of
from community.queries.rapporten import rapporten_of
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, sent, signed_in
from community.views.partner_frame import KEPT, NEWEST, kept_partnerschap, partner_frame
from community.views.shell import Crumb, Step
from community.workdays import local_date

PER_PAGE = 30
FORM_PAGE = "community/partnerschappen/formulier.html"


@signed_in("GET")
def partners(request: SignedInRequest) -> HttpResponse:
    """List all partnerschappen: status, days, contacts, what was promised and came, and what asks for a hand."""
    user, now = request.user, request.now
    require(may_keep_partnerschappen(user, now))
    page = Paginator(in_order(visible_partnerschappen(user, now)), PER_PAGE).get_page(request.GET.get("page"))
    today = local_date(now)
    lines = [(line, runs_words(line.row, today)) for line in overview_of(page.object_list, now, today)]
    context = {"crumbs": way_to(request, Crumb(_("Partners"))), "page_obj": page, "lines": lines}
    return render(request, "community/partnerschappen/partners.html", context)


@signed_in("GET")
def partnerschap(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one partnerschap to the coördinerend hart; of the list of regisseurs only how long it is."""
    row = kept_partnerschap(request, code)
    today = local_date(request.now)
    bijdragen, contacts = list(bijdragen_of(row)), contacts_of(row, request.now)
    rapporten = rapporten_of([row], request.user, request.now)
    context = partner_frame(request, row) | {
        "runs": runs_words(row, today), "contacts": contacts, "totals": totals_of(bijdragen),
        "alarms": alarms_of(row, contacts, bijdragen, today), "amount": len(bijdragen),
        "voorbeelden": voorbeelden_of(row.organisatie), "on_list": row.regisseurregels.count(),
        "rapporten": rapporten[:NEWEST], "earlier": rapporten[NEWEST:], "is_running": row.status in RUNNING,
        "is_over": row.status == PartnerschapStatus.BEEINDIGD,
    }  # fmt: skip
    return render(request, "community/partnerschappen/beheer.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Write down a partnerschap that is explored or deliberated."""
    user, now = request.user, request.now
    require(may_keep_partnerschappen(user, now))
    form = PartnerschapForm(None, choosable_organisaties(user, now), sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    made = create_partnerschap(actor=user, organisatie=form.cleaned_data["organisatie"],
                                               afspraken=form.afspraken(), now=now)  # fmt: skip
                    form_once.result = made.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Het partnerschap staat erbij."))
            return redirect(KEPT, code=form_once.result)
    trail = way_to(request, Crumb(_("Partners"), "partners-beheer"), Crumb(_("Nieuw partnerschap")))
    context = {"crumbs": trail, "form": form, "heading": _("Nieuw partnerschap"), "home_url": trail[-2].url,
               "lead": _("Begin met een verkenning of een constituerend beraad. Starten doe je daarna.")}  # fmt: skip
    return render(request, FORM_PAGE, context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change what was agreed."""
    row = kept_partnerschap(request, code)
    organisaties = choosable_organisaties(request.user, request.now)

    def act(form: Any) -> None:
        change_partnerschap(actor=request.user, partnerschap=row, version=form.cleaned_data["version"],
                            afspraken=form.afspraken(), now=request.now)  # fmt: skip

    return _keep(
        request, row, lambda stored, data: PartnerschapForm(stored, organisaties, data), act,
        heading=_("Afspraken bewerken"), lead="", thanks=_("De afspraken zijn opgeslagen."), submit="",
    )  # fmt: skip


@signed_in("GET", "POST")
def starten(request: SignedInRequest, code: str) -> HttpResponse:
    """Let it run."""
    row = kept_partnerschap(request, code)

    def act(form: Any) -> None:
        given = form.cleaned_data
        start_partnerschap(actor=request.user, partnerschap=row, version=given["version"], now=request.now,
                           **{name: given[name] for name in ("start_date", "end_date", "has_option")})  # fmt: skip

    return _keep(
        request, row, StartForm, act, heading=_("Partnerschap starten"),
        lead=_("Vanaf de eerste dag telt deelname mee in de rapporten van deze organisatie."),
        thanks=_("Het partnerschap is gestart."), submit=_("Start het partnerschap"),
    )  # fmt: skip


@signed_in("GET", "POST")
def verlengen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let it run longer."""
    row = kept_partnerschap(request, code)

    def act(form: Any) -> None:
        given = form.cleaned_data
        extend_partnerschap(actor=request.user, partnerschap=row, version=given["version"], now=request.now,
                            end_date=given["end_date"], has_option=given["has_option"])  # fmt: skip

    return _keep(
        request, row, ExtendForm, act, heading=_("Partnerschap verlengen"),
        lead=runs_words(row, local_date(request.now)), thanks=_("Het partnerschap is verlengd."),
        submit=_("Verleng het partnerschap"),
    )  # fmt: skip


@signed_in("GET", "POST")
def beeindigen(request: SignedInRequest, code: str) -> HttpResponse:
    """Say from which day on there is none any more."""
    row = kept_partnerschap(request, code)
    today = local_date(request.now)

    def act(form: Any) -> None:
        given = form.cleaned_data
        end_partnerschap(actor=request.user, partnerschap=row, version=given["version"], now=request.now,
                         ended_date=given["ended_date"])  # fmt: skip

    return _keep(
        request, row, lambda stored, data: EndForm(stored, today, data), act, heading=_("Partnerschap beëindigen"),
        lead=_("De contacten zien daarna niets meer van het partnerschap. Je kunt dit niet terugdraaien."),
        thanks=_("Het partnerschap is beëindigd."), submit=_("Beëindig het partnerschap"), kind="danger",
    )  # fmt: skip


def _keep(
    request: SignedInRequest, row: Partnerschap, make: Callable[[Partnerschap, Any], Form], act: Callable[[Form], None],
    **words: str,
) -> HttpResponse:  # fmt: skip
    """Show one form about a partnerschap and act on it; both versions stand beside each other when it is stale."""
    if request.method == "POST" and is_repeat(request):
        return redirect(KEPT, code=row.code)
    form = make(row, sent(request))
    context: dict[str, Any] = partner_frame(request, row, Step(words["heading"])) | words | {"form": form}
    context["home_url"] = redirect(KEPT, code=row.code).url
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    act(form)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, make(error.current, None))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, words["thanks"])
            return redirect(KEPT, code=row.code)
    return render(request, FORM_PAGE, context)
