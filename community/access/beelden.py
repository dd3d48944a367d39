"""Who may get a picture or a document of the website: whoever may read a page that shows it, and who keeps the site.

What a page shows is known from Wagtail's index of references, which follows the content that is online: a draft shows
nothing to anybody, but for the member whom a story is about and who is asked whether it may be online.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

from community.access.kennis import may_edit_website, visible_pages
from community.access.verhalen import is_asked_about_picture
from community.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model


def may_see_upload(user: "User | AnonymousUser", model: "type[Model]", pk: int, now: datetime) -> bool:
    """Whether this person may get the picture or document with this number.

    Asked before the row is looked for, in one question: what is not shown takes as long to refuse as what never was.
    """
    if visible_pages(user, now).filter(_names(model, pk)).exists() or may_edit_website(user, now):
        return True
    return isinstance(user, User) and issubclass(model, AbstractImage) and is_asked_about_picture(user, pk)


def _names(model: "type[Model]", pk: int) -> Q:
    """Return the condition that the content of a page names this picture or document."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=str(pk),
    )  # fmt: skip
    return Q(pk__in=references.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id"))
