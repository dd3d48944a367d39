"""Reading the log of changes and the numbers of the purge, and for everybody: how long we keep what. Only reading."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community import access
from community.access.logboek import may_see_logboek, visible_logregels, visible_opruimingen
from community.forms.logboek import LogForm
from community.queries.logboek import filtered, in_words
from community.queries.opruimen import all_rules, last_run, stand_of
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, TimedRequest, public, signed_in
from community.views.shell import Crumb, Step

PER_PAGE = 50
# It runs every night; longer ago than this points at a clock that stands still.
LATE = timedelta(hours=36)


@signed_in()
def logboek(request: SignedInRequest) -> HttpResponse:
    """List who changed what, with filters; there is no way to change a line."""
    access.require(may_see_logboek(request.user, request.now))
    visible = visible_logregels(request.user, request.now)
    form = LogForm(request.GET)
    found = filtered(visible, **form.cleaned_data) if form.is_valid() else visible.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/logboek/logboek.html",
        {
            "crumbs": way_to(request, Crumb(_("Logboek"))),
            "form": form,
            "is_filtered": any(request.GET.get(name) for name in ("wat", "persoon", "vanaf", "tot")),
            "page_obj": page,
            "rows": in_words(page),
        },
    )


@signed_in()
def opruimen(request: SignedInRequest) -> HttpResponse:
    """Show what each purge removed the last time and in the last weeks, and what failed."""
    access.require(may_see_logboek(request.user, request.now))
    visible = visible_opruimingen(request.user, request.now)
    last = last_run(visible)
    stands = stand_of(visible, last, request.now)
    return render(
        request,
        "community/logboek/opruimen.html",
        {
            "crumbs": way_to(request, Crumb(_("Opruimen"))),
            "stands": stands,
            "last": last,
            "is_late": last is None or request.now - last > LATE,
            "failed": sum(bool(one.failed_code) for one in stands),
        },
    )


@public()
def bewaartermijnen(request: TimedRequest) -> HttpResponse:
    """Tell everybody how long what is kept, from the rules themselves."""
    way = [Step(_("Privacy"), "/privacy/"), Step(_("Hoe lang we gegevens bewaren"))]
    return render(request, "community/logboek/bewaartermijnen.html", {"crumbs": way, "rules": all_rules()})
