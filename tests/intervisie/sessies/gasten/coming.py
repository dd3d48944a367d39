"""What guests and who lets them in do in a browser."""

from typing import Any

from django.test import Client

from community.confidential import confidential
from community.models import User
from intervisie.actions.sessiegasten import open_door
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessiecode import code_for
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, plek_of


def an_open_sessie(*members: User, **fields: Any) -> tuple[Sessie, str]:
    """Return a session that guests may come in to, with its code; in it the people of `a_sessie`."""
    sessie = a_sessie(*members, **fields)
    with confidential():
        open_door(plek=plek_of(sessie, maker(sessie)), actor=maker(sessie), now=NOW)
    sessie.refresh_from_db()
    return sessie, code_of(sessie)


def code_of(sessie: Sessie) -> str:
    """Return the code of the session as it is now."""
    return code_for(sessie.pk, Sessie.objects.get(pk=sessie.pk).join_issue)


def maker(sessie: Sessie) -> User:
    """Return who made the session and leads it."""
    assert sessie.made_by is not None
    return sessie.made_by


def browser(user: User | None = None) -> Client:
    """Return a browser, of somebody who logged in or of nobody known."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def types_code(code: str, name: str = "Noor", client: Client | None = None, **more: Any) -> Any:
    """Type a code and a first name."""
    return (client or Client()).post("/meedoen/", {"code": code, "voornaam": name} | more)


def comes_in(sessie: Sessie, name: str = "Noor", client: Client | None = None) -> Client:
    """Return the browser of a guest who came in by the code."""
    client = client or Client()
    answer = types_code(code_of(sessie), name, client)
    assert (answer.status_code, answer.headers["Location"]) == (302, live(sessie)), answer.content.decode()[-3000:]
    return client


def live(sessie: Sessie) -> str:
    """Return the address of the live page."""
    return f"/intervisie/sessies/{sessie.code}/live/"


def page(sessie: Sessie, end: str) -> str:
    """Return the address of a page of the session."""
    return f"/intervisie/sessies/{sessie.code}/{end}"


def guests_of(sessie: Sessie) -> list[Sessiedeelnemer]:
    """Return the seats of the guests, in order."""
    return list(Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True).order_by("number"))


def text_of(answer: Any) -> str:
    """Return the page of an answer."""
    body: str = answer.content.decode()
    return body
