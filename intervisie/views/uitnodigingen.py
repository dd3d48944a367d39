"""Asking a member by name to register for a round."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, sent, signed_in
from intervisie.access.matching import may_ask_by_name
from intervisie.actions.matchrondes import ask_by_name
from intervisie.forms.groepen import WieForm
from intervisie.views.ronde_frame import planned, ronde_frame


@signed_in("GET", "POST")
def uitnodigen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask who is to be asked, and mail her."""
    if request.method == "POST" and is_repeat(request):
        return redirect("matchronde", code=code)
    ronde = planned(request, code)
    require(may_ask_by_name(request.user, ronde, request.now))
    form = WieForm(sent(request))
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["wie"]
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    ask_by_name(actor=request.user, ronde=ronde, user=user, now=request.now)
        except ActionError as error:
            form.add_error("wie", error.message)
        else:
            messages.success(request, _("{naam} krijgt een mail.").format(naam=user.naam))
            return redirect("matchronde", code=code)
    context = ronde_frame(request, ronde, _("Iemand vragen")) | {"form": form}
    return render(request, "intervisie/rondes/uitnodigen.html", context)
