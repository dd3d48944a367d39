"""The browser somebody logs in with: a long-lived cookie with a random secret, of which we keep the hash."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community import clock
from community.actions.accounts import remember_apparaat
from community.links import random_token
from community.models import User

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux"))  # fmt: skip


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note that this person logged in with this browser, and let the browser keep its secret for a year."""
    given = request.COOKIES.get(settings.APPARAAT_COOKIE_NAME, "")
    token = given if TOKEN.fullmatch(given) else random_token()
    remember_apparaat(user=user, token=token, label=describe(request), now=clock.now())
    response.set_cookie(
        settings.APPARAAT_COOKIE_NAME, token, max_age=settings.APPARAAT_COOKIE_AGE, httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Lax", path="/",
    )  # fmt: skip


def describe(request: HttpRequest) -> str:
    """Return 'Firefox op Windows', as far as the browser tells; the rest of what it tells is not kept."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " op ".join(part for part in (browser or ("Een browser" if system else ""), system) if part)
