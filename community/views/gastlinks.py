"""The door of guests: a link, a code by mail, and then the one thing that was shared.

A guest has no account. Her browser keeps a signed pass for this one link, for an hour; the session of a member is not
looked at and not touched. A link that is forged, old or ended is the 404 of every page that is not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.gastlinks import SITTING, new_code, use_code
from community.berichten.mail import send_secret
from community.extension_points import gastlink_kinds
from community.forms.gastlinks import CodeForm
from community.limits import count_try
from community.models import Gastlink
from community.queries.gastlinks import is_pass_for, living_link, pass_for
from community.requests import once
from community.views.door import TimedRequest, public, sent

P = ParamSpec("P")
WRONG = gettext_lazy("Deze code klopt niet of is verlopen. Kijk of je de nieuwste mail hebt, of vraag een nieuwe code.")


def guest_page(
    *methods: str,
) -> Callable[[Callable[Concatenate[TimedRequest, Gastlink, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a page to a guest who is in, for these methods. Without the code she is sent to where she types it."""

    def wrap(view: Callable[Concatenate[TimedRequest, Gastlink, P], HttpResponseBase]) -> Callable[..., Any]:
        @public(*methods)
        @wraps(view)
        def door(request: TimedRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            link = link_or_404(request, token)
            if not is_inside(request, link):
                return redirect("gedeeld", token=token)
            return kept_private(view(request, link, token=token, **kwargs))  # type: ignore[arg-type,call-arg]  # token goes along by name

        return door

    return wrap


@public("GET", "POST")
def gedeeld(request: TimedRequest, token: str) -> HttpResponseBase:
    """Show what is shared to who is in; to everybody else the question for the code, which says nothing about it."""
    link = link_or_404(request, token)
    if request.method != "POST" and is_inside(request, link):
        return kept_private(gastlink_kinds.get(link.kind).page(request, link, token))
    form = CodeForm(sent(request))
    if request.method == "POST" and count_try(request, "gastcode", key=str(link.pk)) is None:
        return kept_private(respond_429(request))
    if request.method == "POST" and form.is_valid():
        if use_code(gastlink=link, code=form.cleaned_data["code"], now=request.now):
            return _let_in(request, link, token)
        form.add_error("code", WRONG)
    return kept_private(render(request, "community/gastlinks/code.html", {"form": form, "token": token}))


@public("GET", "POST")
def code(request: TimedRequest, token: str) -> HttpResponseBase:
    """Send the guest a code, to the address her host gave; the page never names that address.

    Afterwards she stands where she types it, also when the first page of her link asks for none.
    """
    link = link_or_404(request, token)
    if request.method != "POST":
        if has_typed_code(request, link):
            return kept_private(redirect("gedeeld", token=token))
        return kept_private(render(request, "community/gastlinks/code.html", {"form": CodeForm(), "token": token}))
    if count_try(request, "gastcode_sturen", key=str(link.pk)) is None:
        return kept_private(respond_429(request))
    page = "gedeeld" if link.asks_code else "gedeeld-code"
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            secret = new_code(gastlink=link, now=request.now)
            path = reverse(page, kwargs={"token": token})
            send_secret("N147", address=link.email, salutation=link.name, path=path, context={"code": secret},
                        now=request.now)  # fmt: skip
    messages.success(request, _("We hebben een code gemaild naar het adres waarop je de link kreeg."))
    return kept_private(redirect(page, token=token))


@public("POST")
def sluiten(request: TimedRequest, token: str) -> HttpResponseBase:
    """Let the browser forget that it is in."""
    link = link_or_404(request, token)
    answer = redirect("gedeeld", token=token)
    answer.delete_cookie(_cookie(link), path="/gedeeld/")
    return kept_private(answer)


def link_or_404(request: TimedRequest, token: str) -> Gastlink:
    """Return the link of this address. Raises Http404 for all that opens nothing now, whatever the reason."""
    link = living_link(token, request.now)
    if link is None:
        raise Http404
    return link


def is_inside(request: TimedRequest, link: Gastlink) -> bool:
    """Whether this browser typed the code of this link within the hour, or the link asks for none."""
    return not link.asks_code or has_typed_code(request, link)


def has_typed_code(request: TimedRequest, link: Gastlink) -> bool:
    """Whether this browser typed a code of this link within the hour: for the part of a page that asks for one."""
    return is_pass_for(link, request.COOKIES.get(_cookie(link), ""), request.now)


def kept_private(answer: HttpResponseBase) -> HttpResponseBase:
    """Keep a page of a guest out of every cache and search engine."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _let_in(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    answer = redirect("gedeeld", token=token)
    answer.set_cookie(
        _cookie(link), pass_for(link, request.now + SITTING), max_age=SITTING, path="/gedeeld/", httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip
    return kept_private(answer)  # type: ignore[return-value]  # the same answer


def _cookie(link: Gastlink) -> str:
    return f"gast_{link.pk.hex}"
