"""What machines read of the website: the map of the site, what search engines may visit, and feeds of news and stories.

Nothing here knows who asks: only what everybody may read stands in it, for members as well.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from community.queries.begrippen import current_versies
from community.queries.kennis import mapped_pages, noon_of, published_nieuws
from community.queries.verhalen import online_verhalen
from community.text import tidy
from community.views.door import TimedRequest, public

MOST = 20
SITE_NAME = "Regisseurs van de Samenwerking"


@public()
def sitemap(request: TimedRequest) -> HttpResponse:
    """Show the addresses of all pages that everybody may read."""
    pages = mapped_pages(AnonymousUser(), request.now)
    places = [(page.get_url(request), page.last_published_at) for page in pages]
    places += [(reverse("agenda"), None), (reverse("begrippen"), None)]
    places += [(reverse("begrip", args=(row.begrip.slug,)), row.approved_at) for row in current_versies()]
    context = {"places": [(settings.SITE_ROOT + path, changed) for path, changed in places if path]}
    return render(request, "community/kennis/sitemap.xml", context, content_type="application/xml")


@public()
def robots(request: TimedRequest) -> HttpResponse:
    """Tell search engines to visit the website and nothing of members."""
    context = {"whom": "User-agent: *", "sitemap": settings.SITE_ROOT + reverse("sitemap")}
    return render(request, "community/kennis/robots.txt", context, content_type="text/plain; charset=utf-8")


@public()
def nieuws(request: TimedRequest) -> HttpResponse:
    """Give the newest news as a feed."""
    return _feed(request, _("Nieuws"), "/nieuws/", reverse("nieuws-feed"), published_nieuws()[:MOST])


@public()
def verhalen(request: TimedRequest) -> HttpResponse:
    """Give the newest stories as a feed: those whose teller agrees at this moment."""
    rows = online_verhalen(request.now)[:MOST]
    return _feed(request, _("Verhalen"), "/verhalen/", reverse("verhalen-feed"), rows)


def _feed(request: TimedRequest, title: str, path: str, own_path: str, rows: Any) -> HttpResponse:
    """Return an Atom feed of pages with a day and an introduction. Signs that XML does not know are left out."""
    root = settings.SITE_ROOT
    feed = Atom1Feed(
        title=f"{title} · {SITE_NAME}", link=root + path, description=title, language="nl", feed_url=root + own_path
    )
    for page in rows:
        link = root + (page.get_url(request) or "")
        feed.add_item(
            title=tidy(page.title), link=link, description=tidy(page.inleiding), unique_id=link,
            pubdate=noon_of(page.datum), updateddate=page.last_published_at or noon_of(page.datum),
        )  # fmt: skip
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer
