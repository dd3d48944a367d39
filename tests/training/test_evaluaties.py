"""Evaluating a day and the training: asked by itself, answered apart from who answers, read from five answers on."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.berichten.ladders import climb
from community.extension_points import taak_kinds
from community.models import Bericht, Bijeenkomst, Deelname, DeelnameStatus, Taak, User
from community.workdays import at_local, local_date
from tests.factories import AfsprakenFactory, UserFactory
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.own_data import own_data
from training.actions.evaluaties import answer_evaluatie, open_evaluaties
from training.models import Editie, EditieStatus, Onderdeelantwoord, Onderdeelevaluatie, Onderdeelstem
from training.queries.evaluaties import ask_moment
from training.reminders.evaluaties import load_gevraagd, words

pytestmark = pytest.mark.django_db
GOOD = {"nut": 4, "begeleiding": 5, "tekst": "Fijn tempo"}


def meeting_of(editie: Editie, code: str) -> Bijeenkomst:
    found = editie.delen.select_related("bijeenkomst").get(onderdeel__code=code).bijeenkomst
    assert found is not None
    return found


def after(editie: Editie, code: str, **later: float) -> datetime:
    return meeting_of(editie, code).ends_at + timedelta(**later)


def a_start(amount: int = 1, *codes: str) -> tuple[Editie, list[User]]:
    """Return an editie and people with a seat in these parts."""
    editie = an_editie()
    people = [a_deelnemer(editie).user for _ in range(amount)]
    for code in codes or ("1", "2", "3", "E"):
        for user in people:
            Deelname.objects.create(bijeenkomst=meeting_of(editie, code), user=user, status=DeelnameStatus.AANGEMELD)
    return editie, people


def asked(editie: Editie, code: str = "3") -> Onderdeelevaluatie:
    open_evaluaties(after(editie, code))
    return Onderdeelevaluatie.objects.select_related("editiedeel__editie__kring").get(
        editiedeel__editie=editie, editiedeel__onderdeel__code=code
    )  # fmt: skip


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def test_a_day_that_is_over_is_asked_about_once_and_the_mail_comes_that_evening() -> None:
    editie, (user,) = a_start()
    open_evaluaties(after(editie, "3", seconds=-1))
    assert not Onderdeelevaluatie.objects.filter(editiedeel__onderdeel__code="3").exists()
    for minutes in (0, 1, 600):
        open_evaluaties(after(editie, "3", minutes=minutes))
    row = Onderdeelevaluatie.objects.get(editiedeel__onderdeel__code="3")
    bericht = Bericht.objects.get(kind="N28", object_id=row.pk)
    day = local_date(after(editie, "3"))
    assert (bericht.recipient, bericht.due_at, bericht.mail_at) == (
        user, at_local(day, time(19, 30)), at_local(day, time(19, 30)),
    )  # fmt: skip
    assert row.closes_at == at_local(day + timedelta(days=15), time(0))
    found = load_gevraagd([bericht], bericht.due_at)[bericht.pk]
    assert (found.path, found.context["aantal"], found.context["over"]) == (
        f"/trainingen/{editie.slug}/evaluatie/3/", "Drie", "dagdeel 3",
    )  # fmt: skip


def test_two_dagdelen_on_one_day_are_asked_about_together() -> None:
    editie, (user,) = a_start()
    open_evaluaties(after(editie, "1"))
    assert Bericht.objects.filter(kind="N28").count() == 0
    open_evaluaties(after(editie, "2"))
    bericht = Bericht.objects.get(kind="N28", recipient=user)
    assert load_gevraagd([bericht], bericht.due_at)[bericht.pk].context["over"] == "dagdeel 1 en 2"


def test_at_the_end_twelve_questions_about_the_whole_training() -> None:
    editie, (user,) = a_start()
    row = asked(editie, "E")
    bericht = Bericht.objects.get(kind="N28", object_id=row.pk)
    found = load_gevraagd([bericht], after(editie, "E"))[bericht.pk]
    assert (found.context["aantal"], found.context["over"]) == ("Twaalf", "de training")
    with time_machine.travel(after(editie, "E"), tick=False):
        page = browser(user).get(f"/trainingen/{editie.slug}/evaluatie/e/")
    assert len(page.context["form"].fields) == 12


@pytest.mark.parametrize(
    ("ends", "mailed"),
    [(time(12, 30), time(16, 30)), (time(16, 30), time(19, 30)), (time(21), time(21)), (time(15, 30), time(19, 30))],
)
def test_the_questions_leave_the_same_day(ends: time, mailed: time) -> None:
    for day in (date(2027, 2, 9), date(2027, 3, 28), date(2026, 10, 25)):
        assert ask_moment(at_local(day, ends)) == at_local(day, mailed)


def test_who_did_not_answer_is_reminded_after_three_working_days() -> None:
    editie, (user, other) = a_start(2)
    row = asked(editie)
    answer_evaluatie(actor=other, evaluatie=row, answers=GOOD, now=after(editie, "3", hours=1))
    kind = taak_kinds.get("ONDERDEEL_EVALUEREN")
    # Dagdeel 3 is on Tuesday 23 March 2027; Good Friday and Easter lie between.
    climb(kind, at_local(date(2027, 3, 29), time(12)))
    assert Bericht.objects.filter(kind="N29").count() == 0
    climb(kind, at_local(date(2027, 3, 30), time(9)))
    bericht = Bericht.objects.get(kind="N29")
    assert (bericht.recipient, bericht.mail_mode) == (user, "DAG")
    assert load_gevraagd([bericht], bericht.due_at)[bericht.pk].context["over"] == "dagdeel 3"
    answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=after(editie, "3", days=2))
    assert load_gevraagd([bericht], bericht.due_at) == {}


def test_who_was_absent_stopped_or_did_not_agree_is_not_asked() -> None:
    editie, (absent, stopped, silent, present) = a_start(4)
    Deelname.objects.filter(user=absent).update(status="AFWEZIG")
    row = asked(editie)
    people = set(Bericht.objects.filter(kind="N28", object_id=row.pk).values_list("recipient", flat=True))
    assert people == {stopped.pk, silent.pk, present.pk}
    stopped.lidmaatschappen.update(until_at=after(editie, "3"))
    Deelname.objects.filter(user=silent).update(status="AFWEZIG")
    rows = list(Bericht.objects.filter(kind="N28", object_id=row.pk))
    now = after(editie, "3", hours=4)
    assert {bericht.recipient for bericht in rows if bericht.pk in load_gevraagd(rows, now)} == {present}
    AfsprakenFactory(kring=editie.kring)
    assert load_gevraagd(rows, now) == {}


def test_who_was_absent_sees_no_questions_on_the_page_of_that_day() -> None:
    editie, (absent, present) = a_start(2)
    asked(editie)
    Deelname.objects.filter(user=absent).update(status="AFWEZIG")
    path = f"/trainingen/{editie.slug}/dagdeel/3/"
    with time_machine.travel(after(editie, "3", hours=1), tick=False):
        found = ["Wat vond je ervan?" in browser(user).get(path).content.decode() for user in (absent, present)]
    assert found == [False, True]


def test_what_is_over_is_asked_no_longer() -> None:
    editie, (user,) = a_start()
    row = asked(editie)
    (taak,) = Taak.objects.filter(user=user, object_id=row.pk)
    assert len(words([taak], row.closes_at - timedelta(seconds=1))) == 1
    assert words([taak], row.closes_at) == {}
    open_evaluaties(row.closes_at)
    taak.refresh_from_db()
    assert (taak.withdrawn_at, taak.done_at) == (row.closes_at, None)
    with pytest.raises(ActionError, match="intussen gesloten"):
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=row.closes_at)


def test_an_editie_that_does_not_go_on_and_a_day_long_ago_are_not_asked_about() -> None:
    editie, _people = a_start()
    open_evaluaties(after(editie, "3", days=7))
    Editie.objects.update(status=EditieStatus.GEANNULEERD)
    open_evaluaties(after(editie, "4"))
    assert Onderdeelevaluatie.objects.filter(editiedeel__onderdeel__code__in=("3", "4")).count() == 0


def test_an_answer_is_stored_apart_from_who_gave_it() -> None:
    editie, people = a_start(6)
    row = asked(editie)
    now, keys = after(editie, "3", hours=1), []
    for number, user in enumerate(people):
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD | {"tekst": f"Tekst {number}"}, now=now)
        keys.append(set(Onderdeelantwoord.objects.values_list("pk", flat=True)))
    assert (Onderdeelstem.objects.count(), Onderdeelantwoord.objects.count()) == (6, 6)
    # Each answer writes all of them anew: no id, place or transaction of an answer goes with a vote.
    assert all(not earlier & later for earlier, later in pairwise(keys))
    fields = {field.name for field in Onderdeelantwoord._meta.get_fields()}
    assert fields == {"id", "evaluatie", "answers"}
    assert {field.name for field in Onderdeelstem._meta.get_fields()} == {"id", "evaluatie", "user"}


def test_once_each() -> None:
    editie, (user,) = a_start()
    row = asked(editie)
    now = after(editie, "3", hours=1)
    answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=now)
    with pytest.raises(ActionError, match="al beantwoord"):
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=now)
    assert Onderdeelantwoord.objects.count() == 1
    assert Taak.objects.get(user=user, object_id=row.pk).done_at == now
    for stranger in (UserFactory(), a_trainer(editie), a_deelnemer(an_editie(name="Najaar 2027")).user):
        with pytest.raises(DeniedError):
            answer_evaluatie(actor=stranger, evaluatie=row, answers=GOOD, now=now)


def test_her_own_data_say_that_she_answered_and_not_what() -> None:
    editie, (user,) = a_start()
    row = asked(editie)
    answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=after(editie, "3", hours=1))
    own = own_data(user)
    assert [vote["user"] for vote in own["training.onderdeelstem"]] == ["jij"]
    assert not [label for label in own if "onderdeelantwoord" in label]


def test_the_page_takes_the_answers_and_then_only_thanks() -> None:
    editie, (user, other) = a_start(2)
    asked(editie)
    path = f"/trainingen/{editie.slug}/evaluatie/3/"
    with time_machine.travel(after(editie, "3", hours=1), tick=False):
        day = browser(user).get(f"/trainingen/{editie.slug}/dagdeel/3/").content.decode()
        assert path in day
        answer = post(user, path, nut="4", begeleiding="5", tekst="")
        assert (answer.status_code, answer.url) == (302, f"/trainingen/{editie.slug}/")
        assert "al beantwoord" in browser(user).get(path).content.decode()
        again = post(user, path, nut="1", begeleiding="1", tekst="Bewaar mij").content.decode()
        assert ("al beantwoord" in again, "Bewaar mij" in again) == (True, True)
    assert Onderdeelantwoord.objects.get().answers == {"nut": 4, "begeleiding": 5}
    with time_machine.travel(after(editie, "3", days=20), tick=False):
        assert "gesloten" in browser(other).get(path).content.decode()
        late = post(other, path, nut="1", begeleiding="1", tekst="Bewaar mij").content.decode()
    assert ("intussen gesloten" in late, "Bewaar mij" in late) == (True, True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"nut": ""}, "Kies een cijfer van 1 tot en met 5."), ({"nut": "6"}, "Kies een van de mogelijkheden"),
     ({"begeleiding": "goed"}, "Kies een van de mogelijkheden"), ({"tekst": "x" * 2001}, "hooguit 2000 tekens"),
     ({"tekst": "a\x00b"}, "niet kunnen bewaren")],
)  # fmt: skip
def test_wrong_answers_are_said_in_dutch_and_nothing_is_stored(wrong: dict[str, str], sentence: str) -> None:
    editie, (user,) = a_start()
    asked(editie)
    data = {"nut": "4", "begeleiding": "5", "tekst": "Wilgenroosje"}
    with time_machine.travel(after(editie, "3", hours=1), tick=False):
        text = post(user, f"/trainingen/{editie.slug}/evaluatie/3/", **data | wrong).content.decode()
    assert (sentence in text, "Wilgenroosje" in text or "tekst" in wrong) == (True, True)
    assert (Onderdeelantwoord.objects.count(), Onderdeelstem.objects.count()) == (0, 0)


@pytest.mark.parametrize("amount", [1, 30])
def test_it_costs_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie, people = a_start(amount)
    trainer = with_second_factor(a_trainer(editie))
    row, now = asked(editie), after(editie, "3", hours=1)
    for user in people[1:]:
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=now)
    berichten = list(Bericht.objects.filter(kind="N28"))
    with django_assert_num_queries(5):
        load_gevraagd(berichten, now)
    with time_machine.travel(now, tick=False):
        client, own = browser(trainer), browser(people[0])
        for one, path, number in ((client, "evaluaties/", 9), (own, "evaluatie/3/", 8), (own, "dagdeel/3/", 11)):
            one.get(f"/trainingen/{editie.slug}/{path}")
            with django_assert_num_queries(number):
                assert one.get(f"/trainingen/{editie.slug}/{path}").status_code == 200
