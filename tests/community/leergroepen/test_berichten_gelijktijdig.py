"""Two people in a group who act at the same moment, on real PostgreSQL (T90)."""

from functools import partial

import pytest

from community.actions.groepsberichten import post_groepsbericht, remove_groepsbericht, reply_to_groepsbericht
from community.actions.rondmail import TooOftenError, write_to_all
from community.actions.vragen import choose_best_answer
from community.models import Bericht, Groepsbericht, GroepsberichtKind
from tests.community.leergroepen.groups import a_group
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import LidmaatschapFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


def test_trekkers_who_write_to_all_at_once_send_one_mail() -> None:
    leergroep, first = a_group()
    trekkers = [first, *(LidmaatschapFactory(kring=leergroep.kring, trekker=True).user for _ in range(AT_ONCE - 1))]
    results = at_once([
        partial(write_to_all, actor=trekker, kring=leergroep.kring, title="Dag", text="Dag allen.", now=NOW)
        for trekker in trekkers
    ])  # fmt: skip
    assert (results.count(TooOftenError), Groepsbericht.objects.count()) == (AT_ONCE - 1, 1)
    assert Bericht.objects.filter(kind="N121").count() == AT_ONCE - 1


def test_many_who_choose_at_once_leave_one_best_answer() -> None:
    leergroep, trekker = a_group()
    asker = LidmaatschapFactory(kring=leergroep.kring).user
    vraag = post_groepsbericht(actor=asker, kring=leergroep.kring, title="Wie?", text="Wie kan dit?", now=NOW)
    answers = [
        reply_to_groepsbericht(actor=trekker, bericht=vraag, text=f"Antwoord {number}", now=NOW)
        for number in range(AT_ONCE)
    ]
    results = at_once([
        partial(choose_best_answer, actor=(asker, trekker)[number % 2], vraag=vraag, answer=answer, now=NOW)
        for number, answer in enumerate(answers)
    ])  # fmt: skip
    assert results == [None] * AT_ONCE
    assert Groepsbericht.objects.get(pk=vraag.pk).best_answer in answers
    assert Groepsbericht.objects.filter(best_answer__isnull=False).count() == 1


def test_choosing_and_removing_at_once_leave_no_removed_best_answer() -> None:
    leergroep, trekker = a_group()
    asker = LidmaatschapFactory(kring=leergroep.kring).user
    for _ in range(4):
        vraag = post_groepsbericht(actor=asker, kring=leergroep.kring, title="Wie?", text="Wie kan dit?", now=NOW)
        answer = reply_to_groepsbericht(actor=trekker, bericht=vraag, text="Ik.", now=NOW)
        at_once([
            partial(choose_best_answer, actor=asker, vraag=vraag, answer=answer, now=NOW),
            partial(remove_groepsbericht, actor=trekker, bericht=answer, now=NOW),
            partial(remove_groepsbericht, actor=asker, bericht=vraag, now=NOW),
        ])  # fmt: skip
    wrong = Groepsbericht.objects.filter(best_answer__isnull=False)
    assert [row.pk for row in wrong] == []
    assert Groepsbericht.objects.filter(kind=GroepsberichtKind.VRAAG, removed_at__isnull=False).count() == 4
