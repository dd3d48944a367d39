"""What a province sets up, as a form of /beheer/."""

from typing import Any, ClassVar

from wagtail.admin.forms import WagtailAdminModelForm

from community.access.initiatieven import kringen_everybody_knows
from community.models import Initiatief


class InitiatiefForm(WagtailAdminModelForm):
    """The initiative, and the group or training it became."""

    class Meta:
        model = Initiatief
        fields: ClassVar[list[str]] = ["title", "provincie", "kind", "summary", "organisaties", "kring", "from_date",
                                       "until_date"]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kring"].queryset = kringen_everybody_knows().order_by("name", "pk")
