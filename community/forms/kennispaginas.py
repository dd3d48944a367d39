"""The editor of a page in /beheer/: what keeps a page offline is said before anything is published."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
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
            now = clock.now()
            sentences = publishing_refusals(self.instance, now)
            if self._would_vanish(now):
                sentences.append(_("Zet deze pagina eerst een keer online zonder datum. Anders is zij tot dan weg."))
            for sentence in sentences:
                self.add_error(None, sentence)

    def _would_vanish(self, now: datetime) -> bool:
        """Whether what is online would go off until the date: Wagtail keeps no text of a page it never published."""
        page = self.instance
        is_later = page.go_live_at is not None and page.go_live_at > now
        return bool(page.pk and page.live and page.live_revision_id is None and is_later)

    def clean(self) -> dict[str, Any]:
        """Keep the values as they are; named here because Wagtail reads what it returns."""
        cleaned: dict[str, Any] = super().clean()
        return cleaned
