"""A form that is sent twice has one effect."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from community.models import Verzoek

FIELD = "eenmalig"


@dataclass
class Once:
    """Whether this is the first time the form arrives. `result` of the first is known to the second."""

    is_first: bool
    result: str = ""


@contextmanager
def once(request: HttpRequest, *, now: datetime) -> Iterator[Once]:
    """Handle the form of this request one time, in one transaction.

    Use: `with once(request, now=request.now) as form_once:` and act only `if form_once.is_first`. Set
    `form_once.result` to what the answer needs (a code), so that the second submit leads to the same page.
    When the body raises, nothing is kept and the same form may be sent again. Two at once: the second waits.
    A form without a readable token counts as a first.
    """
    token = _token(request)
    with transaction.atomic():
        if token is None:
            yield Once(is_first=True)
            return
        user = request.user if request.user.is_authenticated else None
        row, is_first = Verzoek.objects.get_or_create(token=token, defaults={"user": user, "created_at": now})
        if not is_first and row.user_id != (user.pk if user else None):
            # Somebody else's token: it says nothing about this person's form.
            yield Once(is_first=True)
            return
        outcome = Once(is_first=is_first, result=row.result)
        yield outcome
        if is_first and outcome.result:
            Verzoek.objects.filter(token=token).update(result=outcome.result)


def is_first_time(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the form of this request arrives for the first time. It is remembered at once, whatever follows.

    For acts that destroy keys: these must find their own transaction committed, so it may not lie within `once`.
    """
    with once(request, now=now) as form_once:
        return form_once.is_first


def is_repeat(request: HttpRequest) -> bool:
    """Whether this person sent this very form before and it was handled.

    For forms whose object is gone or closed once they were handled: the second submit then gets the answer of the
    first, not a page that says there is nothing.
    """
    token = _token(request)
    user = request.user if request.user.is_authenticated else None
    return token is not None and Verzoek.objects.filter(token=token, user=user).exists()


def _token(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
