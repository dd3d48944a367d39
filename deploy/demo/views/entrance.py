"""`/demo/`: become one of the people of the demo."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.views.door import TimedRequest, public
from deploy.demo.entrance import accounts, enter
from deploy.demo.personas import PERSONAS, persona


@public()
def start(request: TimedRequest) -> HttpResponse:
    """Show a button for each role."""
    known = accounts()
    return render(
        request,
        "demo/start.html",
        {"personas": PERSONAS, "known": known, "is_loaded": bool(known), "current": getattr(request.user, "email", "")},
    )


@public("POST")
def log_in(request: TimedRequest, code: str) -> HttpResponse:
    """Log in as the person behind the button and go to Mijn omgeving."""
    chosen = persona(code)
    if chosen is None:
        raise Http404
    if enter(request, chosen) is None:
        messages.error(request, _("Deze persoon is er nog niet. Laad de demogegevens met 'make demo-reset'."))
        return redirect("demo")
    return redirect("mijn-omgeving")
