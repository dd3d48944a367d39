"""The door of every view: which methods pass (T59)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from community.views.door import public, signed_in
from tests.factories import UserFactory
from tests.factories.moments import NOW


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


@pytest.mark.parametrize("door", [public, signed_in])
@pytest.mark.parametrize(
    ("methods", "open_ones"),
    [((), {"GET", "HEAD"}), (("GET", "POST"), {"GET", "HEAD", "POST"}), (("POST",), {"POST"})],
)
def test_head_goes_where_get_goes_and_nowhere_else(door: object, methods: tuple[str, ...], open_ones: set[str]) -> None:
    """HEAD passes without a CSRF token, so a door for POST alone must not take it for an order."""
    guarded = door(*methods)(view)  # type: ignore[operator]  # one of the two doors
    passed = set()
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "GIBBERISH"):
        request = RequestFactory().generic(method, "/")
        request.user = UserFactory.build()
        request.now = NOW  # type: ignore[attr-defined]  # as NowMiddleware does
        if guarded(request).status_code == 200:
            passed.add(method)
    assert passed == open_ones
