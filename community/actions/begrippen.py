"""Keeping terms: writing what they mean, and settling it by a second reader. A settled version never changes."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community import access
from community.access.begrippen import may_keep_begrippen, may_read_register
from community.actions.errors import ActionError, StaleSaveError
from community.actions.logboek import note
from community.berichten.locks import take_lock
from community.models import Begrip, Begripnaam, BegripStatus, Begripversie, Bron, User
from community.queries.begrippen import mark_of

LONGEST_NAME = 80
# Two people who choose one word at once wait for each other.
WORDS = "begrippen"
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Begripwoorden:
    """A term as a redacteur fills it in: the term with its other words, and what it means."""

    term: str
    definitie: str
    bron: Bron
    voorbeeld: str = ""
    vindplaats: str = ""
    namen: tuple[str, ...] = ()
    niet_hetzelfde_als: Collection[Begrip] = field(default=())

    def text(self) -> dict[str, Any]:
        """Return the fields of a version."""
        return {name: getattr(self, name) for name in ("definitie", "voorbeeld", "bron", "vindplaats")}


def add_begrip(*, actor: User, words: Begripwoorden, now: datetime) -> Begripversie:
    """Begin a term with a first concept. Raises ActionError when a word of it is taken, or cannot be one."""
    access.require(may_keep_begrippen(actor, now))
    with transaction.atomic():
        take_lock(WORDS, is_waiting=True)
        _require_words(words, own=None)
        begrip = Begrip.objects.create(term=words.term, slug=slugify(words.term)[:80])
        _keep_words(begrip, words)
        return Begripversie.objects.create(
            begrip=begrip, number=1, written_by=actor, written_at=now, **words.text()
        )  # fmt: skip


def change_begrip(*, actor: User, begrip: Begrip, words: Begripwoorden, seen: str, now: datetime) -> Begripversie:
    """Change a term, and what it means in its concept; a change of a settled text begins a new concept.

    `seen` is the mark of the term as it was when the form was opened (queries.begrippen.mark_of). The address stays.
    Raises StaleSaveError when somebody changed it since, ActionError when a word of it is taken or cannot be one.
    """
    access.require(may_keep_begrippen(actor, now))
    with transaction.atomic():
        take_lock(WORDS, is_waiting=True)
        stored = Begrip.objects.select_for_update().get(pk=begrip.pk)
        if mark_of(stored) != seen:
            raise StaleSaveError(stored)
        _require_words(words, own=stored)
        if stored.term != words.term:
            stored.term = words.term
            stored.save(update_fields=["term"])
        _keep_words(stored, words)
        return _write(stored, words.text(), actor=actor, now=now)


def approve_begripversie(*, actor: User, versie: Begripversie, now: datetime) -> Begripversie:
    """Settle a version as it was read: `versie` carries when it was written. A second time does nothing.

    Raises ActionError for who wrote it, and when its text changed since.
    """
    access.require(may_read_register(actor, now))
    with transaction.atomic():
        Begrip.objects.select_for_update().get(pk=versie.begrip_id)
        stored = Begripversie.objects.filter(pk=versie.pk).first()
        if stored is None:
            raise ActionError(_("Dit concept is er niet meer. Bekijk het begrip opnieuw."))
        if stored.status == BegripStatus.VASTGESTELD:
            return stored
        if stored.written_by_id == actor.pk:
            raise ActionError(_("Je hebt deze tekst zelf geschreven. Vraag een ander om hem vast te stellen."))
        if stored.written_at != versie.written_at:
            raise ActionError(_("De tekst is net veranderd. Lees hem opnieuw en stel hem dan vast."))
        stored.status, stored.approved_by, stored.approved_at = BegripStatus.VASTGESTELD, actor, now
        stored.save(update_fields=["status", "approved_by", "approved_at"])
        note(actor=actor, action="BEGRIP_VASTGESTELD", object_kind="BEGRIP", object_id=stored.begrip_id, now=now)
        return stored


def remove_concept(*, actor: User, versie: Begripversie, now: datetime) -> None:
    """Throw a concept away; with the only version goes the term. Raises ActionError for a settled version."""
    access.require(may_keep_begrippen(actor, now))
    with transaction.atomic():
        begrip = Begrip.objects.select_for_update().get(pk=versie.begrip_id)
        stored = Begripversie.objects.filter(pk=versie.pk).first()
        if stored is None:
            return
        if stored.status == BegripStatus.VASTGESTELD:
            raise ActionError(
                _("Deze versie is vastgesteld en blijft. Verander het begrip om iets nieuws voor te stellen.")
            )
        stored.delete()
        if not begrip.versies.exists():
            begrip.delete()


def _write(begrip: Begrip, text: Mapping[str, Any], *, actor: User, now: datetime) -> Begripversie:
    """Put the text into the concept; without a concept begin one, but only when the text differs."""
    newest = begrip.versies.select_related("bron").order_by("-number").first()
    if newest is not None and all(getattr(newest, name) == value for name, value in text.items()):
        return newest
    if newest is not None and newest.status == BegripStatus.CONCEPT:
        for name, value in text.items():
            setattr(newest, name, value)
        newest.written_by, newest.written_at = actor, now
        newest.save(update_fields=[*text, "written_by", "written_at"])
        return newest
    number = (begrip.versies.aggregate(highest=Max("number"))["highest"] or 0) + 1
    return Begripversie.objects.create(begrip=begrip, number=number, written_by=actor, written_at=now, **text)


def _require_words(words: Begripwoorden, *, own: Begrip | None) -> None:
    """Raise ActionError for a word that another term has, in any spelling that leads to the same address."""
    said = [words.term, *words.namen]
    for word in said:
        if not slugify(word) or len(word) > LONGEST_NAME or not LETTER.search(word):
            raise ActionError(
                _("'{woord}' kan geen begrip zijn. Gebruik hooguit 80 tekens, met letters.").format(woord=word)
            )
    taken = _taken(own)
    for word in said:
        if (holder := taken.get(slugify(word))) is not None:
            raise ActionError(
                _("'{woord}' hoort al bij het begrip '{begrip}'. Kies een ander woord.").format(
                    woord=word, begrip=holder
                )
            )
    if len({slugify(word) for word in said}) < len(said):
        raise ActionError(_("Een woord staat er twee keer in. Haal er een weg."))
    if own is not None and own in words.niet_hetzelfde_als:
        raise ActionError(_("Een begrip kan niet iets anders zijn dan zichzelf. Kies andere begrippen."))


def _others(own: Begrip | None) -> QuerySet[Begrip]:
    rows = Begrip.objects.all()
    return rows if own is None else rows.exclude(pk=own.pk)


def _taken(own: Begrip | None) -> dict[str, str]:
    """Return the terms by the addresses that lead to them, of all but this one."""
    terms = list(_others(own).values_list("slug", "term"))
    names = Begripnaam.objects.filter(begrip__in=_others(own)).values_list("naam", "begrip__term")
    taken = {slugify(naam): term for naam, term in names}
    return taken | dict(terms) | {slugify(term): term for _slug, term in terms}


def _keep_words(begrip: Begrip, words: Begripwoorden) -> None:
    """Write the other words and what it is not the same as; what stays keeps its row."""
    stored = {row.naam: row for row in begrip.namen.all()}
    gone = [row.pk for naam, row in stored.items() if naam not in words.namen]
    Begripnaam.objects.filter(pk__in=gone).delete()
    Begripnaam.objects.bulk_create(_new_names(begrip, words.namen, stored))
    begrip.niet_hetzelfde_als.set(words.niet_hetzelfde_als)


def _new_names(begrip: Begrip, namen: Iterable[str], stored: Collection[str]) -> list[Begripnaam]:
    return [Begripnaam(begrip=begrip, naam=naam) for naam in namen if naam not in stored]
