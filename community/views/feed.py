"""The calendar feed: its secret address, and the page where a person makes, renews and stops it."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from community.access.agenda import feed_of, feed_owner
from community.access.kringen import keep_standings
from community.actions.feed import renew_feed, revoke_feed
from community.links import digest
from community.queries.feed import feed
from community.requests import once
from community.views.agenda_frame import trail
from community.views.door import SignedInRequest, TimedRequest, public, signed_in
from community.views.shell import Step


@public()
def agenda_feed(request: TimedRequest, token: str) -> HttpResponse:
    """Give a person's calendar to the program that knows its secret address; any other address does not exist."""
    owner = feed_owner(digest(token))
    if owner is None:
        raise Http404
    keep_standings(owner, request.now)
    content = feed(owner, request.now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    # A program that names what it has is told when that is still right; nothing on the way may keep it.
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = get_conditional_response(request, etag=etag, response=answer) or answer
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@signed_in()
def mijn_agenda(request: SignedInRequest) -> HttpResponse:
    """Explain the feed and show whether there is one; its address itself was shown once."""
    return _page(request)


@signed_in("GET", "POST")
def mijn_agenda_vernieuwen(request: SignedInRequest) -> HttpResponse:
    """Make a new secret address and show it, this one time. The old one stops."""
    if request.method != "POST":
        return redirect("mijn-agenda")
    token = ""
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            token = renew_feed(actor=request.user, now=request.now)
    if not token:
        messages.info(request, _("Deze link is al een keer getoond. Ben je hem kwijt? Maak dan een nieuwe."))
        return redirect("mijn-agenda")
    return _page(request, url=settings.SITE_ROOT + reverse("agenda-feed", args=[token]))


@signed_in("GET", "POST")
def mijn_agenda_intrekken(request: SignedInRequest) -> HttpResponse:
    """Stop the feed."""
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                revoke_feed(actor=request.user)
        messages.success(request, _("De link werkt niet meer. Je agenda krijgt geen nieuwe afspraken."))
    return redirect("mijn-agenda")


def _page(request: SignedInRequest, *, url: str = "") -> HttpResponse:
    context = {"crumbs": trail(request, Step(_("Mijn agenda"))), "feed": feed_of(request.user), "feed_url": url}
    return render(request, "community/agenda/mijn_agenda.html", context)
