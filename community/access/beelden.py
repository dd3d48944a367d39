"""Who may get a picture or a document of the website: whoever may read a page that shows it, and who keeps the site.

What a page shows is known from Wagtail's index of references, which follows the content that is online: a draft shows
nothing to anybody, but for the member whom a story is about and who is asked whether it may be online.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

from community.access.kennis import may_edit_website, visible_pages
from community.access.verhalen import is_asked_about_picture
from community.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model


def may_see_upload(user: "User | AnonymousUser", upload: "Model", now: datetime) -> bool:
    """Whether this person may get this picture or document."""
    if visible_pages(user, now).filter(pk__in=_page_ids(upload)).exists() or may_edit_website(user, now):
        return True
    return isinstance(user, User) and isinstance(upload, AbstractImage) and is_asked_about_picture(user, upload.pk)


def _page_ids(upload: "Model") -> list[int]:
    """Return the ids of the pages whose content names this picture or document."""
    references: Any = ReferenceIndex.get_references_to(upload)
    kind = ContentType.objects.get_for_model(Page)
    return [int(key) for key in references.filter(base_content_type=kind).values_list("object_id", flat=True)]
