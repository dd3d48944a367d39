"""`/mijn/privacy/`: what is kept about somebody, what she agreed to, taking it with her, and going."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.verhalen import own_toestemmingen
from community.actions.eigen_gegevens import take_own_data
from community.actions.toestemmingen import withdraw_toestemming
from community.actions.verwijderen import ask_removal, due_moment, take_back_removal, why_not_yet
from community.confidential import confidential
from community.limits import count_try
from community.privacy_points import running_duties
from community.queries.people import own_profiel
from community.queries.privacy import agreed_by, log_about, names_given_by, verzoek_of
from community.queries.toestemmingen import toestemmingen_of
from community.requests import is_repeat
from community.views.door import SignedInRequest, done, find, signed_in
from community.views.shell import Crumb, crumbs
from community.views.tweede_stap import proved

HOME = "privacy-mijn"
DOWNLOAD = "mijn-gegevens.zip"


@signed_in()
def privacy(request: SignedInRequest) -> HttpResponse:
    """Show what is kept and why, every consent with its version, who looked, and what was changed."""
    user = request.user
    return render(
        request,
        "community/privacy/privacy.html",
        {
            "crumbs": crumbs(Crumb(_("Privacy"))),
            "profiel": own_profiel(user),
            "toestemmingen": toestemmingen_of(user),
            "names": names_given_by(user),
            "groups": agreed_by(user, request.now),
            "log": log_about(user),
            "verzoek": verzoek_of(user),
        },
    )


@signed_in("GET", "POST")
@proved
def gegevens_opvragen(request: SignedInRequest) -> HttpResponseBase:
    """Give somebody all that is kept about her as one file, made while it is sent; nothing of it stays here."""
    context = {"crumbs": crumbs(Crumb(_("Privacy"), HOME), Crumb(_("Je gegevens ophalen")))}
    template = "community/privacy/gegevens_opvragen.html"
    if request.method != "POST":
        return render(request, template, context)
    # A vault that stays shut raises here: that is no try.
    counted = count_try(request, "eigen_gegevens", key=str(request.user.pk))
    if counted is None:
        return render(request, template, context | {"is_too_often": True}, status=429)
    try:
        pieces = take_own_data(actor=request.user, now=request.now)
    except Exception:
        counted.take_back()
        raise
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{DOWNLOAD}"'
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in("GET", "POST")
@proved
def account_verwijderen(request: SignedInRequest) -> HttpResponse:
    """Tell what goes, what stays and what still runs; the button begins the days of grace."""
    user = request.user
    if request.method == "POST":
        if verzoek_of(user) is None and done(request, lambda: ask_removal(actor=user, now=request.now)):
            messages.success(request, _("We verwijderen je account. Je kunt dit nog terugdraaien."))
        return redirect("account-verwijderen")
    with confidential():
        running = [line for told in running_duties.all() for line in told(user, request.now)]
    return render(
        request,
        "community/privacy/account_verwijderen.html",
        {
            "crumbs": crumbs(Crumb(_("Privacy"), HOME), Crumb(_("Je account verwijderen"))),
            "running": running,
            "refusal": why_not_yet(user, request.now),
            "verzoek": verzoek_of(user),
            "due_at": due_moment(request.now),
        },
    )


@signed_in("GET", "POST")
def account_houden(request: SignedInRequest) -> HttpResponse:
    """Keep one's account after all. Who comes by address alone goes to the page that tells how it stands."""
    if request.method == "POST" and done(request, lambda: take_back_removal(actor=request.user, now=request.now)):
        messages.success(request, _("Je account blijft. Wil je weer in de ledengids? Zet dat aan in je profiel."))
    return redirect("privacy-mijn")


@signed_in("GET", "POST")
def toestemming_intrekken(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether somebody takes back what she agreed to, and take it back."""
    row = find(own_toestemmingen(request.user), pk=pk)
    if request.method == "POST":
        if row.withdrawn_at is None or is_repeat(request):
            done(request, lambda: withdraw_toestemming(actor=request.user, toestemming=row, now=request.now))
        messages.success(request, _("Je toestemming is ingetrokken."))
        return redirect(HOME)
    if row.withdrawn_at is not None:
        return redirect(HOME)
    context = {"crumbs": crumbs(Crumb(_("Privacy"), HOME), Crumb(_("Toestemming intrekken"))), "toestemming": row}
    return render(request, "community/privacy/toestemming_intrekken.html", context)
