"""The effect measure: private answers at three moments, differences of five people or more, and mails to alumni."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.berichten.ladders import climb
from community.confidential import confidential
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Bericht, Taak, User
from community.workdays import add_months
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.effectmeting import EFFECTMETING, ask_alumni, make_effectrapport, save_meting
from training.models import Deelnemer, Editie, EditieStatus, Effectmeting, Effectrapport, Meetmoment, Ontwikkelmap
from training.queries.effectmeting import windows_for

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
BASE = "/trainingen/voorjaar-2027/effectmeting/"
# The eindsessie of an_editie is on Tuesday 29 June 2027.
DURING = {
    Meetmoment.INTAKE: NOW, Meetmoment.EIND: datetime(2027, 7, 1, 9, tzinfo=UTC),
    Meetmoment.HALF_JAAR: datetime(2028, 1, 5, 9, tzinfo=UTC),
}  # fmt: skip
CLOSED = {
    Meetmoment.EIND: datetime(2027, 7, 20, 22, tzinfo=UTC),
    Meetmoment.HALF_JAAR: datetime(2028, 2, 10, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, page: str = "", **data: Any) -> Any:
    return browser(user).post(f"{BASE}{page}", {"eenmalig": str(uuid4()), **data})


def measured(deelnemer: Deelnemer, **marks: int) -> None:
    """Let a participant answer 'doel' with these marks, by moment."""
    with confidential():
        for name, mark in marks.items():
            moment = Meetmoment(name.upper())
            save_meting(
                actor=deelnemer.user, deelnemer=deelnemer, moment=moment, answers={"doel": mark}, now=DURING[moment]
            )


def people(editie: Editie, *pairs: tuple[int, int]) -> list[Deelnemer]:
    """Return participants who answered so at the intake and at the end."""
    found = [a_deelnemer(editie) for _pair in pairs]
    for deelnemer, (before, after) in zip(found, pairs, strict=True):
        measured(deelnemer, intake=before, eind=after)
    return found


def test_answers_are_sealed_under_ones_own_key_and_shown_to_oneself_with_the_difference(clock: Any) -> None:
    deelnemer = a_deelnemer(an_editie())
    assert "Vul de vragen in" in browser(deelnemer.user).get(BASE).content.decode()
    done = post(deelnemer.user, "intake/", doel="2", rol="4")
    assert (done.status_code, done.url) == (302, BASE)
    with confidential():
        row = Effectmeting.objects.get()
        assert (row.answers, row.data_key_id) == ({"doel": 2, "rol": 4}, Ontwikkelmap.objects.get().data_key_id)
    post(deelnemer.user, "intake/", doel="3")
    clock.move_to(DURING[Meetmoment.EIND])
    post(deelnemer.user, "eind/", doel="5")
    page = browser(deelnemer.user).get(BASE).content.decode()
    assert all(words in page for words in ("Bij de intake", "Bij de eindsessie", "+2"))


@pytest.mark.parametrize(
    ("data", "words"),
    [({"doel": "6"}, "Kies een van de mogelijkheden"), ({"doel": "drie"}, "Kies een van de mogelijkheden"),
     ({"doel": "\x00"}, "Kies een van de mogelijkheden"), ({"doel": ""}, "Beantwoord minstens één vraag.")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_lost(data: dict[str, str], words: str) -> None:
    deelnemer = a_deelnemer(an_editie())
    page = post(deelnemer.user, "intake/", **data)
    assert (page.status_code, words in page.content.decode()) == (200, True)
    kept = post(deelnemer.user, "intake/", doel="6", rol="4").content.decode()
    assert 'name="rol" value="4"' in kept
    assert "checked" in kept
    with confidential():
        assert not Effectmeting.objects.exists()


def test_each_moment_is_open_in_its_own_time_alone(clock: Any) -> None:
    deelnemer = a_deelnemer(an_editie())
    me = browser(deelnemer.user)
    pages = ("intake/", "eind/", "half-jaar/", "ooit/")
    for moment, wanted in (
        (NOW, [200, 404, 404, 404]), (datetime(2027, 4, 1, 9, tzinfo=UTC), [404] * 4),
        (DURING[Meetmoment.EIND], [404, 200, 404, 404]), (datetime(2027, 9, 1, 9, tzinfo=UTC), [404] * 4),
        (DURING[Meetmoment.HALF_JAAR], [404, 404, 200, 404]), (CLOSED[Meetmoment.HALF_JAAR], [404] * 4),
    ):  # fmt: skip
        clock.move_to(moment)
        me = browser(deelnemer.user)
        assert [me.get(f"{BASE}{page}").status_code for page in pages] == wanted, moment
    with confidential(), pytest.raises(ActionError, match="nu niet open"):
        save_meting(actor=deelnemer.user, deelnemer=deelnemer, moment=Meetmoment.EIND, answers={"doel": 1}, now=NOW)


def test_nobody_else_reads_or_writes_it_and_the_report_is_for_who_leads_and_the_heart() -> None:
    editie = an_editie()
    deelnemer, trainer = a_deelnemer(editie), with_second_factor(a_trainer(editie))
    heart, stranger = with_second_factor(UserFactory(coordinator=True)), UserFactory()
    measured(deelnemer, intake=2)
    for page in ("", "intake/"):
        assert [browser(user).get(f"{BASE}{page}").status_code for user in (trainer, heart, stranger)] == [404] * 3
    seen = [browser(user).get(f"{BASE}rapport/").status_code for user in (trainer, heart, deelnemer.user, stranger)]
    assert seen == [200, 200, 404, 404]
    with confidential(), pytest.raises(DeniedError):
        save_meting(actor=stranger, deelnemer=deelnemer, moment=Meetmoment.INTAKE, answers={"doel": 1}, now=NOW)
    Deelnemer.objects.filter(pk=deelnemer.pk).update(stopped_at=NOW)
    assert browser(deelnemer.user).get(BASE).status_code == 404


def test_five_people_make_a_difference_four_do_not(clock: Any) -> None:
    for number, wanted in ((5, {"doel": "1.2"}), (4, {})):
        editie = an_editie(name=f"Ronde {number}", slug=f"ronde-{number}")
        people(editie, *[(2, 4), (3, 4), (2, 3), (4, 4), (1, 3)][:number])
        trainer = a_trainer(editie)
        with confidential():
            made = make_effectrapport(actor=trainer, editie=editie, moment=Meetmoment.EIND, now=CLOSED[Meetmoment.EIND])
        assert made.differences == wanted


def test_who_answered_once_or_stopped_does_not_count_and_an_extreme_mean_is_not_told() -> None:
    editie = an_editie()
    found = people(editie, *[(1, 5)] * 6)
    measured(a_deelnemer(editie), eind=1)
    Deelnemer.objects.filter(pk=found[0].pk).update(stopped_at=NOW)
    trainer = a_trainer(editie)
    with confidential():
        made = make_effectrapport(actor=trainer, editie=editie, moment=Meetmoment.EIND, now=CLOSED[Meetmoment.EIND])
    assert made.differences == {"doel": "2"}


def test_a_report_is_made_after_it_closed_once_and_never_changes(clock: Any) -> None:
    editie = an_editie()
    found = people(editie, *[(2, 3)] * 5)
    trainer = with_second_factor(a_trainer(editie))
    clock.move_to(DURING[Meetmoment.EIND])
    assert "kun je hier het rapport maken" in browser(trainer).get(f"{BASE}rapport/").content.decode()
    post(trainer, "rapport/", moment="eind")
    assert not Effectrapport.objects.exists()
    clock.move_to(CLOSED[Meetmoment.EIND])
    assert "Maak het rapport" in browser(trainer).get(f"{BASE}rapport/").content.decode()
    assert post(trainer, "rapport/", moment="eind").status_code == 302
    page = browser(trainer).get(f"{BASE}rapport/").content.decode()
    assert "+1,0" in page
    # Somebody leaves: nothing that was shown changes, so nobody sees by how much she moved it.
    Deelnemer.objects.filter(pk=found[0].pk).update(stopped_at=NOW)
    post(trainer, "rapport/", moment="eind")
    assert (Effectrapport.objects.count(), Effectrapport.objects.get().differences) == (1, {"doel": "1.0"})
    assert [post(trainer, "rapport/", moment=one).status_code for one in ("ooit", "")] == [404, 404]
    with confidential(), pytest.raises(ActionError):
        make_effectrapport(actor=trainer, editie=editie, moment=Meetmoment.INTAKE, now=CLOSED[Meetmoment.EIND])


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 6, 29), date(2027, 12, 29)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 12, 1), date(2028, 6, 1)),
    ],
)
def test_half_a_year_is_six_months_of_the_calendar(day: date, later: date) -> None:
    assert add_months(day, 6) == later


def test_alumni_are_asked_after_a_week_and_after_half_a_year_and_once_more(clock: Any) -> None:
    editie = an_editie()
    silent, answered, gone = a_deelnemer(editie), a_deelnemer(editie), a_deelnemer(editie, stopped_at=NOW)
    # A week after Tuesday 29 June, in summer time; half a year after it, Wednesday 29 December in winter time; ten
    # working days later: over New Year.
    week, half = datetime(2027, 7, 6, 6, 30, tzinfo=UTC), datetime(2027, 12, 29, 7, 30, tzinfo=UTC)
    ten = datetime(2028, 1, 12, 7, 30, tzinfo=UTC)
    assert windows_for(editie)[Meetmoment.HALF_JAAR].opens_at == half
    counts = []
    for moment in (
        week - timedelta(minutes=1),
        week,
        half - timedelta(minutes=1),
        half,
        ten - timedelta(minutes=1),
        ten,
    ):
        clock.move_to(moment)
        ask_alumni(moment)
        climb(taak_kinds.get(EFFECTMETING), moment)
        counts.append([Bericht.objects.filter(kind=kind, recipient=silent.user).count() for kind in ("N51", "N52")])
        if moment == half:
            with confidential():
                save_meting(actor=answered.user, deelnemer=answered, moment=Meetmoment.HALF_JAAR, answers={"rol": 3},
                            now=half)  # fmt: skip
    assert counts == [[0, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 2]]
    assert Bericht.objects.filter(kind="N52", recipient=answered.user).count() == 1
    assert not Bericht.objects.filter(recipient=gone.user).exists()
    rows = list(Bericht.objects.filter(kind="N52").order_by("due_at", "recipient"))
    said = bericht_kinds.get("N52").load(rows, ten)
    assert {row.recipient_id for row in rows if row.pk in said} == {silent.user_id}
    assert {one.path for one in said.values()} == {f"{BASE}half-jaar/"}
    clock.move_to(CLOSED[Meetmoment.HALF_JAAR])
    climb(taak_kinds.get(EFFECTMETING), CLOSED[Meetmoment.HALF_JAAR])
    assert not Taak.objects.filter(kind=EFFECTMETING, done_at__isnull=True).exists()
    told = Bericht.objects.get(kind="N51", recipient=silent.user)
    assert bericht_kinds.get("N51").load([told], week)[told.pk].path == "/trainingen/voorjaar-2027/verder/"


def test_who_finished_reads_how_to_go_on_also_of_an_archived_editie() -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    Editie.objects.filter(pk=editie.pk).update(status=EditieStatus.GEARCHIVEERD)
    for page in ("/trainingen/voorjaar-2027/verder/", BASE):
        assert browser(deelnemer.user).get(page).status_code == 200
        assert browser(UserFactory()).get(page).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_pages_cost_the_same_with_many(number: int, django_assert_max_num_queries: Any) -> None:
    editie = an_editie()
    found = people(editie, *[(2, 3)] * number)
    me, trainer = browser(found[0].user), browser(with_second_factor(a_trainer(editie)))
    for client, page in ((me, ""), (me, "intake/"), (trainer, "rapport/")):
        client.get("/trainingen/")
        with django_assert_max_num_queries(15):
            assert client.get(f"{BASE}{page}").status_code == 200
