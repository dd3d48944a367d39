"""A day of a training by many hands at once: asked once, answered once each, versions one after the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from community.actions.bestandsinhoud import Inhoud
from community.actions.errors import ActionError
from community.models import Bericht, BestandKind, Deelname, DeelnameStatus, User
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.evaluaties import answer_evaluatie, open_evaluaties
from training.actions.materialen import MateriaalAnswers, place_materiaal, place_version
from training.models import Materiaalversie, Onderdeelantwoord, Onderdeelevaluatie, Onderdeelstem
from training.reminders.presentie import plan_gemist

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files of one test in a folder of its own."""
    storage = Materiaalversie._meta.get_field("content").storage
    for name in ("location", "base_location"):
        monkeypatch.setitem(storage.__dict__, name, str(tmp_path))


def test_a_day_is_asked_about_and_answered_once_each() -> None:
    editie = an_editie()
    meeting = editie.delen.select_related("bijeenkomst").get(onderdeel__code="3").bijeenkomst
    assert meeting is not None
    people = [a_deelnemer(editie).user for _ in range(PEOPLE)]
    for user in people:
        Deelname.objects.create(bijeenkomst=meeting, user=user, status=DeelnameStatus.AANGEMELD)
    now = meeting.ends_at
    assert all_at_once(*[lambda: open_evaluaties(now)] * 4) == []
    row = Onderdeelevaluatie.objects.select_related("editiedeel__editie__kring").get()
    assert Bericht.objects.filter(kind="N28").count() == PEOPLE

    def answering(user: User) -> Callable[[], object]:
        answers = {"nut": 4, "begeleiding": 4}
        return lambda: answer_evaluatie(actor=user, evaluatie=row, answers=answers, now=now)

    errors = all_at_once(*(answering(user) for user in people for _ in range(2)))
    assert [type(error) for error in errors] == [ActionError] * PEOPLE
    assert (Onderdeelstem.objects.count(), Onderdeelantwoord.objects.count()) == (PEOPLE, PEOPLE)


def test_who_missed_a_day_is_told_once_whoever_plans() -> None:
    editie = an_editie()
    meeting = editie.delen.select_related("bijeenkomst").get(onderdeel__code="3").bijeenkomst
    assert meeting is not None
    now = meeting.ends_at
    Deelname.objects.create(bijeenkomst=meeting, user=a_deelnemer(editie).user, status=DeelnameStatus.AFWEZIG)
    assert all_at_once(*[lambda: plan_gemist(now)] * 6) == []
    assert Bericht.objects.filter(kind="N27").count() == 1


def test_versions_placed_at_once_have_each_a_number() -> None:
    editie = an_editie()
    trainer, text = a_trainer(editie), Inhoud("werkblad.txt", BestandKind.TXT, b"Werkblad")
    programma, now = editie.programmaversie.programma, editie.created_at
    answers = MateriaalAnswers(title="Werkblad", code="3", audience="DEELNEMERS", licence="")
    row = place_materiaal(
        actor=trainer, programma=programma, editie=editie, answers=answers, file=text, origin_id=None, now=now
    )

    def placing() -> object:
        return place_version(actor=trainer, materiaal=row, file=text, is_told=False, now=now)

    assert all_at_once(*[placing] * 6) == []
    numbers = Materiaalversie.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6, 7]
