"""Asking a member whether a story about her may be online, and her answer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from community.access import DeniedError, require
from community.access.kennis import may_edit_website
from community.access.rollen import redacteuren
from community.access.verhalen import VERHAAL_AKKOORD, asked_verhalen
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.toestemmingen import give_toestemming, withdraw_toestemming
from community.actions.verhaaleinde import hold_verhaal, take_offline
from community.berichten.outbox import owe, owe_many
from community.models import Toestemming, ToestemmingKind, User, VerhaalPage
from community.queries.verhalen import OwnStory, draft_of, own_story, version_of, verteller_of

ASKED, ANSWERED = "N230", "N246"
YES, NO = "ja", "nee"


class VerhaalError(ActionError):
    """There is nobody to ask, or the text is another one by now."""


def ask_verteller(*, actor: User, page: VerhaalPage, now: datetime) -> User:
    """Ask the verteller of the newest text of this story whether it may be online: a duty and a mail (N230).

    Raises VerhaalError when there is no verteller who can answer, or she agreed to this text already.
    """
    require(may_edit_website(actor, now))
    with transaction.atomic():
        stored = _held(page)
        content = draft_of(stored)
        chosen = verteller_of(content)
        person = User.objects.filter(pk=chosen, is_active=True).first() if chosen else None
        if person is None:
            raise VerhaalError(_("Kies eerst wie de verteller is. Een gesloten account kan niet antwoorden."))
        version, agreed = version_of(content), _agreed(stored)
        if agreed.filter(user=person, version=version).exists():
            raise VerhaalError(_("{naam} zei al ja tegen deze tekst.").format(naam=person.naam))
        withdraw_taken(VERHAAL_AKKOORD, object_id=stored.translation_key, now=now, but_not=[person])
        open_taken(VERHAAL_AKKOORD, users=[person], object_id=stored.translation_key, now=now)
        # Another text asks again; the same one, asked again on another day, too.
        owe(ASKED, object_id=stored.translation_key, recipient=person, moment=f"{version[:20]}@{now:%Y%m%d}", now=now)
    return person


def agree_to_verhaal(*, actor: User, page: VerhaalPage, version: str, now: datetime) -> Toestemming:
    """Say yes to the text of this version, the one that was on the screen.

    Raises VerhaalError when it was changed meanwhile, DeniedError when this story is not about her (any more).
    """
    require(asked_verhalen(actor).filter(pk=page.pk).exists())
    with transaction.atomic():
        story = _story(actor, page)
        if not story.is_hers or story.version != version:
            raise VerhaalError(_("De tekst is net veranderd. Lees de nieuwe tekst en kies opnieuw."))
        row = give_toestemming(
            user=actor, kind=ToestemmingKind.VERHAAL, version=version, object_id=story.page.translation_key, now=now
        )
        _answered(actor, story.page, f"{YES}:{version[:20]}", now)
    return row


def refuse_verhaal(*, actor: User, page: VerhaalPage, version: str, now: datetime) -> None:
    """Say no to the text of this version: it cannot be published. What is online in words she agreed to stays so."""
    require(asked_verhalen(actor).filter(pk=page.pk).exists())
    with transaction.atomic():
        story = _story(actor, page)
        if not story.is_hers or story.version != version:
            raise VerhaalError(_("De tekst is net veranderd. Lees de nieuwe tekst en kies opnieuw."))
        if story.is_agreed:
            raise VerhaalError(_("Je zei al ja tegen deze tekst. Wil je dat niet meer? Trek je toestemming dan in."))
        _answered(actor, story.page, f"{NO}:{version[:20]}@{now:%Y%m%d}", now)


def withdraw_verhaal(*, actor: User, page: VerhaalPage, now: datetime) -> bool:
    """Take back one's consent to this story: it is offline at once. Returns whether there was one."""
    require(asked_verhalen(actor).filter(pk=page.pk).exists())
    row = _agreed(page).filter(user=actor).first()
    return row is not None and withdraw_toestemming(actor=actor, toestemming=row, now=now)


def erase_verhalen(user: User, now: datetime) -> Mapping[str, int]:
    """Remove the stories about this person, drafts and history too, and all that she agreed to; numbers by name."""
    with transaction.atomic():
        rows = Toestemming.objects.filter(user=user)
        keys = rows.filter(kind=ToestemmingKind.VERHAAL).values_list("object_id", flat=True)
        hers = VerhaalPage.objects.filter(Q(verteller=user) | Q(translation_key__in=list(keys)))
        drafts = VerhaalPage.objects.filter(latest_revision__content__verteller=str(user.pk))
        number = 0
        for page in (hers | drafts).distinct():
            stored = hold_verhaal(page.translation_key)
            if stored is not None:
                take_offline(stored, moment=f"gewist:{stored.pk}", now=now)
                PageLogEntry.objects.filter(page_id=stored.pk).delete()
                stored.delete()
                PageLogEntry.objects.filter(page_id=stored.pk).delete()
                number += 1
        # What is about somebody else by now was about her in older texts.
        Revision.page_revisions.filter(content__verteller=str(user.pk)).delete()
        return {"verhalen": number, "toestemmingen": rows.delete()[0]}


def _held(page: VerhaalPage) -> VerhaalPage:
    stored = hold_verhaal(page.translation_key)
    if stored is None:
        raise DeniedError
    return stored


def _story(user: User, page: VerhaalPage) -> OwnStory:
    story = own_story(user, _held(page))
    if story is None:
        raise DeniedError
    return story


def _agreed(page: VerhaalPage) -> QuerySet[Toestemming]:
    return Toestemming.objects.filter(
        kind=ToestemmingKind.VERHAAL, object_id=page.translation_key, withdrawn_at__isnull=True
    )


def _answered(user: User, page: VerhaalPage, moment: str, now: datetime) -> None:
    finish_taken(VERHAAL_AKKOORD, object_id=page.translation_key, user=user, now=now)
    owe_many(ANSWERED, object_id=page.translation_key, recipients=redacteuren(now), moment=moment, now=now)
