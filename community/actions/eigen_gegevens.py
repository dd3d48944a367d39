"""Giving a person all that is kept about her: opened while it is sent, kept nowhere, and written down."""

from collections.abc import Iterable, Iterator
from contextvars import copy_context
from datetime import datetime

from django.db import transaction

from community import access
from community.actions.logboek import note
from community.berichten.outbox import owe
from community.confidential import confidential, keyring
from community.models import User
from community.queries.eigen_gegevens import content_of, own_files
from community.queries.eigen_uitvoer import html_pieces, json_pieces
from community.workdays import AMSTERDAM
from community.zip_writing import zip_chunks

TAKEN, LOGGED = "N235", "GEGEVENS_OPGEVRAAGD"


def take_own_data(*, actor: User, now: datetime) -> Iterator[bytes]:
    """Return a zip with everything of hers, as it grows. For everybody about herself, after she showed who she is.

    That she took it is written down and owed to her by mail before the first byte. Raises
    NoKeyEncryptionKeyError where the vault is closed: then nothing is given or written.
    """
    access.require(actor.is_active)
    keyring()
    with transaction.atomic():
        note(actor=actor, action=LOGGED, subject=actor, now=now)
        owe(TAKEN, object_id=actor.pk, recipient=actor, moment=f"{now:%Y%m%d%H%M%S%f}", now=now)
    return _in_a_scope(zip_chunks(_files(actor, now), at=now.astimezone(AMSTERDAM)))


def _files(user: User, now: datetime) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "index.html", html_pieces(user, now=now)
    yield "gegevens.json", json_pieces(user, now=now)
    for file in own_files(user):
        yield file.name, content_of(file)


def _in_a_scope(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Make every piece within one scope of the vault that nothing else in this thread can see.

    The pieces are asked for after the request was answered, between other work of the same thread.
    """
    inside = copy_context()

    def make() -> Iterator[bytes]:
        with confidential():
            yield from pieces

    made = make()
    try:
        while (piece := inside.run(next, made, None)) is not None:
            yield piece
    finally:
        inside.run(made.close)  # type: ignore[attr-defined]  # a generator, as made above
