"""The end of a toernee, for the coördinerend hart: it is finished, or it does not go on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.requests import is_repeat
from community.views.door import SignedInRequest, done, sent, signed_in
from community.views.shell import Step
from intervisie.access.toernees import may_change_people
from intervisie.actions.toernee_einde import blow_off_toernee, finish_toernee
from intervisie.forms.toernees import ToerneeAfblazenForm
from intervisie.models import Toernee
from intervisie.views.toernee_frame import kept_frame, kept_toernee

PAGE = "toernee-beheer"


@signed_in("GET", "POST")
def afronden(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether a toernee is really finished, and end it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    toernee = _changeable(request, code)
    if request.method != "POST":
        return render(request, "intervisie/toernees/afronden.html", kept_frame(toernee, Step(_("Afronden"))))
    if done(request, lambda: finish_toernee(actor=request.user, toernee=toernee, now=request.now)):
        messages.success(request, _("De toernee is afgerond. Iedereen krijgt een mail."))
    return redirect(PAGE, code=code)


@signed_in("GET", "POST")
def afblazen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask why a toernee does not go on, and tell its people in these words."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    toernee = _changeable(request, code)
    form = ToerneeAfblazenForm(sent(request), use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(request, lambda: blow_off_toernee(actor=request.user, toernee=toernee, reason=reason, now=request.now)):
            messages.success(request, _("De toernee gaat niet door. Iedereen krijgt een mail."))
        return redirect(PAGE, code=code)
    frame = kept_frame(toernee, Step(_("Gaat niet door")))
    return render(request, "intervisie/toernees/afblazen.html", frame | {"form": form})


def _changeable(request: SignedInRequest, code: str) -> Toernee:
    toernee = kept_toernee(request, code)
    require(may_change_people(request.user, toernee, request.now))
    return toernee
