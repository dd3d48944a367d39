"""The mails of teams and coaching as they leave: Dutch, one subject line, nothing of what was asked or written."""

from typing import Any

import pytest
import time_machine

from community.berichten.render import Reader, write_single
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht
from tests.factories.moments import NOW
from tests.training.coachwork import BAS, SECRET, a_start, booked
from tests.training.teamwork import known
from training.actions.coaching import ask_coaching, cancel_coaching

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def letters(code: str) -> list[Any]:
    """Return the mails of this kind as they would leave now."""
    rows = list(Bericht.objects.filter(kind=code).order_by("pk"))
    said = bericht_kinds.get(code).load(rows, NOW)
    return [write_single(code, inhoud, Reader("wie@elders.example", "Bas")) for inhoud in said.values()]


def test_the_mails_of_teams_name_team_and_captain() -> None:
    _editie, _coordinator, _trainer, (one, _two) = known(8)
    mails = letters("N36")
    assert len(mails) == 8
    assert {mail.subject for mail in mails} >= {"Dit is je team. Jij bent teamcaptain"}
    for mail in mails:
        assert all(words in mail.text for words in ("Je zit in team", "In dit team zitten:", "/trainingen/"))
    assert one.number == 1


def test_the_mails_of_coaching_say_when_and_where_and_not_about_what() -> None:
    _editie, coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot, BAS)
    ask_coaching(actor=deelnemer.user, deelnemer=deelnemer, coach=coach, question=f"Over {SECRET}", now=NOW)
    (to_guest,) = letters("N43")
    mails = [*letters("N41"), to_guest, *letters("N44")]
    assert {mail.subject for mail in mails} == {
        "Een coachgesprek is geboekt op 26 januari 2027", "Je coachgesprek is op 26 januari 2027",
        f"{deelnemer.user.naam} nodigt je uit voor een coachgesprek", "Een deelnemer zoekt een moment met je",
    }  # fmt: skip
    for mail in mails:
        assert SECRET not in f"{mail.subject}{mail.text}{mail.html}{mail.attachments}"
    assert ("Online" in to_guest.text, "praat.example" in to_guest.text) == (True, False)
    cancel_coaching(actor=deelnemer.user, gesprek=gesprek, now=NOW)
    (off,) = letters("N41")
    assert off.subject == "Het coachgesprek op 26 januari 2027 gaat niet door"
    assert off.attachments[0].method == "CANCEL"
