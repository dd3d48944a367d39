"""The one gate of publishing: whatever puts a page online passes here, from an editor, a list, a date or a command."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from wagtail.models import Page

from community import clock
from community.kennis_points import publishing_rules

if TYPE_CHECKING:
    from wagtail.models import Revision


class PublishRefusedError(Exception):
    """The page may not be published; `sentences` say why, in Dutch."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def publishing_refusals(page: Page, now: datetime) -> list[str]:
    """Return why this page, with the content it holds now, may not be published; empty when it may."""
    return [sentence for rule in publishing_rules.all() for sentence in rule(page, now)]


class JudgedPage:
    """A page that every way of publishing judges first, while its row is held: put it before Page among the bases."""

    def publish(self, revision: "Revision", *args: Any, **options: Any) -> Any:
        """Publish or schedule this revision. Raises PublishRefusedError when a rule refuses what it holds."""
        page = cast("Page", self)
        with transaction.atomic():
            Page.objects.select_for_update(no_key=True).get(pk=page.pk)
            if sentences := publishing_refusals(revision.as_object(), clock.now()):
                raise PublishRefusedError(sentences)
            return super().publish(revision, *args, **options)  # type: ignore[misc]  # of Page, which stands after it
