"""`/demo/mail/`: all mail that the demo would have sent."""

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from community.views.door import TimedRequest, public
from deploy.demo.letters import head, newest, opened
from deploy.demo.personas import PERSONAS

PER_PAGE = 50
LONGEST_ADDRESS = 254


@public()
def mailbox(request: TimedRequest) -> HttpResponse:
    """List the mails, the newest first, of everyone or of one address."""
    to = request.GET.get("aan", "").strip()[:LONGEST_ADDRESS]
    page = Paginator(newest(Path(settings.MAILBOX), to), PER_PAGE).get_page(request.GET.get("page"))
    letters = [head(file) for file in page]
    return render(request, "demo/mailbox.html", {"page_obj": page, "letters": letters, "to": to, "personas": PERSONAS})


@public()
def letter(request: TimedRequest, name: str) -> HttpResponse:
    """Show one mail: its text with links into the demo, its HTML as source, its attachments by name."""
    found = opened(Path(settings.MAILBOX), name, settings.SITE_ROOT)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
