"""Who reads which story: everybody those that are online with consent, and a member what she is asked about."""

import json
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import Taak, Toestemming, ToestemmingKind, User, VerhaalPage

VERHAAL_AKKOORD = "VERHAAL_AKKOORD"


def visible_verhalen(now: datetime) -> QuerySet[VerhaalPage]:
    """Return the stories that are online, the same for everybody. One with a verteller counts only while she agrees:
    also a page that got online by another way is not there without her."""
    agreed = Toestemming.objects.filter(
        kind=ToestemmingKind.VERHAAL, object_id=OuterRef("translation_key"), user=OuterRef("verteller"),
        withdrawn_at__isnull=True,
    )  # fmt: skip
    return VerhaalPage.objects.filter(Q(verteller__isnull=True) | Exists(agreed), live=True)


def asked_verhalen(user: User) -> QuerySet[VerhaalPage]:
    """Return the stories this person was asked about, or ever agreed to. What she reads of them: queries.verhalen."""
    asked = Taak.objects.filter(
        kind=VERHAAL_AKKOORD, user=user, object_id=OuterRef("translation_key"), withdrawn_at__isnull=True
    )
    agreed = Toestemming.objects.filter(kind=ToestemmingKind.VERHAAL, user=user, object_id=OuterRef("translation_key"))
    rows = VerhaalPage.objects.filter(Exists(asked) | Exists(agreed))
    return rows if user.is_active else rows.none()


def is_asked_about_picture(user: User, image_id: int) -> bool:
    """Whether a picture stands in the newest text of a story this person is asked about: she reads all of it."""
    rows = asked_verhalen(user).filter(latest_revision__isnull=False).select_related("latest_revision")
    return any(image_id in _pictures_of(page) for page in rows)


def _pictures_of(page: VerhaalPage) -> set[int]:
    blocks = json.loads(page.latest_revision.content.get("inhoud") or "[]")
    return {block["value"]["afbeelding"] for block in blocks if block["type"] == "afbeelding"}


def own_toestemmingen(user: User) -> QuerySet[Toestemming]:
    """Return what this person agreed to, also what she took back. Nobody else reads or changes it."""
    return Toestemming.objects.filter(user=user) if user.is_active else Toestemming.objects.none()
