"""What people do on the live pages of a session, as requests."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from community.models import User
from intervisie.models import Sessie, Sessieblad
from intervisie.views.sessiedoor import cookie_name
from intervisie.werkvorm.course import Position
from tests.factories.sessies import guest_token

BY_ITSELF = {"X-Bewaren": "1"}
TOKENS = re.compile(r'<input type="hidden" name="(?:csrfmiddlewaretoken|eenmalig)" value="[^"]*">')


def browser(who: User | int, sessie: Sessie) -> Client:
    """Return the browser of a member, or of a guest of this session by her number."""
    client = Client()
    if isinstance(who, int):
        client.cookies[cookie_name(sessie.code)] = guest_token(sessie, who)
    else:
        client.force_login(who)
    return client


def at(sessie: Sessie, page: str) -> str:
    """Return the address of a live page."""
    return reverse(f"sessie-{page}", args=[sessie.code])


def get(sessie: Sessie, page: str, *, by: User | int, **data: Any) -> Any:
    """Open a live page."""
    return browser(by, sessie).get(at(sessie, page), data)


def post(sessie: Sessie, page: str, data: dict[str, Any] | None = None, *, by: User | int, **more: Any) -> Any:
    """Send a form of a live page; with `headers=BY_ITSELF` as the page does that by itself."""
    return browser(by, sessie).post(at(sessie, page), data or {}, **more)


def press(sessie: Sessie, page: str, *, by: User | int, plek: str | None = None, **data: Any) -> Any:
    """Press a button of who leads, as the page does, at the place where the session is now."""
    stored = Sessie.objects.get(pk=sessie.pk)
    here = Position(stored.step, stored.round, stored.turn).slug
    return post(sessie, page, {"plek": here if plek is None else plek, **data}, by=by, headers=BY_ITSELF)


def save(sessie: Sessie, key: str, answers: dict[str, Any], *, by: User | int, version: object = 0, **more: Any) -> Any:
    """Save a sheet: by its button, or with `headers=BY_ITSELF` by itself."""
    return post(sessie, "blad", {"blad": key, "version": version, **answers}, by=by, **more)


def text_of(answer: Any) -> str:
    """Return what was answered, without the tokens that differ each time."""
    return TOKENS.sub("", answer.content.decode())


def stored(sessie: Sessie, author: int, step: str, round: int = 0) -> Sessieblad | None:
    """Return a sheet as it is stored. Open the vault first."""
    return Sessieblad.objects.filter(sessie=sessie, deelnemer__number=author, step=step, round=round).first()


def step_of(sessie: Sessie) -> str:
    """Return the code of the step it is in now."""
    now = Sessie.objects.select_related("versie").get(pk=sessie.pk)
    return str(now.versie.schema["steps"][now.step]["code"])
