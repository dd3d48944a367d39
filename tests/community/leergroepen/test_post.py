"""What is told about groups: to whom, in which words, and never what was written in them."""

from datetime import timedelta
from typing import Any

import pytest

from community.actions.groepsberichten import post_groepsbericht, remove_groepsbericht, reply_to_groepsbericht
from community.actions.kringen import publish_afspraken
from community.actions.leergroepen import remove_member, set_role
from community.actions.toetredingen import decide_toetreding, join_leergroep, leave_leergroep, withdraw_toetreding
from community.berichten.planning import plan
from community.berichten.render import Letter, Reader, write_single
from community.extension_points import bericht_kinds
from community.models import Bericht, Joining, KringRol, Leergroep, MailMode, User, Voorkeur
from tests.community.leergroepen.groups import a_group, asked_by
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
SECRET = "kwartelkoning"


def letters(user: User, kind: str, now: Any = LATER) -> list[Letter]:
    """Return the mails of this kind as this person would get them now."""
    rows = list(Bericht.objects.filter(recipient=user, kind=kind).order_by("created_at"))
    told = bericht_kinds.get(kind).load(rows, now)
    reader = Reader(user.email, user.voornaam)
    return [write_single(kind, told[row.pk], reader) for row in rows if row.pk in told]


def subjects(user: User, kind: str) -> list[str]:
    """Return the subject lines of these mails."""
    return [letter.subject for letter in letters(user, kind)]


def recipients(kind: str) -> set[User]:
    """Return who was told something of this kind."""
    return {row.recipient for row in Bericht.objects.filter(kind=kind).select_related("recipient") if row.recipient}


def member(leergroep: Leergroep) -> User:
    """Return somebody who is in the group since long ago."""
    user: User = LidmaatschapFactory(kring=leergroep.kring).user
    return user


# --- N77: replies ----------------------------------------------------------------------------------------------


def test_a_reply_is_told_to_who_wrote_and_who_replied_before() -> None:
    leergroep, writer = a_group()
    first, second, silent = (member(leergroep) for _ in range(3))
    talk = post_groepsbericht(actor=writer, kring=leergroep.kring, text=SECRET, now=NOW)
    assert recipients("N77") == set()
    reply_to_groepsbericht(actor=first, bericht=talk, text=SECRET, now=NOW)
    assert recipients("N77") == {writer}
    reply_to_groepsbericht(actor=second, bericht=talk, text=SECRET, now=NOW)
    assert recipients("N77") == {writer, first}
    assert silent not in recipients("N77")
    assert subjects(writer, "N77") == ["Reactie op je bericht in Natte teelten"]
    assert subjects(first, "N77") == ["Nieuwe reactie in Natte teelten"]


def test_a_lively_conversation_is_one_line_until_it_is_read_or_mailed() -> None:
    leergroep, writer = a_group()
    other = member(leergroep)
    talk = post_groepsbericht(actor=writer, kring=leergroep.kring, text=SECRET, now=NOW)
    for number in range(4):
        reply_to_groepsbericht(actor=other, bericht=talk, text=SECRET, now=NOW + timedelta(minutes=number))
    assert Bericht.objects.filter(recipient=writer).count() == 1
    Bericht.objects.filter(recipient=writer).update(seen_at=LATER)
    reply_to_groepsbericht(actor=other, bericht=talk, text=SECRET, now=LATER)
    assert Bericht.objects.filter(recipient=writer).count() == 2


def test_who_chose_direct_hears_of_every_message_at_once() -> None:
    leergroep, writer = a_group()
    keen, other = member(leergroep), member(leergroep)
    Voorkeur.objects.create(user=keen, subject="LEERGROEPEN", mode=MailMode.DIRECT)
    talk = post_groepsbericht(actor=writer, kring=leergroep.kring, text=SECRET, now=NOW)
    for number in range(2):
        reply_to_groepsbericht(actor=other, bericht=talk, text=SECRET, now=NOW + timedelta(minutes=number))
    rows = Bericht.objects.filter(recipient=keen)
    assert (rows.count(), set(rows.values_list("mail_mode", flat=True))) == (3, {"DIRECT"})
    assert subjects(keen, "N77")[0] == "Nieuw bericht in Natte teelten"


def test_the_usual_way_is_on_screen_and_in_the_mail_of_the_day() -> None:
    leergroep, writer = a_group()
    talk = post_groepsbericht(actor=writer, kring=leergroep.kring, text=SECRET, now=NOW)
    reply_to_groepsbericht(actor=member(leergroep), bericht=talk, text=SECRET, now=NOW)
    row = Bericht.objects.get(recipient=writer)
    # NOW is 9 o'clock on Monday: the mail of Tuesday takes it along.
    assert (row.is_on_screen, row.mail_mode, row.mail_at) == (True, "DAG", NOW + timedelta(hours=23, minutes=30))


@pytest.mark.parametrize("what", ["left", "removed", "must agree", "reply removed", "account closed"])
def test_nothing_is_told_any_more_after_things_changed(what: str) -> None:
    """T86: access is asked again when the mail would leave."""
    leergroep, trekker = a_group()
    writer = member(leergroep)
    talk = post_groepsbericht(actor=writer, kring=leergroep.kring, text=SECRET, now=NOW)
    reply = reply_to_groepsbericht(actor=trekker, bericht=talk, text=SECRET, now=NOW)
    assert len(letters(writer, "N77")) == 1
    own = writer.lidmaatschappen.get()
    if what == "left":
        leave_leergroep(actor=writer, leergroep=leergroep, now=LATER)
    elif what == "removed":
        remove_member(actor=trekker, lidmaatschap=own, now=LATER)
    elif what == "must agree":
        publish_afspraken(actor=trekker, kring=leergroep.kring, text="Nieuw", number=0, now=LATER)
    elif what == "reply removed":
        remove_groepsbericht(actor=trekker, bericht=reply, now=LATER)
    else:
        User.objects.filter(pk=writer.pk).update(is_active=False)
    assert letters(writer, "N77") == []


# --- joining: N100, N101, N102, N104 ---------------------------------------------------------------------------


def test_a_request_is_told_and_repeated_until_somebody_answers() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, motivation=SECRET, now=NOW)
    assert subjects(trekker, "N100") == ["Iemand wil meedoen met Natte teelten"]
    plan(NOW + timedelta(days=4))
    assert subjects(trekker, "N100")[1:] == ["Er wacht nog iemand op antwoord: Natte teelten"]
    withdraw_toetreding(actor=lid, toetreding=asked_by(lid), now=NOW + timedelta(days=4))
    plan(NOW + timedelta(days=30))
    assert (letters(trekker, "N100"), Bericht.objects.filter(kind="N100").count()) == ([], 2)


@pytest.mark.parametrize(
    ("is_admitted", "capacity", "subject"),
    [
        (True, None, "Je doet mee met Natte teelten"),
        (True, 2, "Je staat op de wachtlijst van Natte teelten"),
        (False, None, "Over je vraag om mee te doen met Natte teelten"),
    ],
)
def test_the_answer(is_admitted: bool, capacity: int | None, subject: str) -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK, capacity=capacity)
    member(leergroep)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, motivation=SECRET, now=NOW)
    decide_toetreding(actor=trekker, toetreding=asked_by(lid), is_admitted=is_admitted, now=NOW)
    assert subjects(lid, "N101") == [subject]


def test_a_place_that_came_free() -> None:
    leergroep, _trekker = a_group(capacity=2)
    inside, waiting = member(leergroep), UserFactory()
    join_leergroep(actor=waiting, leergroep=leergroep, now=NOW)
    leave_leergroep(actor=inside, leergroep=leergroep, now=NOW)
    assert subjects(waiting, "N102") == ["Er kwam een plek vrij: je doet mee met Natte teelten"]
    leave_leergroep(actor=waiting, leergroep=leergroep, now=NOW)
    assert letters(waiting, "N102") == []


def test_ones_own_place() -> None:
    leergroep, trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    assert subjects(lid, "N104") == ["Je doet mee met Natte teelten"]
    own = lid.lidmaatschappen.get()
    set_role(actor=trekker, lidmaatschap=own, role=KringRol.TREKKER, now=NOW)
    assert subjects(lid, "N104") == ["Je doet mee met Natte teelten", "Je bent trekker van Natte teelten"]
    remove_member(actor=trekker, lidmaatschap=own, now=NOW)
    assert subjects(lid, "N104") == ["Je doet niet meer mee met Natte teelten"]


def test_no_mail_tells_what_was_written_and_signs_in_a_name_stay_as_they_are() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    leergroep.kring.name = "Water & 'land' <nu>"
    leergroep.kring.save()
    lid, other = UserFactory(), member(leergroep)
    talk = post_groepsbericht(actor=trekker, kring=leergroep.kring, text=SECRET, now=NOW)
    reply_to_groepsbericht(actor=other, bericht=talk, text=SECRET, now=NOW)
    join_leergroep(actor=lid, leergroep=leergroep, motivation=SECRET, now=NOW)
    sent = [*letters(trekker, "N77"), *letters(trekker, "N100")]
    assert len(sent) == 2
    for letter in sent:
        assert SECRET not in letter.subject + letter.text + letter.html
        assert "Water & 'land' <nu>" in letter.subject
        assert "Water & 'land' <nu>" in letter.text
        assert "<nu>" not in letter.html
        assert letter.text.count("http://testserver/leergroepen/") >= 1


# Code -> queries for any number of messages.
COSTS = {"N77": 2, "N100": 4, "N101": 2, "N102": 2, "N104": 3}


@pytest.mark.parametrize("code", sorted(COSTS))
def test_asking_for_one_costs_as_many_queries_as_for_many(django_assert_num_queries: Any, code: str) -> None:
    leergroep, trekker = a_group(capacity=2, joining=Joining.OP_VERZOEK if code in {"N100", "N101"} else Joining.OPEN)
    inside = member(leergroep)
    for _ in range(5):
        talk = post_groepsbericht(actor=trekker, kring=leergroep.kring, text="Vraag", now=NOW)
        reply_to_groepsbericht(actor=inside, bericht=talk, text="Antwoord", now=NOW)
        join_leergroep(actor=UserFactory(), leergroep=leergroep, now=NOW)
    if code == "N101":
        for row in leergroep.kring.toetredingen.select_related("kring", "user"):
            decide_toetreding(actor=trekker, toetreding=row, is_admitted=False, now=NOW)
    Leergroep.objects.update(capacity=None)
    plan(LATER)
    if code == "N104":
        Leergroep.objects.update(joining=Joining.OPEN)
        for _ in range(5):
            join_leergroep(actor=UserFactory(), leergroep=leergroep, now=LATER)
    rows = list(Bericht.objects.filter(kind=code))
    assert len(rows) == 5
    for batch in (rows[:1], rows):
        with django_assert_num_queries(COSTS[code]):
            assert len(bericht_kinds.get(code).load(batch, LATER)) == len(batch)
