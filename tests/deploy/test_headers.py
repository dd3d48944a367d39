"""T70 and T71 where no crawl of the site comes: the screens of /beheer/ and every page that says no."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from community.kluis import KluisError
from deploy.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.factories import UserFactory
from tests.factories.browsers import browser_of

BEHEER = ("/beheer/", "/beheer/pages/", "/beheer/images/", "/beheer/images/add/", "/beheer/nergens/", "/beheer/users/")
ERRORS: dict[str, tuple[type[Exception], int]] = {
    "400": (BadRequest, 400), "403": (PermissionDenied, 404), "404": (Http404, 404), "500": (ZeroDivisionError, 500),
    "503": (KluisError, 503),
}  # fmt: skip
FIXED = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
         "Cross-Origin-Opener-Policy": "same-origin"}  # fmt: skip
HANDLERS = (handler400, handler403, handler404, handler500)


def fail(request: HttpRequest, code: str) -> HttpResponse:
    """Fail as this code is made."""
    raise ERRORS[code][0]


def policy_of(answer: Any) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: rest for name, _space, rest in parts if name}


def complaints(answer: Any, *, is_signed_in: bool) -> list[str]:
    said = [f"{name}: {answer.headers.get(name)}" for name, value in FIXED.items() if answer.headers.get(name) != value]
    said += [] if "camera=()" in answer.headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    if is_signed_in and answer.headers.get("Cache-Control") != "private, no-store":
        said.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    said += [name for name in ("ETag", "Last-Modified") if is_signed_in and name in answer.headers]
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("path", BEHEER)
def test_screens_of_beheer_are_looser_in_scripts_and_styles_alone(path: str) -> None:
    user = UserFactory(redacteur=True)
    user.groups.add(Group.objects.get(name="Redacteuren"))
    answer = browser_of(user).get(path, follow=True)
    assert answer.status_code in {200, 404}
    assert complaints(answer, is_signed_in=True) == []
    policy = policy_of(answer)
    assert {name: policy[name] for name in ("default-src", "base-uri", "form-action")} == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
    }  # fmt: skip
    assert {name for name, rest in policy.items() if "unsafe" in rest} <= {"script-src", "style-src"}
    assert "unsafe-eval" not in str(policy)
    assert policy["frame-ancestors"] in {"'self'", "'none'"}


@pytest.fixture
def failing(settings: Any) -> None:
    """Give the site addresses that fail."""
    module = type("Urls", (), {"urlpatterns": [path("faal/<str:code>/", fail), *urlpatterns]})
    for number, handler in zip((400, 403, 404, 500), HANDLERS, strict=True):
        setattr(module, f"handler{number}", staticmethod(handler) if callable(handler) else handler)
    settings.ROOT_URLCONF = module


@pytest.mark.django_db
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_pages_that_say_no_carry_the_same_headers(code: str, is_signed_in: bool) -> None:
    browser = browser_of(UserFactory()) if is_signed_in else Client()
    browser.raise_request_exception = False
    answer = browser.get(f"/faal/{code}/")
    assert answer.status_code == ERRORS[code][1]
    assert complaints(answer, is_signed_in=is_signed_in) == []
    policy = policy_of(answer)
    assert (policy["default-src"], policy["frame-ancestors"], "unsafe" in str(policy)) == ("'none'", "'none'", False)
