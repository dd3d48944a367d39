"""The mails about tussentijden as they leave: short subjects in Dutch, whole sentences, no word of a casus."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine

from community.berichten.ladders import climb
from community.berichten.render import Letter, Reader, write_single
from community.confidential import confidential
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Bericht, User
from community.workdays import at_local
from tests.factories import UserFactory
from tests.factories.training import a_trainer, an_editie
from tests.factories.tussentijden import DILEMMA, a_team, a_worker, an_inzending
from training.actions.tussentijden import react_to_work
from training.actions.tussentijdplanning import settle_tussentijden

pytestmark = pytest.mark.django_db
SECRET = "oeverloperei"


@pytest.fixture(autouse=True)
def scope() -> Any:
    """Open the vault, on a day before the tussentijd begins."""
    with time_machine.travel(at_local(date(2027, 3, 1), time(10)), tick=False), confidential():
        yield


def at(day: date) -> datetime:
    """Return just after mail may leave on this day."""
    return at_local(day, time(8, 31))


def letters(kind: str, now: datetime, **where: Any) -> list[Letter]:
    """Return the mails of this kind as they would leave now."""
    rows = list(Bericht.objects.filter(kind=kind, **where).select_related("recipient").order_by("pk"))
    said: Mapping[Any, Any] = bericht_kinds.get(kind).load(rows, now)
    return [write_single(kind, said[row.pk], reader_of(row.recipient)) for row in rows if row.pk in said]


def reader_of(user: User | None) -> Reader:
    """Return whom a mail is for."""
    assert user is not None
    return Reader(user.email, user.voornaam)


def test_every_mail_of_a_tussentijd_reads_as_it_should() -> None:
    editie = an_editie()
    trainer, late, ready = a_trainer(editie), a_worker(editie), a_worker(editie)
    UserFactory(coordinator=True)
    a_team(editie, late.user, late, ready)
    settle_tussentijden(at(date(2027, 3, 24)))
    found = {"N30": letters("N30", at(date(2027, 3, 24)), recipient=late.user)}
    row = an_inzending(ready, now=at(date(2027, 3, 25)))
    settle_tussentijden(at(date(2027, 3, 30)))
    found["N34"] = letters("N34", at(date(2027, 3, 30)))
    react_to_work(actor=trainer, inzending=row, version=row.version, text=f"Mooi {SECRET}", now=at(date(2027, 3, 30)))
    found["N35"] = letters("N35", at(date(2027, 3, 30)))
    climb(taak_kinds.get("TUSSENTIJD"), at(date(2027, 4, 13)))
    found["N31"] = letters("N31", at(date(2027, 4, 13)))
    settle_tussentijden(at(date(2027, 4, 15)))
    found["N33"] = letters("N33", at(date(2027, 4, 15)))
    climb(taak_kinds.get("TUSSENTIJD"), at(date(2027, 4, 21)))
    found["N32"] = letters("N32", at(date(2027, 4, 21)))
    settle_tussentijden(at(date(2027, 4, 28)))
    found["N32b"] = letters("N32b", at(date(2027, 4, 28)))
    subjects = {kind: [letter.subject for letter in mails] for kind, mails in found.items()}
    assert subjects == {
        "N30": ["Tussentijd B staat open. Klaar vóór 20 april 2027"],
        "N31": ["Nog 5 werkdagen voor tussentijd B"],
        "N32": ["Tussentijd B is nog niet klaar. Lukt het?"],
        "N33": ["Je team: 1 van 2 is klaar met tussentijd B"],
        "N34": ["1 inzending wacht op je reactie"],
        "N35": ["Je hebt een reactie op tussentijd B"],
        "N32b": [f"{late.user.naam} is laat met tussentijd B"],
    }
    texts = [
        part for mails in found.values() for letter in mails for part in (letter.subject, letter.text, letter.html)
    ]
    assert [word for word in (SECRET, DILEMMA, "gagelheide") if any(word in text for text in texts)] == []
    assert [text for text in texts if "None" in text or "{{" in text] == []
