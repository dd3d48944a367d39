"""Requests for bemiddeling in every state, made as people make them. Opens the vault by itself."""

from datetime import datetime
from typing import Any

from community.confidential import confidential
from community.models import User
from intervisie.actions.bemiddeling import VraagAnswers, ask_bemiddeling, choose_mediator, take_on
from intervisie.models import Bemiddelingsvraag
from tests.factories.moments import NOW
from tests.factories.people import UserFactory

TEXT = "Over de kwartelkoning komen we er niet uit."


def a_vraag(asker: User | None = None, *, now: datetime = NOW, text: str = TEXT, **answers: Any) -> Bemiddelingsvraag:
    """Return a request that waits for the hart."""
    given = {"style": "FACILITEREND"} | answers
    with confidential():
        made = ask_bemiddeling(actor=asker or UserFactory(), answers=VraagAnswers(text=text, **given), now=now)
        return Bemiddelingsvraag.objects.select_related("asker").get(pk=made.pk)


def a_chosen_vraag(
    asker: User | None = None, mediator: User | None = None, *, hart: User | None = None, is_taken: bool = False,
    now: datetime = NOW, **answers: Any,
) -> Bemiddelingsvraag:  # fmt: skip
    """Return a request for which somebody was asked, and that she took on with `is_taken`."""
    hart, mediator = hart or UserFactory(coordinator=True), mediator or UserFactory()
    row = a_vraag(asker, now=now, **answers)
    with confidential():
        row = choose_mediator(actor=hart, vraag=row, mediator=mediator, now=now)
        if is_taken:
            take_on(actor=mediator, vraag=row, now=now)
        return Bemiddelingsvraag.objects.select_related("asker", "mediator").get(pk=row.pk)
