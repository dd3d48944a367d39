"""Stopping mail from within a mail, without logging in (RFC 8058)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from community.access.berichten import unsubscribing
from community.actions.berichten import unsubscribe
from community.actions.errors import ActionError
from community.berichten.subjects import SUBJECTS
from community.links import BrokenLinkError
from community.notation import listing
from community.views.door import TimedRequest, public

ONE_CLICK = ("List-Unsubscribe", "One-Click")


# Mail programs post here by themselves, without a cookie and so without a CSRF token. The signed token in the address
# is what gives the right, and all it can do is stop mail.
@csrf_exempt
@public("GET", "POST")
def uitzetten(request: TimedRequest, token: str) -> HttpResponse:
    """Ask whether mail about a subject must stop; stop it when the button, or a mail program, says so."""
    try:
        person, codes = unsubscribing(token)
    except BrokenLinkError as error:
        raise Http404 from error
    names = [str(SUBJECTS[code].name) for code in codes if code in SUBJECTS]
    page = {"what": listing(names), "is_done": False, "refusal": ""}
    if request.method == "POST" and request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        try:
            unsubscribe(actor=person, subjects=codes, now=request.now)
            page["is_done"] = True
        except ActionError as error:
            page["refusal"] = error.message
    return render(request, "community/berichten/uitzetten.html", page)
