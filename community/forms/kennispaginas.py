"""The editor of a page in /beheer/: what keeps a page offline is said before anything is published."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from community import clock
from community.models.publishing import publishing_refusals

# The name of the button that puts a page online, now or on its date.
PUBLISH = "action-publish"


class WebsitePageForm(WagtailAdminPageForm):
    """A page as a redacteur changes it. Saving a draft asks for nothing; going online asks for all of it."""

    def _post_clean(self) -> None:
        """Judge the page with what was typed; what is typed stays in the form."""
        super()._post_clean()
        if PUBLISH in self.data and not self.errors:
            self.instance.above = self.parent_page
            # Wagtail hands the form no moment: this is a door to the clock.
            for sentence in publishing_refusals(self.instance, clock.now()):
                self.add_error(None, sentence)

    def clean(self) -> dict[str, Any]:
        """Keep the values as they are; named here because Wagtail reads what it returns."""
        cleaned: dict[str, Any] = super().clean()
        return cleaned
