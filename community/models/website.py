"""What every page of the website has: context from a registry, one gate before it goes online, and who may do what."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from community.kennis_points import page_contexts
from community.models.publishing import JudgedPage


class WebsiteRights(PagePermissionTester):
    """What somebody may do with a page in /beheer/, as Wagtail asks it. Who reads a page is decided elsewhere
    (community.access.kennis), so that no page gets a second lock."""

    def can_copy(self) -> bool:
        """Nobody: a copy would go online without passing the gate."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Nobody: see above."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Redacteuren, but never a page that the menu and other pages stand on."""
        return not self._is_pillar() and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        """Redacteuren, but never a page that the menu and other pages stand on."""
        return not self._is_pillar() and bool(super().can_unpublish())

    def _is_pillar(self) -> bool:
        return bool(getattr(self.page, "is_pillar", False))


class SitePage(JudgedPage, Page):
    """A page of the website. What its template shows beside the page comes from `kennis_points.page_contexts`."""

    # Whether the menu or other pages stand on it: it stays online and keeps its place.
    is_pillar: ClassVar[bool] = False
    # The page it will stand below, while it has no place in the tree yet: set by the editor of a new page.
    above: Page | None = None

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> WebsiteRights:
        """Return what this person may do with the page in /beheer/."""
        return WebsiteRights(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is registered for this kind of page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        fill = page_contexts.find(type(self).__name__)
        return {**context, **fill(self, request)} if fill else context
