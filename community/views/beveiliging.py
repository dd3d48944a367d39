"""`/mijn/beveiliging/`: how somebody logs in, where she is logged in, and her address."""

import uuid

from allauth.account import views as account_views
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.rollen import needs_second_factor
from community.actions.accounts import (
    ADDRESS_LINK_LIFE,
    ask_new_email,
    confirm_new_email,
    drop_new_email,
    log_out_everywhere,
)
from community.actions.errors import ActionError
from community.berichten.mail import send_secret
from community.forms.toegang import NewEmailForm
from community.limits import count_try
from community.links import BrokenLinkError, sign, unsign
from community.models import Adreswijziging
from community.oidc.providers import providers
from community.proof import has_second_factor
from community.queries.koppelingen import links_of
from community.queries.toegang import (
    apparaten_of,
    authenticators_of,
    own_waiting_address,
    recent_changes,
    sessie_count,
    waiting_address,
)
from community.requests import once
from community.views.door import SignedInRequest, TimedRequest, public, signed_in
from community.views.tweede_stap import own, proved

LINK = "e-mailadres"
DECOY = uuid.UUID("00000000-0000-4000-8000-000000000000")


@signed_in()
def beveiliging(request: SignedInRequest) -> HttpResponse:
    """Show all ways in, and what is still to do for who needs a second step."""
    user, now = request.user, request.now
    recovery = authenticators_of(user, Authenticator.Type.RECOVERY_CODES)
    offered = providers()
    linked = {row.issuer: row for row in links_of(user)} if offered else {}
    is_safe = has_second_factor(user)
    return render(
        request,
        "mfa/index.html",
        {
            "needs_factor": needs_second_factor(user, now) and not is_safe,
            "is_mfa_enabled": is_safe,
            "code_app": authenticators_of(user, Authenticator.Type.TOTP),
            "passkeys": authenticators_of(user, Authenticator.Type.WEBAUTHN),
            "recovery": recovery,
            "unused_count": len(recovery[0].wrap().get_unused_codes()) if recovery else 0,
            "apparaten": apparaten_of(user, request.COOKIES.get(settings.APPARAAT_COOKIE_NAME, "")),
            "sessie_count": sessie_count(user, now),
            "changes": recent_changes(user, now),
            "waiting": _waiting(request),
            "organisaties": [(each, linked.get(each.issuer)) for each in offered],
        },
    )


@signed_in("GET", "POST")
def overal_uitloggen(request: SignedInRequest) -> HttpResponse:
    """End every session of the person, this one too. Who comes by address alone goes to the page with the button."""
    if request.method != "POST":
        return redirect("mfa_index")
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            log_out_everywhere(actor=request.user)
    logout(request)
    return redirect("uitgelogd")


@signed_in("GET", "POST")
@proved
def emailadres(request: SignedInRequest) -> HttpResponse:
    """Ask for another address; it becomes hers when she opens the mail that goes there."""
    form = NewEmailForm(request.POST or None, user=request.user)
    if request.method == "POST" and "toch_niet" in request.POST:
        drop_new_email(actor=request.user)
        return redirect("account_email")
    if request.method == "POST" and form.is_valid():
        if count_try(request, "manage_email") is None:
            form.add_error(None, _("Je probeert het te vaak achter elkaar. Wacht 5 minuten."))
        else:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    _send_link(request, form.cleaned_data["email"])
            return redirect("account_email")
    return render(request, "account/email_change.html", {"form": form, "waiting": _waiting(request)})


@public("GET", "POST")
def emailadres_bevestigen(request: TimedRequest, token: str) -> HttpResponse:
    """Show which address is to be confirmed; the button confirms it. Opening the link changes nothing."""
    change = _from_token(request, token)
    is_alive = change is not None and request.now - change.asked_at <= ADDRESS_LINK_LIFE
    context = {"change": change if is_alive else None}
    if request.method != "POST" or change is None:
        return render(request, "account/email_confirm.html", context)
    is_own = request.user.is_authenticated and request.user.pk == change.user_id
    try:
        confirm_new_email(
            change_id=change.pk, now=request.now,
            keep_session=(request.session.session_key or "") if is_own else "",
        )  # fmt: skip
    except ActionError as error:
        return render(request, "account/email_confirm.html", {"change": None, "problem": error.message})
    messages.success(request, _("Je e-mailadres is veranderd. Je logt vanaf nu in met %s.") % change.email)
    return redirect("mfa_index" if is_own else "account_login")


def _send_link(request: SignedInRequest, email: str) -> None:
    """Send the link, or do the same work for nobody when the address belongs to another account."""
    change = ask_new_email(actor=request.user, email=email, now=request.now)
    path = reverse("account_confirm_email", kwargs={"token": sign(LINK, change.pk if change else DECOY)})
    context = {"email": email, "old_email": request.user.email}
    send_secret("N96", address=email, salutation=request.user.voornaam, path=path, context=context,
                now=request.now, is_decoy=change is None)  # fmt: skip


def _from_token(request: TimedRequest, token: str) -> Adreswijziging | None:
    try:
        (pk,) = unsign(LINK, token)
        return waiting_address(uuid.UUID(pk))
    except (BrokenLinkError, ValueError):
        return None


def _waiting(request: SignedInRequest) -> Adreswijziging | None:
    row = own_waiting_address(request.user)
    return row if row is not None and request.now - row.asked_at <= ADDRESS_LINK_LIFE else None


password_change = signed_in("GET", "POST")(account_views.PasswordChangeView.as_view())
password_set = own(account_views.PasswordSetView.as_view())
