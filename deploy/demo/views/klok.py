"""`/demo/klok/`: let a week pass in a second."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import clock
from community.middleware.session_age import SEEN, STARTED
from community.notation import moment
from community.requests import once
from community.views.door import TimedRequest, public
from deploy.demo.forms import STEPS, MomentForm, StepForm


@public("GET", "POST")
def klok(request: TimedRequest) -> HttpResponse:
    """Show the time of the demo and move it; all processes follow at once."""
    form = MomentForm()
    if request.method == "POST":
        step, form = StepForm(request.POST), MomentForm(request.POST)
        if "terug" in request.POST:
            return _moved(request, None)
        if "stap" in request.POST and step.is_valid():
            return _moved(request, step.moment(request.now))
        if "stap" in request.POST:
            return redirect("demo-klok")
        if form.is_valid():
            return _moved(request, form.moment())
    is_moved = bool(clock.offset())
    return render(request, "demo/klok.html", {"form": form, "steps": STEPS, "is_moved": is_moved})


def _moved(request: TimedRequest, to: datetime | None) -> HttpResponse:
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            if to is None:
                clock.reset()
            else:
                clock.move_to(to)
            _stay_logged_in(request, clock.now())
    messages.success(request, _("Het is nu %s.") % moment(clock.now()))
    return redirect("demo-klok")


def _stay_logged_in(request: HttpRequest, now: datetime) -> None:
    """Let the session begin now: the person did not go away for a week, only the clock did."""
    if request.user.is_authenticated:
        request.session[STARTED] = request.session[SEEN] = now.timestamp()
