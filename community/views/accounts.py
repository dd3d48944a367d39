"""`/coordinatie/accounts/`: closing and opening accounts, and helping who lost her second factor."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.toegang import may_manage_account, may_restart_mail, may_see_accounts, visible_accounts
from community.actions.accounts import close_account, open_account, remove_second_factor
from community.actions.berichten import use_address_again
from community.actions.errors import ActionError
from community.filters.toegang import AccountFilter
from community.models import User
from community.oidc.providers import name_of_issuer
from community.queries.accounts import listed_accounts, shown_account
from community.queries.berichten import delivery_of
from community.queries.koppelingen import links_of
from community.requests import once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb

PER_PAGE = 50


@signed_in()
def accounts(request: SignedInRequest) -> HttpResponse:
    """List the accounts by surname."""
    access.require(may_see_accounts(request.user, request.now))
    rows = listed_accounts(visible_accounts(request.user, request.now))
    found = AccountFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs if found.is_valid() else rows.none(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/toegang/accounts.html",
        {
            "crumbs": way_to(request, Crumb(_("Accounts"))),
            "form": found.form,
            "is_narrowed": bool(request.GET.get("q") or request.GET.get("staat")),
            "page_obj": page,
        },
    )


@signed_in()
def account(request: SignedInRequest, code: str) -> HttpResponse:
    """Show how somebody logs in, and what one may do about it."""
    person = _find(request, code)
    return render(
        request,
        "community/toegang/account.html",
        {
            "account": shown_account(person, request.now),
            "may_manage": may_manage_account(request.user, person, request.now),
            "delivery": delivery_of(person),
            "organisaties": [name_of_issuer(link.issuer) for link in links_of(person)],
            "may_restart_mail": may_restart_mail(request.user, request.now),
            "crumbs": way_to(request, Crumb(_("Accounts"), "accounts"), Crumb(person.naam)),
        },
    )


@signed_in("GET", "POST")
def account_sluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Close an account, after a question."""
    return _change(request, code, "sluiten", close_account, _("Het account van %s is gesloten."))


@signed_in("GET", "POST")
def account_openen(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a closed account again, after a question."""
    return _change(request, code, "openen", open_account, _("Het account van %s is weer open."))


@signed_in("GET", "POST")
def account_tweede_stap(request: SignedInRequest, code: str) -> HttpResponse:
    """Take away a lost second factor, after a question."""
    return _change(request, code, "tweede_stap", remove_second_factor, _("De tweede stap van %s is weggehaald."))


@signed_in("GET", "POST")
def account_mail(request: SignedInRequest, code: str) -> HttpResponse:
    """Mail to somebody's address again, after a question."""
    person = _find(request, code)
    access.require(may_restart_mail(request.user, request.now))
    return _ask(request, person, "mail", use_address_again, _("Naar het adres van %s gaat weer mail."))


def _change(request: SignedInRequest, code: str, question: str, action: Callable[..., None], done: str) -> HttpResponse:
    person = _find(request, code)
    access.require(may_manage_account(request.user, person, request.now))
    return _ask(request, person, question, action, done)


def _ask(request: SignedInRequest, person: User, question: str, action: Callable[..., None], done: str) -> HttpResponse:
    now: datetime = request.now
    if request.method == "POST":
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    action(actor=request.user, person=person, now=now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, done % person.naam)
        return redirect("account", code=person.profiel.code)
    trail = way_to(request, Crumb(_("Accounts"), "accounts"), Crumb(person.naam))
    context = {"person": person, "question": question, "crumbs": trail}
    return render(request, "community/toegang/account_vraag.html", context)


def _find(request: SignedInRequest, code: str) -> User:
    rows = (
        visible_accounts(request.user, request.now)
        .select_related("profiel", "bezorging")
        .prefetch_related("roltoekenningen")
    )
    return find(rows, profiel__code=code)
