"""The public form to join the community."""

from allauth.core.ratelimit import respond_429
from django.http import HttpResponse
from django.shortcuts import redirect, render

from community.actions.aanmeldingen import submit_aanmelding
from community.forms.aanmeldingen import AanmeldingForm
from community.limits import count_try
from community.models import normalise_email
from community.requests import once
from community.views.door import TimedRequest, public

# A field that people do not see; robots fill it in.
TRAP = "website"


@public("GET", "POST")
def aansluiten(request: TimedRequest) -> HttpResponse:
    """Ask five questions. Whoever sends them gets the same answer, member already or not."""
    form = AanmeldingForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/toegang/aansluiten.html", {"form": form, "trap": TRAP})
    if request.POST.get(TRAP):
        return redirect("aansluiten-bedankt")
    address = normalise_email(form.cleaned_data["email"])
    if count_try(request, "aansluiten", key=address) is None or count_try(request, "aansluiten_alles") is None:
        return respond_429(request)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            submit_aanmelding(answers=form.answers(), now=request.now)
    return redirect("aansluiten-bedankt")


@public()
def bedankt(request: TimedRequest) -> HttpResponse:
    """Say what happens next."""
    return render(request, "community/toegang/bedankt.html")
