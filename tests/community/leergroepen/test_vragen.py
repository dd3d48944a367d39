"""Questions: asked in a few steps, answered by replies, one of which is the best; a silent one reaches the trekker."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.access.groepsberichten import may_choose_answer
from community.actions.errors import ActionError
from community.actions.groepsberichten import (
    edit_groepsbericht,
    post_groepsbericht,
    remove_groepsbericht,
    reply_to_groepsbericht,
)
from community.actions.vragen import VRAAG_ONBEANTWOORD, choose_best_answer, withdraw_best_answer
from community.berichten.planning import plan
from community.models import Bericht, Groepsbericht, GroepsberichtKind, Kring, KringRol, Lidmaatschap, Taak, User
from community.queries.vragen import alarm_at
from community.reminders.groepsberichten import load_onbeantwoord, words
from community.workdays import AMSTERDAM
from tests.community.leergroepen.cast import Cast, a_cast
from tests.community.leergroepen.test_post import SECRET, letters
from tests.factories import LidmaatschapFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

TITLE = "Wie kent een peilbesluit?"


@pytest.fixture
def cast() -> Cast:
    """A group with everybody who could knock at its door."""
    return a_cast()


@pytest.fixture
def vraag(cast: Cast) -> Groepsbericht:
    """A question of an ordinary member."""
    return ask(cast)


def ask(cast: Cast, role: str = "GL", now: datetime = NOW) -> Groepsbericht:
    return post_groepsbericht(actor=cast[role], kring=cast.leergroep.kring, title=TITLE, text=SECRET, now=now)


def reply(cast: Cast, vraag: Groepsbericht, role: str = "TK", now: datetime = NOW) -> Groepsbericht:
    return reply_to_groepsbericht(actor=cast[role], bericht=vraag, text=f"Antwoord van {role}", now=now)


def url(cast: Cast, page: str, **more: Any) -> str:
    return reverse(page, kwargs={"slug": cast.leergroep.slug, **more})


def best_of(vraag: Groepsbericht) -> Groepsbericht | None:
    return Groepsbericht.objects.get(pk=vraag.pk).best_answer


def open_for(user: User) -> list[Taak]:
    return list(Taak.objects.filter(user=user, kind=VRAAG_ONBEANTWOORD, done_at=None, withdrawn_at=None))


def page(browser: Client, cast: Cast, vraag: Groepsbericht) -> str:
    return browser.get(url(cast, "leergroep-gesprek", bericht_id=vraag.pk)).content.decode()


def test_asking_takes_three_steps(cast: Cast) -> None:
    """COM-15: open the messages, 'Stel een vraag', send."""
    browser = browser_of(cast["GL"])
    first = browser.get(url(cast, "leergroep-berichten")).content.decode()
    empty = browser.get(url(cast, "leergroep-vraag-nieuw")).content.decode()
    assert url(cast, "leergroep-vraag-nieuw") in first
    assert ('class="error"' in first, 'class="error"' in empty) == (False, False)  # nothing was sent yet
    sent = {"title": TITLE, "text": "Ik zoek een voorbeeld.", "eenmalig": str(uuid.uuid4())}
    for _ in range(2):  # T92
        answer = browser.post(url(cast, "leergroep-vraag-nieuw"), sent, follow=True)
    text = answer.content.decode()
    assert ("Je vraag staat erop." in text, TITLE in text, "Nog geen antwoord" in text) == (True, True, True)
    assert Groepsbericht.objects.filter(kind=GroepsberichtKind.VRAAG, title=TITLE).count() == 1


@pytest.mark.parametrize(("title", "sentence"), [
    ("", "Vat je vraag samen"), ("   ", "Vat je vraag samen"), ("\u200b", "Vat je vraag samen"),
    ("x" * 121, "Maak deze tekst korter"), ("a\x00b", "niet kunnen bewaren"), ("\u202e", "Vat je vraag samen"),
])  # fmt: skip
def test_a_question_without_a_title_is_none(cast: Cast, title: str, sentence: str) -> None:
    count = Groepsbericht.objects.count()
    sent = {"title": title, "text": "Ik zoek een voorbeeld."}
    text = browser_of(cast["GL"]).post(url(cast, "leergroep-vraag-nieuw"), sent).content.decode()
    assert (sentence in text, "Ik zoek een voorbeeld." in text) == (True, True)
    assert Groepsbericht.objects.count() == count


def test_the_best_answer_stands_on_top_and_can_change(cast: Cast, vraag: Groepsbericht) -> None:
    first, second = reply(cast, vraag), reply(cast, vraag, "GL")
    browser = browser_of(cast["GL"])
    assert "Er zijn antwoorden" in page(browser, cast, vraag)
    for row in (first, second, second):
        path = url(cast, "leergroep-beste-antwoord", bericht_id=row.pk)
        assert browser.get(path).status_code == 200
        answer = browser.post(path, {"eenmalig": str(uuid.uuid4())}, follow=True)
        text = answer.content.decode()
        assert ("De keuze is opgeslagen." in text, "Beantwoord" in text, best_of(vraag)) == (True, True, row)
    assert text.index("Antwoord van GL") < text.index("Antwoord van TK")
    assert text.count(f'id="bericht-{second.pk}"') == 1
    path = url(cast, "leergroep-beste-antwoord", bericht_id=second.pk)
    browser.post(path, {"besluit": "weg", "eenmalig": str(uuid.uuid4())})
    assert best_of(vraag) is None


def test_asker_and_trekker_choose_and_nobody_else(cast: Cast, vraag: Groepsbericht) -> None:
    answer = reply(cast, vraag)
    other = LidmaatschapFactory(kring=cast.leergroep.kring, accepted=cast.afspraken, accepted_at=NOW).user
    may = {role for role in cast.people if may_choose_answer(cast[role], vraag, NOW)}
    assert (may, may_choose_answer(other, vraag, NOW)) == ({"GL", "TK"}, False)
    path = url(cast, "leergroep-beste-antwoord", bericht_id=answer.pk)
    for user in (other, cast["LI"], cast["CO"], cast["EX"], cast["LA"]):
        browser = browser_of(user)
        assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)
        with pytest.raises(DeniedError):
            choose_best_answer(actor=user, vraag=vraag, answer=answer, now=NOW)
    assert best_of(vraag) is None
    choose_best_answer(actor=cast["TK"], vraag=vraag, answer=answer, now=NOW)
    assert best_of(vraag) == answer


def test_only_an_answer_to_this_question_can_be_the_best(cast: Cast, vraag: Groepsbericht) -> None:
    elsewhere = reply(cast, ask(cast))
    for row in (elsewhere, vraag, cast.reply):
        with pytest.raises(DeniedError):
            choose_best_answer(actor=cast["GL"], vraag=vraag, answer=row, now=NOW)
    browser = browser_of(cast["GL"])
    for row in (vraag, cast.reply, cast.first):  # a question, and messages of a conversation that is no question
        path = url(cast, "leergroep-beste-antwoord", bericht_id=row.pk)
        assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)


def test_a_removed_answer_is_the_best_no_more(cast: Cast, vraag: Groepsbericht) -> None:
    answer = reply(cast, vraag)
    choose_best_answer(actor=cast["GL"], vraag=vraag, answer=answer, now=NOW)
    remove_groepsbericht(actor=cast["TK"], bericht=answer, now=NOW)
    assert best_of(vraag) is None
    assert "Nog geen antwoord" in page(browser_of(cast["GL"]), cast, vraag)
    with pytest.raises(ActionError):
        choose_best_answer(actor=cast["GL"], vraag=vraag, answer=answer, now=NOW)


def test_a_removed_question_keeps_its_answers_and_loses_its_title(cast: Cast, vraag: Groepsbericht) -> None:
    answer = reply(cast, vraag)
    choose_best_answer(actor=cast["GL"], vraag=vraag, answer=answer, now=NOW)
    remove_groepsbericht(actor=cast["GL"], bericht=vraag, now=NOW)
    text = page(browser_of(cast["TK"]), cast, vraag)
    assert (TITLE in text, SECRET in text, "Antwoord van TK" in text) == (False, False, True)
    withdraw_best_answer_refused(cast, vraag, answer)


def withdraw_best_answer_refused(cast: Cast, vraag: Groepsbericht, answer: Groepsbericht) -> None:
    vraag.refresh_from_db()
    with pytest.raises(DeniedError):
        withdraw_best_answer(actor=cast["GL"], vraag=vraag, answer=answer, now=NOW)


def test_a_closed_group_keeps_what_was_chosen(cast: Cast, vraag: Groepsbericht) -> None:
    answer = reply(cast, vraag)
    Kring.objects.update(closed_at=NOW)
    vraag = Groepsbericht.objects.select_related("kring").get(pk=vraag.pk)
    with pytest.raises(DeniedError):
        choose_best_answer(actor=cast["GL"], vraag=vraag, answer=answer, now=NOW)
    assert browser_of(cast["GL"]).get(url(cast, "leergroep-vraag-nieuw")).status_code == 404


def test_the_title_changes_with_the_text(cast: Cast, vraag: Groepsbericht) -> None:
    browser, path = browser_of(cast["GL"]), url(cast, "leergroep-bericht-bewerken", bericht_id=vraag.pk)
    assert TITLE in browser.get(path).content.decode()
    answer = browser.post(path, {"title": "", "text": "Anders", "version": 1})
    assert "Vat je vraag samen" in answer.content.decode()
    browser.post(path, {"title": "Een andere vraag", "text": "Anders", "version": 1})
    vraag.refresh_from_db()
    assert (vraag.title, vraag.text, vraag.kind) == ("Een andere vraag", "Anders", GroepsberichtKind.VRAAG)
    with pytest.raises(IntegrityError), transaction.atomic():
        edit_groepsbericht(actor=cast["GL"], bericht=vraag, version=2, text="Zonder titel", now=NOW)


def test_the_filter_leaves_the_questions_nobody_else_replied_to(cast: Cast, vraag: Groepsbericht) -> None:
    answered, taken_back, own = ask(cast, "TK"), ask(cast), ask(cast)
    reply(cast, answered, "GL")
    remove_groepsbericht(actor=cast["TK"], bericht=reply(cast, taken_back), now=NOW)
    reply(cast, own, "GL")
    gone = ask(cast)
    remove_groepsbericht(actor=cast["GL"], bericht=gone, now=NOW)
    browser, path = browser_of(cast["GL"]), url(cast, "leergroep-berichten")
    shown = browser.get(f"{path}?toon=onbeantwoord")
    assert {talk.first.bericht for talk in shown.context["conversations"]} == {vraag, taken_back, own}
    for odd in ("", "?toon=", "?toon=x", "?toon=%00", "?toon=onbeantwoord&toon=alles"):
        assert len(browser.get(path + odd).context["conversations"]) == 6
    Groepsbericht.objects.filter(kind=GroepsberichtKind.VRAAG).delete()
    assert "Alle vragen hebben een antwoord." in browser.get(f"{path}?toon=onbeantwoord").content.decode()


# --- the alarm ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "alarm"),
    [
        ("2027-02-01 10:00", "2027-02-04 08:30"),  # Monday: Thursday
        ("2027-02-04 23:30", "2027-02-09 08:30"),  # Thursday: over the weekend
        ("2027-02-06 12:00", "2027-02-10 08:30"),  # Saturday
        ("2027-03-25 12:00", "2027-04-01 08:30"),  # over Goede Vrijdag and Pasen
        ("2026-12-23 12:00", "2026-12-29 08:30"),  # over Kerst
        ("2026-10-22 23:59", "2026-10-27 08:30"),  # over the night the clock goes back
    ],
)  # fmt: skip
def test_three_working_days_do_not_count_weekends_and_holidays(asked: str, alarm: str) -> None:
    begin = datetime.fromisoformat(asked).replace(tzinfo=AMSTERDAM)
    assert alarm_at(begin).astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") == alarm


def test_a_silent_question_reaches_the_trekker_once(cast: Cast, vraag: Groepsbericht) -> None:
    due = alarm_at(NOW)
    plan(due - timedelta(minutes=1))
    assert open_for(cast["TK"]) == []
    for moment in (due, due, due + timedelta(hours=3), due + timedelta(days=20)):
        plan(moment)
    (taak,) = open_for(cast["TK"])
    assert [taak.object_id, [user for user in cast.people.values() if open_for(user)]] == [vraag.pk, [cast["TK"]]]
    assert Bericht.objects.filter(kind="N78").count() == 1
    said = words([taak], due)[taak.pk]
    (letter,) = letters(cast["TK"], "N78", due)
    assert letter.subject == "Een vraag in Natte teelten heeft nog geen antwoord"
    assert [SECRET in text or TITLE in text for text in (letter.text, letter.html, said.title, said.why)] == [False] * 4
    assert browser_of(cast["TK"]).get(said.path).status_code == 200


@pytest.mark.parametrize("how", ["reply", "best", "removed", "closed"])
def test_the_alarm_closes_by_itself(cast: Cast, vraag: Groepsbericht, how: str) -> None:
    own = reply(cast, vraag, "GL")  # the asker herself adds something: that is no answer
    due = alarm_at(NOW)
    plan(due)
    assert len(open_for(cast["TK"])) == 1
    if how == "reply":
        reply(cast, vraag, "TK", due)
    elif how == "best":
        choose_best_answer(actor=cast["GL"], vraag=vraag, answer=own, now=due)
    elif how == "removed":
        remove_groepsbericht(actor=cast["GL"], bericht=vraag, now=due)
    else:
        Kring.objects.update(closed_at=due)
    assert letters(cast["TK"], "N78", due) == []
    plan(due + timedelta(minutes=1))
    assert open_for(cast["TK"]) == []
    plan(due + timedelta(days=1))
    assert open_for(cast["TK"]) == []


def test_the_duty_goes_to_who_leads_now(cast: Cast, vraag: Groepsbericht) -> None:
    due = alarm_at(NOW)
    plan(due)
    new = LidmaatschapFactory(
        kring=cast.leergroep.kring, role=KringRol.TREKKER, accepted=cast.afspraken, accepted_at=NOW
    ).user
    Lidmaatschap.objects.filter(user=cast["TK"]).update(until_at=due)
    (taak,) = open_for(cast["TK"])
    assert words([taak], due) == {}
    plan(due + timedelta(minutes=1))
    assert (open_for(cast["TK"]), len(open_for(new))) == ([], 1)


def test_a_question_of_long_ago_is_not_brought_up(cast: Cast) -> None:
    ask(cast, now=NOW - timedelta(days=200))
    plan(NOW)
    assert open_for(cast["TK"]) == []


@pytest.mark.parametrize("number", [1, 30])
def test_raising_the_alarm_costs_the_same_for_one_as_for_thirty_groups(
    django_assert_max_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        ask(a_cast())

    due = alarm_at(NOW)
    plan(due)
    taken, told = list(Taak.objects.filter(kind=VRAAG_ONBEANTWOORD)), list(Bericht.objects.filter(kind="N78"))
    with django_assert_max_num_queries(2):
        assert len(words(taken, due)) == number
    with django_assert_max_num_queries(2):
        assert len(load_onbeantwoord(told, due)) == number
