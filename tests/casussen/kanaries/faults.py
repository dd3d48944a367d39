"""What goes wrong around confidential words: a page, a template, a task, a worker, a line to the mail server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import DataError, OperationalError
from django.template import TemplateSyntaxError
from django.test import Client

from casussen.actions.delen import withdraw_sight
from casussen.models import Deling
from casussen.views import casussen as views
from community import tasks
from community.actions import werkgang
from community.berichten.sender import deliver
from community.confidential import confidential
from community.extension_points import WerkKind, werk_kinds
from community.models import Werk, WerkStatus
from tests.casussen.kanaries.filled import Filled
from tests.factories import UserFactory
from tests.factories.moments import LONG_AGO, NOW

IN_A_PAGE = (DataError, OperationalError, KeyError, UnicodeError, TemplateSyntaxError, ValidationError, RecursionError)
REFUSED = 400  # what Django says to a suspicious request
NOBODY_LISTENS = 9


class Unreadable:
    """What a template cannot draw: every part of it falls over with the word at hand."""

    def __init__(self, word: str) -> None:
        self._word = word

    def __getattr__(self, name: str) -> Any:
        raise ValueError(f"{name} of {self._word}")


def _raiser(error: Exception) -> Callable[..., Any]:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise error

    return broken


def break_pages(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let the page of the casus fall over while its words are at hand; the last one while it is drawn."""
    client = Client(raise_request_exception=False)
    client.force_login(filled.casus.owner)
    word, address = filled.words["Casus.format"], f"/casussen/{filled.casus.code}/"
    for kind in IN_A_PAGE:
        with monkeypatch.context() as patch:
            patch.setattr(views, "casus_page", _raiser(kind(f"over {word}")))
            answer = client.get(address)
        assert (answer.status_code, word in answer.content.decode()) == (500, False)
    with monkeypatch.context() as patch:
        patch.setattr(views, "casus_page", _raiser(SuspiciousOperation(f"over {word}")))
        answer = client.get(address)
    assert (answer.status_code, word in answer.content.decode()) == (REFUSED, False)
    with monkeypatch.context() as patch:
        patch.setattr(views, "casus_page", lambda *args: Unreadable(word))
        answer = client.get(address)
    assert (answer.status_code, word in answer.content.decode()) == (500, False)
    return len(IN_A_PAGE) + 2


def break_work(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let long work fail with a word in its exception, and then the task around it."""
    word, code = filled.words["Casus.format"], "KAPOT"
    kind = WerkKind(
        code=code, name="Proef", ready="Klaar", file_name=lambda werk, now: "proef.pdf",
        run=_raiser(ValueError(f"over {word}")), may_still=lambda user, werk, now: True,
        is_current=lambda werk, now: True, fetchable=lambda rows, now: {row.pk for row in rows},
        hand_out=lambda werk, now: None, back=lambda werk: "/",
    )  # fmt: skip
    monkeypatch.setattr(werk_kinds, "_items", dict(werk_kinds.named()))
    werk_kinds.add(code, kind)
    Werk.objects.all().update(status=WerkStatus.MISLUKT)
    made = Werk.objects.create(kind=code, user=filled.casus.owner, object_id=filled.casus.pk, asked_at=LONG_AGO)
    tasks.werk.apply()
    made.refresh_from_db()
    assert (made.status, made.failure) == (WerkStatus.MISLUKT, "ValueError")
    with monkeypatch.context() as patch:
        patch.setattr(werkgang, "work_off", _raiser(RuntimeError(f"over {word}")))
        assert tasks.werk.apply().failed()
    return 2


def break_mail(filled: Filled, settings: Any) -> int:
    """Let the mail about a sight that was taken away not leave."""
    with confidential():
        deling = Deling.objects.create(
            casus=filled.casus, user=UserFactory(), from_at=LONG_AGO, given_by=filled.casus.owner, role="LEZER"
        )
        withdraw_sight(actor=filled.casus.owner, deling=deling, now=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", NOBODY_LISTENS
    deliver(NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return 1
