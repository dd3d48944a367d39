"""Stories: what exactly a member agrees to, where its consent stands, and whether it may be published."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.access.kennis import may_edit_website
from community.access.people import listed_profielen
from community.access.rollen import redacteuren
from community.access.verhalen import VERHAAL_AKKOORD, asked_verhalen, visible_verhalen
from community.blocks import without_ids
from community.links import digest
from community.models import Taak, Toestemming, ToestemmingKind, User, VerhaalPage

# Everything of a story that is published: its address and the words for search engines too.
PUBLISHED = ("title", "seo_title", "search_description", "slug", "datum", "inleiding", "inhoud")


def version_of(content: Mapping[str, Any]) -> str:
    """Return the version of a story with this content, as a revision holds it: the digest of all that is published."""
    parts = {name: content.get(name) for name in PUBLISHED}
    parts["inhoud"] = without_ids(json.loads(content.get("inhoud") or "[]"))
    return digest(json.dumps(parts, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder))


def draft_of(page: VerhaalPage) -> Mapping[str, Any]:
    """Return what would be published of this story: its newest revision. Asks nothing when that came along."""
    revision = page.latest_revision
    content: Mapping[str, Any] = revision.content if revision else page.serializable_data()
    return content


def verteller_of(content: Mapping[str, Any]) -> uuid.UUID | None:
    """Return the id of the person a story with this content is about."""
    stored = content.get("verteller")
    return uuid.UUID(str(stored)) if stored else None


def online_verhalen(now: datetime) -> QuerySet[VerhaalPage]:
    """Return the stories that are online, the newest first."""
    return visible_verhalen(now).select_related("verteller").order_by("-datum", "-pk")


def possible_vertellers(user: User, present: uuid.UUID | None, now: datetime) -> QuerySet[User]:
    """Return whom this person may choose as verteller: who can be found in the ledengids, and who is chosen now."""
    listed = listed_profielen(user, now).values("user")
    return User.objects.filter(Q(pk__in=listed) | Q(pk=present)).order_by("sort_key", "pk")


def verhaal_refusals(page: Any, now: datetime) -> Sequence[str]:
    """Return why this page may not be published: a story of somebody who did not agree to this very text."""
    if not isinstance(page, VerhaalPage):
        return []
    rows = Toestemming.objects.filter(kind=ToestemmingKind.VERHAAL, object_id=page.translation_key)
    if page.verteller_id is None:
        if rows.exists() or _was_asked(page):
            return [_("Dit verhaal is van iemand die om toestemming is gevraagd. Zet de verteller terug.")]
        return []
    agreed = rows.filter(user=page.verteller_id, withdrawn_at__isnull=True).first()
    if agreed is None:
        return [_("De verteller heeft nog geen toestemming gegeven. Vraag die eerst, bij Toestemming voor verhalen.")]
    if agreed.version != version_of(page.serializable_data()):
        return [_("De tekst is veranderd na het ja van de verteller. Vraag opnieuw toestemming voor deze tekst.")]
    return []


def _was_asked(page: VerhaalPage) -> bool:
    """Whether a member was asked about this story, whatever she said; not one who was asked by mistake."""
    return Taak.objects.filter(kind=VERHAAL_AKKOORD, object_id=page.translation_key, withdrawn_at__isnull=True).exists()


@dataclass(frozen=True)
class OwnStory:
    """A story as its verteller reads it. `text` is the page with what would be published, or what is online when the
    draft is no longer hers; `version` names it. `agreed` is her open consent."""

    page: VerhaalPage
    text: VerhaalPage
    version: str
    agreed: Toestemming | None
    is_online: bool
    is_hers: bool

    @property
    def is_agreed(self) -> bool:
        """Whether she agreed to this very text."""
        return self.agreed is not None and self.agreed.version == self.version

    @property
    def may_answer(self) -> bool:
        """Whether there is something to say yes or no to."""
        return self.is_hers and not self.is_agreed


def own_story(user: User, page: VerhaalPage) -> OwnStory | None:
    """Return this story as this person reads it, None when it is not about her any more."""
    content = draft_of(page)
    is_hers = verteller_of(content) == user.pk
    agreed = Toestemming.objects.filter(
        user=user, kind=ToestemmingKind.VERHAAL, object_id=page.translation_key, withdrawn_at__isnull=True
    ).first()
    if not is_hers and (agreed is None or page.verteller_id != user.pk):
        return None
    text = page.latest_revision.as_object() if is_hers and page.latest_revision else page
    is_online = page.live and page.verteller_id == user.pk and agreed is not None
    return OwnStory(
        page, text, version_of(content if is_hers else page.serializable_data()), agreed, is_online, is_hers
    )


def own_stories(user: User) -> list[VerhaalPage]:
    """Return the stories this person was asked about, the newest first, as far as they are still about her."""
    rows = asked_verhalen(user).select_related("latest_revision").order_by("-datum", "-pk")
    return [page for page in rows if user.pk in (verteller_of(draft_of(page)), page.verteller_id)]


@dataclass(frozen=True)
class StoryInView:
    """A story as a redacteur sees it: whose it is and where its consent stands."""

    page: VerhaalPage
    title: str
    verteller: str
    state: str
    at: datetime | None
    may_ask: bool
    is_online: bool


def stories_in_view(user: User, now: datetime) -> list[StoryInView]:
    """Return all stories with their consent, the newest first, for who writes the website: five queries for any
    number. For others nothing."""
    if not may_edit_website(user, now):
        return []
    pages = list(VerhaalPage.objects.select_related("latest_revision").order_by("-datum", "-pk"))
    contents = {page.pk: draft_of(page) for page in pages}
    people = User.objects.in_bulk({pk for content in contents.values() if (pk := verteller_of(content))})
    keys = [page.translation_key for page in pages]
    agreed = {
        (row.object_id, row.user_id): row
        for row in Toestemming.objects.filter(
            kind=ToestemmingKind.VERHAAL, object_id__in=keys, withdrawn_at__isnull=True
        )
    }
    asked = {
        (taak.object_id, taak.user_id): taak
        for taak in Taak.objects.filter(
            kind=VERHAAL_AKKOORD, object_id__in=keys, done_at__isnull=True, withdrawn_at__isnull=True
        )
    }
    online = set(visible_verhalen(now).values_list("pk", flat=True))
    return [_in_view(page, contents[page.pk], people, agreed, asked, page.pk in online) for page in pages]


def _in_view(
    page: VerhaalPage, content: Mapping[str, Any], people: Mapping[uuid.UUID, User],
    agreed: Mapping[Any, Toestemming], asked: Mapping[Any, Taak], is_online: bool,
) -> StoryInView:  # fmt: skip
    person = people.get(verteller_of(content) or uuid.UUID(int=0))
    key = (page.translation_key, person.pk if person else None)
    yes, taak = agreed.get(key), asked.get(key)
    state, at = "NIEMAND", None
    if person is not None:
        state, at = _state(yes, taak, version_of(content))
    may_ask = person is not None and person.is_active and state in {"VRAGEN", "VERANDERD"}
    return StoryInView(
        page, str(content.get("title", "")), person.naam if person else "", state, at, may_ask, is_online
    )


def _state(yes: Toestemming | None, taak: Taak | None, version: str) -> tuple[str, datetime | None]:
    if yes is not None and yes.version == version:
        return "JA", yes.given_at
    if taak is not None:
        return "GEVRAAGD", taak.opened_at
    return ("VERANDERD", yes.given_at) if yes is not None else ("VRAGEN", None)


def verhaal_to_ask(user: User, key: uuid.UUID, now: datetime) -> QuerySet[VerhaalPage]:
    """Return the story with this key for who writes the website, else none."""
    rows = VerhaalPage.objects.filter(translation_key=key)
    return rows if may_edit_website(user, now) else rows.none()


def still_asked(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these (story, person) wait for that person's answer. Two queries for any number."""
    wanted = set(pairs)
    keys = {key for key, _user in wanted}
    taken = Taak.objects.filter(kind=VERHAAL_AKKOORD, object_id__in=keys, done_at__isnull=True,
                                withdrawn_at__isnull=True)  # fmt: skip
    open_now = {(taak.object_id, taak.user_id) for taak in taken}
    pages = VerhaalPage.objects.filter(translation_key__in=keys).select_related("latest_revision")
    hers = {(page.translation_key, verteller_of(draft_of(page))) for page in pages}
    return wanted & open_now & hers


def redacteur_ids(ids: Iterable[uuid.UUID | None], now: datetime) -> set[uuid.UUID]:
    """Return which of these people write the website now."""
    wanted = set(ids)
    return {user.pk for user in redacteuren(now) if user.pk in wanted}
