"""A trekker writes to all: a message on the page, a mail that only says so, and not too often."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from community.access import DeniedError
from community.actions.groepsberichten import remove_groepsbericht, reply_to_groepsbericht
from community.actions.rondmail import TooOftenError, write_to_all
from community.models import (
    Bericht,
    BerichtStatus,
    Groepsbericht,
    GroepsberichtKind,
    Kring,
    Lidmaatschap,
    MailMode,
    User,
    Voorkeur,
)
from tests.community.leergroepen.cast import Cast, a_cast
from tests.community.leergroepen.test_post import SECRET, letters
from tests.factories import LidmaatschapFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

SUBJECT = "De excursie van maart"
TODAY = "Deze groep kreeg vandaag al een mail. Vanaf morgen kan het weer."


@pytest.fixture
def cast() -> Cast:
    """A group with everybody who could knock at its door."""
    return a_cast()


def write(cast: Cast, now: datetime = NOW, role: str = "TK") -> Groepsbericht:
    return write_to_all(actor=cast[role], kring=cast.leergroep.kring, title=SUBJECT, text=SECRET, now=now)


def path(cast: Cast, page: str = "leergroep-aan-allen", **more: Any) -> str:
    return reverse(page, kwargs={"slug": cast.leergroep.slug, **more})


def reader(cast: Cast, name: str, **traits: Any) -> User:
    user: User = LidmaatschapFactory(
        kring=cast.leergroep.kring, accepted=cast.afspraken, accepted_at=NOW, user__achternaam=name, **traits
    ).user
    return user


def test_a_trekker_writes_on_the_page_and_all_who_read_along_are_mailed(cast: Cast) -> None:
    other, browser = reader(cast, "Rietzanger"), browser_of(cast["TK"])
    assert path(cast) in browser.get(path(cast, "leergroep-berichten")).content.decode()
    sent = {"title": SUBJECT, "text": SECRET, "eenmalig": str(uuid.uuid4())}
    for _ in range(2):  # T92
        text = browser.post(path(cast), sent, follow=True).content.decode()
    assert ("De leden krijgen een mail." in text, "Aan alle leden" in text, SUBJECT in text) == (True, True, True)
    bericht = Groepsbericht.objects.get(kind=GroepsberichtKind.AAN_ALLEN)
    told = {row.recipient for row in Bericht.objects.filter(kind="N121").select_related("recipient")}
    assert told == {cast["GL"], other}  # not herself, not who did not agree yet, not who waits
    (letter,) = letters(other, "N121")
    assert letter.subject == "Bericht aan alle leden van Natte teelten"
    assert [word in text for text in (letter.subject, letter.text, letter.html) for word in (SECRET, SUBJECT)] == [
        False
    ] * 6
    assert path(cast, "leergroep-gesprek", bericht_id=bericht.pk) in letter.text
    browser_of(other).get(path(cast, "leergroep-gesprek", bericht_id=bericht.pk))
    assert Bericht.objects.get(kind="N121", recipient=other).seen_at == NOW


@pytest.mark.parametrize("role", ["GL", "ZA", "LI", "LA", "EX", "WA", "AV", "CO", "RE", "BE", "PA"])
def test_nobody_else_writes_to_all(cast: Cast, role: str) -> None:
    browser, count = browser_of(cast[role]), Groepsbericht.objects.count()
    expected = 302 if role == "ZA" else 404  # who did not agree yet is led to the agreements
    assert browser.get(path(cast)).status_code == expected
    assert browser.post(path(cast), {"title": SUBJECT, "text": SECRET}).status_code == expected
    with pytest.raises(DeniedError):
        write(cast, role=role)
    assert Groepsbericht.objects.count() == count


def test_once_a_day(cast: Cast) -> None:
    write(cast)
    with pytest.raises(TooOftenError, match=TODAY):
        write(cast, NOW + timedelta(hours=13))  # 22.00 o'clock of the same day
    answer = browser_of(cast["TK"]).post(path(cast), {"title": "Nog iets", "text": "Vergeten te zeggen."})
    text = answer.content.decode()
    assert (TODAY in text, "Nog iets" in text, "Vergeten te zeggen." in text) == (True, True, True)
    write(cast, NOW + timedelta(hours=16))  # 1.00 o'clock of the next


def test_three_times_in_seven_days_whoever_leads(cast: Cast) -> None:
    other = reader(cast, "Tweede", role="TREKKER")
    for day in (0, 2, 4):
        bericht = write(cast, NOW + timedelta(days=day))
    remove_groepsbericht(actor=other, bericht=bericht, now=NOW + timedelta(days=4))  # a removed one was mailed too
    with pytest.raises(TooOftenError, match="maandag 25 januari 2027"):
        write_to_all(actor=other, kring=cast.leergroep.kring, title=SUBJECT, text=SECRET, now=NOW + timedelta(days=6))
    assert write(cast, NOW + timedelta(days=7)).pk
    assert write(a_cast()).pk  # another group has a count of its own


def test_who_muted_or_switched_off_mail_sees_it_on_screen_only(cast: Cast) -> None:
    """Blueprint §7.1 names the mails nobody can switch off; this is none of them."""
    muted, off, weekly = (reader(cast, name) for name in ("Gedempt", "Uit", "Wekelijks"))
    Lidmaatschap.objects.filter(user=muted).update(muted_at=NOW)
    Voorkeur.objects.create(user=off, subject="LEERGROEPEN", mode=MailMode.GEEN)
    Voorkeur.objects.create(user=weekly, subject="LEERGROEPEN", mode=MailMode.WEEK)
    write(cast)
    rows = {row.recipient: row for row in Bericht.objects.filter(kind="N121").select_related("recipient")}
    assert {user: (row.is_on_screen, row.mail_at) for user, row in rows.items()} == {
        muted: (True, None), off: (True, None), weekly: (True, None), cast["GL"]: (True, NOW),
    }  # fmt: skip
    assert (rows[muted].status, rows[off].status) == (BerichtStatus.SCHERM, BerichtStatus.SCHERM)


def test_nothing_is_told_any_more_to_who_left_or_of_what_is_gone(cast: Cast) -> None:
    other = reader(cast, "Rietzanger")
    bericht = write(cast)
    Lidmaatschap.objects.filter(user=other).update(until_at=NOW)
    assert (len(letters(cast["GL"], "N121")), letters(other, "N121")) == (1, [])
    remove_groepsbericht(actor=cast["TK"], bericht=bericht, now=NOW)
    assert letters(cast["GL"], "N121") == []


def test_members_reply_as_to_any_message(cast: Cast) -> None:
    reply = reply_to_groepsbericht(actor=cast["GL"], bericht=write(cast), text="Ik kom.", now=NOW)
    assert (reply.kind, reply.title) == (GroepsberichtKind.BERICHT, "")


def test_a_closed_group_is_not_mailed(cast: Cast) -> None:
    Kring.objects.update(closed_at=NOW)
    browser = browser_of(cast["TK"])
    answer = browser.post(path(cast), {"title": SUBJECT, "text": "Nog een zeearend"}).content.decode()
    assert ("Deze groep is intussen afgesloten" in answer, "Nog een zeearend</textarea>" in answer) == (True, True)
    assert (browser.get(path(cast)).status_code, Bericht.objects.filter(kind="N121").count()) == (404, 0)


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("title", "", "Schrijf waar het bericht over gaat."), ("title", "  ", "Schrijf waar het bericht over gaat."),
    ("title", "x" * 121, "Maak deze tekst korter"), ("title", "a\x00b", "niet kunnen bewaren"),
    ("title", "\u200b", "Schrijf waar het bericht over gaat."), ("text", "", "Schrijf eerst een bericht."),
    ("text", "x" * 5001, "Maak deze tekst korter"), ("text", "\u202e", "Schrijf eerst een bericht."),
])  # fmt: skip
def test_wrong_input_is_explained_and_nobody_is_mailed(cast: Cast, field: str, value: str, sentence: str) -> None:
    sent = {"title": SUBJECT, "text": "Goed", field: value}
    answer = browser_of(cast["TK"]).post(path(cast), sent)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Bericht.objects.filter(kind="N121").count() == 0


def test_a_subject_with_line_ends_stays_one_line(cast: Cast) -> None:
    """T46: it reaches no header anyway."""
    sent = {"title": "Dag\r\nBcc: x@y.example", "text": "Goed"}
    assert browser_of(cast["TK"]).post(path(cast), sent).status_code == 302
    bericht = Groepsbericht.objects.get(kind=GroepsberichtKind.AAN_ALLEN)
    assert bericht.title == "Dag Bcc: x@y.example"
    (letter,) = letters(cast["GL"], "N121")
    assert "Bcc" not in letter.subject + letter.text
