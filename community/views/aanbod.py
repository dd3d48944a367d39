"""What is offered: its pages, the form to ask for it, and the answer as who asked reads it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.aanbod import AANVRAAG_LINK, aanvragen_of_link, own_aanvragen, visible_aanbod
from community.actions.aanbod import submit_aanvraag
from community.actions.errors import ActionError
from community.extension_points import GastlinkKind, gastlink_kinds
from community.forms.aanbod import AanvraagForm
from community.kennis_points import page_contexts
from community.limits import count_try
from community.models import AanbodIndexPage, AanbodPage, Gastlink, User, normalise_email
from community.queries.aanbod import aanbod_in_order, open_aanvragen_for
from community.queries.organisaties import employer_on
from community.requests import once
from community.views.door import SignedInRequest, TimedRequest, find, public, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from community.workdays import local_date

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


OVERVIEW = "/aanbod/"


def register_aanbod() -> None:
    """Tell what stands on the pages of what is offered, and what links of guests open. Called once, at the start."""
    page_contexts.add(AanbodIndexPage.__name__, overview_context)
    page_contexts.add(AanbodPage.__name__, offer_context)
    gastlink_kinds.add(AANBOD_LINKS.code, AANBOD_LINKS)


def overview_context(page: AanbodIndexPage, request: TimedRequest) -> dict[str, Any]:
    """Give the page with all that is offered its items."""
    return {"items": aanbod_in_order()}


def offer_context(page: AanbodPage, request: TimedRequest) -> dict[str, Any]:
    """Give a member, on the page of one thing that is offered, what she asked before."""
    member = _member(request)
    return {
        "own": open_aanvragen_for(member, page.soort)[:5] if member else [],
        "crumbs": [Step(_("Aanbod"), OVERVIEW), Step(page.title)],
    }


@public("GET", "POST")
def aanvragen(request: TimedRequest, slug: str) -> "HttpResponseBase":
    """Ask for what is offered. Of a member we know who she is; whoever else sends it gets the same answer."""
    page = find(visible_aanbod(), slug=slug)
    if not page.is_open and request.method != "POST":
        return redirect(page.url)
    member = _member(request)
    employer = employer_on(member, local_date(request.now)) if member else None
    form = AanvraagForm(sent(request), member=member, organisatie=employer.name if employer else "")
    if request.method == "POST" and form.is_valid():
        if not _counted(request, normalise_email(member.email if member else form.cleaned_data["email"])):
            return respond_429(request)
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    row = submit_aanvraag(user=member, aanbod=page, question=form.question(), now=request.now)
                    form_once.result = row.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            return _thanks(request, member, slug, form_once.result)
    trail = [Step(_("Aanbod"), OVERVIEW), Step(page.title, page.get_url(request)), Step(_("Aanvragen"))]
    context = {"form": form, "aanbod": page, "member": member, "crumbs": trail}
    return render(request, "community/aanbod/aanvragen.html", context)


@public()
def aangevraagd(request: TimedRequest, slug: str) -> HttpResponse:
    """Say what happens next."""
    page = find(visible_aanbod(), slug=slug)
    return render(request, "community/aanbod/aangevraagd.html", {"aanbod": page})


@signed_in()
def mijn_aanvragen(request: SignedInRequest) -> HttpResponse:
    """List what this person asked for."""
    rows = own_aanvragen(request.user).order_by("-created_at", "pk")
    context = {"rows": rows, "crumbs": crumbs(Crumb(_("Mijn aanvragen")))}
    return render(request, "community/aanbod/mijn_aanvragen.html", context)


@signed_in()
def mijn_aanvraag(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one request of this person, with its answer when there is one."""
    row = find(own_aanvragen(request.user).select_related("handler"), code=code)
    trail = crumbs(Crumb(_("Mijn aanvragen"), "mijn-aanvragen"), Crumb(row.get_soort_display()))
    return render(request, "community/aanbod/mijn_aanvraag.html", {"row": row, "crumbs": trail})


def voor_gast(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show who has no account the answer to her request."""
    row = find(aanvragen_of_link(link).select_related("handler"), pk=link.object_id)
    return render(request, "community/aanbod/antwoord_gast.html", {"row": row, "link": link})


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether there is still an answer behind this link."""
    return aanvragen_of_link(link).exists()


AANBOD_LINKS = GastlinkKind(
    code=AANVRAAG_LINK, what="een antwoord op je aanvraag", is_open=is_open, page=voor_gast, mail="N08",
    asks_code=False,
)  # fmt: skip


def _member(request: TimedRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _counted(request: TimedRequest, address: str) -> bool:
    """Whether this request may come in: so many from one place and for one address, and so many in all on a day."""
    return count_try(request, "aanbod", key=address) is not None and count_try(request, "aanbod_alles") is not None


def _thanks(request: TimedRequest, member: User | None, slug: str, code: str) -> HttpResponse:
    if member is None:
        return redirect("aanbod-aangevraagd", slug=slug)
    messages.success(request, _("Je aanvraag is binnen. Binnen 2 werkdagen hoor je van ons."))
    return redirect("mijn-aanvraag", code=code)
