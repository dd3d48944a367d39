"""What every page of the website has: context from a registry, and one gate before it goes online."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from community.kennis_points import page_contexts
from community.models.publishing import JudgedPage


class SitePage(JudgedPage, Page):
    """A page of the website. What its template shows beside the page comes from `kennis_points.page_contexts`."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is registered for this kind of page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        fill = page_contexts.find(type(self).__name__)
        return {**context, **fill(self, request)} if fill else context
