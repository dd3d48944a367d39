"""The door of /beheer/: one login, our access rules, and only the parts of Wagtail that we use."""

import re
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from community.access.kennis import may_edit_website, may_enter_beheer

PREFIX = "/beheer/"
# Wagtail's menu leads here; a person keeps her own account on the site.
ACCOUNT = "/beheer/account/"
# Second user administration, login doors, APIs, workflows, reports, snippets, e-mail and password forms; and making a
# picture of a file as it was sent, with the place where it was made.
CLOSED = re.compile(
    r"/beheer/(users|groups|api|workflows|reports|snippets|collections|login|password_reset|account|sites|"
    r"images/multiple/create_from_uploaded_image|redirects|forms|test404|failwhale|choose-document|tag-autocomplete|locales|settings|styleguide)(/|$)"
)
# What one can do with a page elsewhere in Wagtail and not here: a copy and an alias go online without passing our gate,
# who reads a page is decided by `zichtbaar`, and nobody locks one for others.
CLOSED_OF_PAGE = re.compile(
    r"/beheer/pages/(\d+/(copy|convert_alias|privacy|lock|unlock|workflow_history)|workflow)(/|$)"
)
# Pages, pictures and documents belong to redacteuren; who keeps registers does not see page titles either.
WEBSITE = re.compile(r"/beheer/(pages|choose-page|images|documents|bestanden|bulk|editing-sessions|block-preview)(/|$)")
# Wagtail hands out each list as a table when an address asks so: with formulas, and without a line in the log. Lists of
# people leave by our own doors, to who showed once more who she is (SECURITY.md T42, T50).
EXPORT = "export"
# Wagtail asks the database for a chosen picture by whatever stands in the address: only a number can be one.
CHOSEN = re.compile(r"/beheer/(?:images|documents)/chooser/chosen(/|-multiple/)(?P<key>.*)")

# The admin has inline scripts and styles of its own; the site itself stays strict.
RELAXED = {"script-src": ["'self'", "'unsafe-inline'"], "style-src": ["'self'", "'unsafe-inline'"],
           "img-src": ["'self'", "data:", "blob:"], "frame-src": ["'self'"], "frame-ancestors": ["'self'"]}  # fmt: skip


class BeheerMiddleware:
    """Lets only redacteuren, coördinatoren and beheerders into /beheer/, each into their own part."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Judge before Wagtail sees the request; loosen the CSP for its screens alone."""
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response._csp_replace = RELAXED  # type: ignore[attr-defined]  # read by csp.middleware
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Redirect who is not logged in; answer 404 to who may not be here."""
        if not request.path.startswith(PREFIX):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        now = request.now  # type: ignore[attr-defined]  # set by NowMiddleware
        if request.path == ACCOUNT and may_enter_beheer(request.user, now):
            return redirect("mijn-profiel")
        if _is_closed(request) or not may_enter_beheer(request.user, now):
            raise Http404
        if WEBSITE.match(request.path) and not may_edit_website(request.user, now):
            raise Http404
        if (chosen := CHOSEN.match(request.path)) is not None:
            _require_numbers(*filter(None, chosen["key"].rstrip("/").split("/")), *request.GET.getlist("id"))
        return None


def _is_closed(request: HttpRequest) -> bool:
    """Whether nobody finds anything here: what Wagtail brings and we do not use."""
    return EXPORT in request.GET or bool(CLOSED.match(request.path) or CLOSED_OF_PAGE.match(request.path))


def _require_numbers(*keys: str) -> None:
    """Raise Http404 for a key that is no number of at most nine digits."""
    if not all(re.fullmatch(r"[0-9]{1,9}", key) for key in keys):
        raise Http404
