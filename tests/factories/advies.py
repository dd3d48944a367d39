"""An advice that was written and shared. Each opens the vault itself."""

from datetime import date, datetime
from typing import Any

from casussen.actions.advies import save_advies, share_advies
from casussen.models import Advies, Adviesdeling, Casus
from casussen.queries.advies import advies_of
from community.actions.versions import NOT_STORED
from community.confidential import confidential
from tests.factories.moments import NOW

CONTENT: dict[str, Any] = {
    "aan_wie": "Dagelijks bestuur",
    "kern": "De samenwerking heeft een gezamenlijk doel nodig.",
    "aanbevelingen": [{"id": "1", "text": "Stel een doel vast."}, {"id": "3", "text": "Maak geld vrij voor het plan."}],
    "consequenties": "Zonder doel stopt het overleg.",
    "bijdrage": "Zet dit op de agenda van juni.",
}


def an_advies(casus: Casus, *, now: datetime = NOW, **content: Any) -> Advies:
    """Return the advice of a casus as its owner wrote it; these parts differ from the usual ones."""
    with confidential():
        row = advies_of(casus)
        version = row.version if row else NOT_STORED
        return save_advies(actor=casus.owner, casus=casus, version=version, content=CONTENT | content, now=now)


def a_shared_advies(
    casus: Casus, *, name: str = "Wil Opdracht", email: str = "wil@provincie.example", now: datetime = NOW,
    last_day: date = date(2027, 12, 1), **content: Any,
) -> Adviesdeling:  # fmt: skip
    """Return the advice of a casus shared with an opdrachtgever."""
    row = an_advies(casus, now=now, **content)
    with confidential():
        return share_advies(
            actor=casus.owner, casus=casus, version=row.version, name=name, email=email, last_day=last_day, now=now
        )
