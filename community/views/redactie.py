"""What /beheer/ does before it puts pages online: ask what keeps them offline, and say that to who publishes."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.models import Page

from community.actions.website import keep_as_draft
from community.models.publishing import publishing_refusals
from community.views.door import TimedRequest


def kept_offline(request: TimedRequest, page: Page) -> HttpResponse | None:
    """Lead back to the editor, where the draft is kept, and say why the page cannot go online; None when it can."""
    sentences = publishing_refusals(page, request.now)
    if not sentences:
        return None
    keep_as_draft(page)
    for sentence in sentences:
        messages.error(request, sentence)
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=(page.pk,)))


def kept_offline_together(request: TimedRequest, pages: Iterable[Page], *, path: str) -> HttpResponse | None:
    """Publish none of these pages when one of them cannot go online, and say which and why; None when all can."""
    with_below = request.POST.get("include_descendants") == "on"
    refused = [(page, refusals) for page in _drafts(pages, with_below) if (refusals := _first(page, request.now))]
    for page, sentence in refused:
        messages.error(request, f"{page.draft_title}: {sentence}")
    return HttpResponseRedirect(path) if refused else None


def _drafts(pages: Iterable[Page], with_below: bool) -> Iterable[Page]:
    """Return what would go online: the newest draft of each page, with what lies below it when that is asked."""
    for page in pages:
        yield page.get_latest_revision_as_object()
        if with_below:
            for below in page.get_descendants().not_live().specific():
                yield below.get_latest_revision_as_object()


def _first(page: Page, now: datetime) -> str:
    return next(iter(publishing_refusals(page, now)), "")
