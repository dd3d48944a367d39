"""Home organisations, who works there, and changing where one works."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.organisaties import choosable_organisaties, visible_organisaties
from community.access.people import listed_profielen, may_change_employer, visible_profielen
from community.actions.errors import ActionError
from community.actions.organisaties import change_employer
from community.filters.organisaties import OrganisatieFilter
from community.forms.organisaties import EmployerForm
from community.models import User
from community.queries.ledengids import ledengids
from community.queries.organisaties import history_of, shown_at, with_member_count
from community.queries.people import shown_profielen
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from community.workdays import local_date

PER_PAGE = 30


@signed_in()
def organisaties(request: SignedInRequest) -> HttpResponse:
    """List the home organisations of the network, with how many listed members show that they work there."""
    user, now = request.user, request.now
    rows = choosable_organisaties(user, now).order_by("name")
    counted = with_member_count(rows, listed_profielen(user, now), local_date(now))
    filterset = OrganisatieFilter(request.GET, queryset=counted, request=request)
    return render(
        request,
        "community/organisaties/organisaties.html",
        {
            "crumbs": crumbs(Crumb(_("Leden"), "leden"), Crumb(_("Organisaties"))),
            "form": filterset.form,
            "is_narrowed": filterset.is_narrowed,
            "page_obj": Paginator(filterset.qs, PER_PAGE).get_page(request.GET.get("page")),
        },
    )


@signed_in()
def organisatie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one organisatie and the listed members who show that they work there."""
    row = find(visible_organisaties(request.user, request.now), slug=slug)
    members = shown_at(ledengids(request.user, request.now), local_date(request.now), pk=row.pk)
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/organisaties/organisatie.html",
        {
            "crumbs": crumbs(Crumb(_("Leden"), "leden"), Crumb(_("Organisaties"), "organisaties"), Crumb(row.name)),
            "organisatie": row,
            "page_obj": page,
            "leden": shown_profielen(request.user, list(page.object_list), request.now),
        },
    )


@signed_in("GET", "POST")
def mijn_organisatie(request: SignedInRequest) -> HttpResponse:
    """Let a person say where she works, and show her where she worked before."""
    trail = crumbs(Crumb(_("Profiel"), "mijn-profiel"), Crumb(_("Organisatie")))
    return _employer(request, request.user, {"crumbs": trail, "back": redirect("mijn-profiel").url})


@signed_in("GET", "POST")
def lid_organisatie(request: SignedInRequest, code: str) -> HttpResponse:
    """Let a coördinator say where somebody works."""
    person = find(visible_profielen(request.user, request.now).select_related("user"), code=code).user
    if not may_change_employer(request.user, person, request.now):
        raise Http404
    back = redirect("lid", code).url
    trail = [*crumbs(Crumb(_("Leden"), "leden")), Step(person.naam, back), Crumb(_("Organisatie"))]
    return _employer(request, person, {"crumbs": trail, "back": back})


def _employer(request: SignedInRequest, person: User, context: dict[str, Any]) -> HttpResponse:
    form = EmployerForm(choosable_organisaties(request.user, request.now), sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_employer(actor=request.user, user=person, now=request.now, **form.cleaned_data)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De organisatie is opgeslagen."))
            return redirect(context["back"])
    context |= {
        "form": form,
        "person": person,
        "is_own": person.pk == request.user.pk,
        "history": history_of(person),
        "today": local_date(request.now),
    }
    return render(request, "community/organisaties/wijzigen.html", context)
