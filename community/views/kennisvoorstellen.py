"""Proposals of members about terms and pages of knowledge, and the list on which redacteuren handle them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.begrippen import may_propose, may_read_register, visible_voorstellen
from community.access.kennis import visible_pages
from community.actions.errors import ActionError
from community.actions.kennisvoorstellen import handle_voorstel, propose
from community.forms.kennisvoorstellen import KennisvoorstelForm
from community.queries.begrippen import begrip_of
from community.queries.kennisvoorstellen import with_subject
from community.requests import once
from community.views.begrippen import KENNIS
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs

PER_PAGE = 30


@signed_in("GET", "POST")
def over_begrip(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a member propose something better about a term."""
    row = begrip_of(slug)
    if row is None:
        raise Http404
    page = redirect("begrip", row.slug).url
    trail = [Step(_("Kennis"), KENNIS), Step(_("Begrippen"), reverse("begrippen")), Step(row.term, page)]
    return _form(request, {"begrip": row}, row.term, trail)


@signed_in("GET", "POST")
def over_pagina(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a member propose something better about a page that she can read."""
    page = find(visible_pages(request.user, request.now), pk=pk)
    return _form(request, {"page": page}, page.title, [Step(_("Kennis"), KENNIS), Step(page.title, page.url or "/")])


@signed_in()
def lijst(request: SignedInRequest) -> HttpResponse:
    """List what members proposed, the open ones first, for who handles it."""
    require(may_read_register(request.user, request.now))
    rows = with_subject(visible_voorstellen(request.user, request.now))
    return render(
        request,
        "community/kennis/voorstellen.html",
        {
            "crumbs": [Step(_("Kennis"), KENNIS), *crumbs(Crumb(_("Voorstellen")))],
            "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        },
    )


@signed_in("POST")
def behandeld(request: SignedInRequest, voorstel_id: Any) -> HttpResponse:
    """Write down that a proposal was handled."""
    row = find(visible_voorstellen(request.user, request.now), pk=voorstel_id)
    if done(request, lambda: handle_voorstel(actor=request.user, voorstel=row, now=request.now)):
        messages.success(request, _("Het voorstel is behandeld."))
    return redirect("kennisvoorstellen")


def _form(request: SignedInRequest, about: dict[str, Any], title: str, trail: list[Step]) -> HttpResponse:
    require(may_propose(request.user, request.now))
    form = KennisvoorstelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    propose(actor=request.user, text=form.cleaned_data["text"], now=request.now, **about)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Dank je. De redactie leest je voorstel."))
            return redirect(trail[-1].url)
    return render(
        request,
        "community/kennis/voorstel.html",
        {"crumbs": [*trail, Step(_("Verbetering voorstellen"))], "form": form, "about": title, "back": trail[-1].url},
    )
