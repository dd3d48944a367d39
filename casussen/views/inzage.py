"""Who sees this casus, and who read it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casussen.queries.delen import emergencies_of, inzagen_of, log_line
from casussen.views.casus_frame import frame, open_casus, open_to_govern
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest
from community.views.shell import Step

LINES_PER_PAGE = 50


@confidential_page("GET")
def wie(request: SignedInRequest, code: str) -> HttpResponse:
    """Show everybody who sees this casus; to its owner also when each last looked, and where to change it."""
    opened = open_casus(request, code, part="wie")
    readers = opened.wie.with_last_viewed() if opened.zicht.is_owner else opened.wie.readers
    context = frame(opened, Step(_("Wie ziet dit?"))) | {"readers": readers}
    return render(request, "casussen/delen/wie.html", context)


@confidential_page("GET")
def inzage(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the owner who read her casus, when and by which right. Nobody changes it."""
    opened = open_to_govern(request, code)
    pages = Paginator(inzagen_of(request.user, opened.casus, request.now), LINES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = frame(opened, Step(_("Inzagelog"))) | {
        "page_obj": page,
        "lines": [log_line(row) for row in page],
        "emergencies": emergencies_of(request.user, opened.casus, request.now),
    }
    return render(request, "casussen/delen/inzage.html", context)
