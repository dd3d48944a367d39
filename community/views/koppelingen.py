"""`/mijn/beveiliging/organisatie/`: letting oneself in through one's organisation, and stopping that."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.actions.koppelingen import link_account, unlink_account
from community.oidc.providers import Provider
from community.queries.koppelingen import own_link
from community.requests import once
from community.views.door import SignedInRequest, View, signed_in
from community.views.organisatie_inloggen import leave
from community.views.organisatie_ronde import LINK, forget_proof, proof_for, provider_or_404
from community.views.tweede_stap import proved


@proved
def _koppelen(request: SignedInRequest, provider: Provider) -> HttpResponse:
    """Ask first, then go to the organisation; who comes back from there proved confirms with the button."""
    if own_link(request.user, issuer=provider.issuer) is not None:
        messages.info(request, _("Je kunt al inloggen via %s.") % provider.name)
        return redirect("mfa_index")
    identity = proof_for(request, LINK, provider.key)
    context = {"provider": provider, "identity": identity}
    if request.method != "POST" or identity is None:
        return render(request, "community/toegang/organisatie_koppelen.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                link_account(actor=request.user, identity=identity, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Je kunt nu inloggen via %s.") % provider.name)
    forget_proof(request)
    return redirect("mfa_index")


@proved
def _aanwijzen(request: SignedInRequest, provider: Provider) -> HttpResponse:
    """Send a member to her organisation, to show which account there is hers."""
    return leave(request, provider, purpose=LINK, about=provider.key)


@proved
def _losmaken(request: SignedInRequest, provider: Provider) -> HttpResponse:
    """Stop logging in through an organisation, after a question."""
    if request.method != "POST":
        if own_link(request.user, issuer=provider.issuer) is None:
            raise Http404
        return render(request, "community/toegang/organisatie_losmaken.html", {"provider": provider})
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                unlink_account(actor=request.user, issuer=provider.issuer, now=request.now,
                               keep_session=request.session.session_key or "")  # fmt: skip
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Je logt niet meer in via %s.") % provider.name)
    return redirect("mfa_index")


def _of_known_provider(view: View) -> View:
    """Open a page of an organisation of the settings; any other does not exist, whoever asks."""

    @wraps(view)
    def page(request: SignedInRequest, sleutel: str) -> HttpResponseBase:
        return view(request, provider_or_404(sleutel))

    return page


organisatie_koppelen = signed_in("GET", "POST")(_of_known_provider(_koppelen))
organisatie_aanwijzen = signed_in()(_of_known_provider(_aanwijzen))
organisatie_losmaken = signed_in("GET", "POST")(_of_known_provider(_losmaken))
