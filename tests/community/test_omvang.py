"""A request larger than any form of ours is refused before it is read."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from community.middleware.omvang import MOST_BYTES, OmvangMiddleware


@pytest.mark.parametrize("size", [str(MOST_BYTES + 1), "9" * 12, "9" * 400])
def test_what_says_to_be_too_large_is_not_read(size: str) -> None:
    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError(request)

    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = size
    answer = OmvangMiddleware(never)(request)
    assert (answer.status_code, "samen groter dan 60 MB" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("size", ["", "0", "1", str(MOST_BYTES), "-1", "x", "²", "1e9", None])
def test_everything_else_goes_on(size: str | None) -> None:
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = size
    assert OmvangMiddleware(lambda _: HttpResponse("goed"))(request).content == b"goed"


@pytest.mark.django_db
def test_the_site_has_it_and_the_answer_has_its_headers(client: Client) -> None:
    answer = client.generic("POST", "/inloggen/", b"", CONTENT_LENGTH=str(MOST_BYTES * 2))
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (413, "nosniff")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
