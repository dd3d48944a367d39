"""What all lists of people share that somebody brings in a file: its columns, its faults, and the way to step two."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext as _

from community.links import BrokenLinkError, seal, unseal
from community.models import User
from community.notation import listing
from community.sheet_reading import SheetError, SheetRow

# The columns by the name of their field, with the heads that people give them; the first is the one we name.
Heads = Mapping[str, tuple[str, ...]]
EMAIL_HEADS = ("e-mailadres", "emailadres", "e-mail", "email", "mailadres")
# How long somebody has between looking at what was read and pressing the button.
LIFETIME = timedelta(hours=1)


class ListError(Exception):
    """What was read before cannot be used any more; `message` says in Dutch what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def columns_of(head: SheetRow, heads: Heads, required: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return at which place each field stands, and the heads that mean nothing to us.

    Raises SheetError for a column that stands there twice, and for one of the `required` that is missing.
    """
    columns: dict[str, int] = {}
    unused = []
    for place, text in enumerate(head.cells):
        name = field_named(text, heads)
        if name in columns:
            raise SheetError(_("De kolom {name} staat er twee keer. Laat er één staan.").format(name=heads[name][0]))
        if name:
            columns[name] = place
        elif text.strip():
            unused.append(text.strip()[:60])
    missing = [heads[name][0] for name in required if name not in columns]
    if missing:
        raise SheetError(
            _("In de eerste regel ontbreekt: {names}. Gebruik de kolomnamen van het voorbeeldbestand.").format(
                names=listing(missing)
            )
        )
    return columns, tuple(unused)


def field_named(head: str, heads: Heads) -> str:
    """Return the field that a head means, in whatever case and with whatever spaces; empty when it means none."""
    plain = unicodedata.normalize("NFKC", head).strip(" *:\ufeff").casefold().replace(" ", "")
    return next((name for name, known in heads.items() if plain in known), "")


def faults_of(form: forms.Form, heads: Heads) -> list[str]:
    """Return what is wrong in a row, each with the name of its column: 'e-mailadres ontbreekt'."""
    return [
        f"{heads[name][0]} {message}" if message == _("ontbreekt") else f"{heads[name][0]}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]


def seal_rows(purpose: str, *, actor: User, about: str, rows: Sequence[Sequence[str]], now: datetime) -> str:
    """Return what a page carries to its second step: readable by who sent the list, made by us only."""
    return seal(purpose, [str(actor.pk), about, now.timestamp(), [list(row) for row in rows]])


def unseal_rows(purpose: str, token: str, *, actor: User, now: datetime) -> tuple[str, list[list[str]]]:
    """Return what a list was about, and its rows. Raises ListError when it is too old or not hers."""
    try:
        owner, about, made, rows = unseal(purpose, token)
    except BrokenLinkError as error:
        raise ListError(_("De lijst is onderweg veranderd. Kies het bestand opnieuw.")) from error
    if owner != str(actor.pk):
        raise ListError(_("Deze lijst is door iemand anders gekozen. Kies het bestand opnieuw."))
    if not timedelta(0) <= timedelta(seconds=now.timestamp() - made) <= LIFETIME:
        raise ListError(_("Je koos dit bestand langer dan een uur geleden. Kies het opnieuw."))
    return about, rows
