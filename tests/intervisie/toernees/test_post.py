"""Mail about who is in a toernee: the right words to the right people, nothing to who left, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.extension_points import bericht_kinds, planners, taak_kinds
from community.models import Bericht, Taak, User
from intervisie.actions.matchaanmeldingen import decline_ronde
from intervisie.actions.matchrondes import ask_by_name, cancel_ronde
from intervisie.actions.toernee_einde import blow_off_toernee, finish_toernee
from intervisie.actions.toerneemensen import appoint_contactpersoon, leave_toernee
from intervisie.actions.toerneevervanging import replace_deelnemer
from intervisie.models import RondeKind, Toernee
from tests.community.leergroepen.test_post import letters, subjects
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.intervisie import a_ronde
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hart() -> User:
    made: User = UserFactory(coordinator=True)
    return made


def words(user: User, kind: str, now: Any = NOW) -> str:
    found = letters(user, kind, now)
    assert len(found) == 1, [letter.subject for letter in found]
    return f"{found[0].subject} {found[0].text}"


def test_who_is_in_a_new_toernee_hears_it_and_who_is_contactpersoon() -> None:
    toernee = a_toernee(since=NOW)
    lead, other = deelnemers_of(toernee)[:2]
    assert "Jij bent contactpersoon." in words(lead.user, "N219")
    said = words(other.user, "N219")
    assert "Je toernee is bekend" in said
    assert "tussen 1 maart 2027 en 17 december 2027" in said
    assert "contactpersoon" not in said
    leave_toernee(actor=other.user, toernee=toernee, now=NOW)
    assert letters(other.user, "N219", NOW) == []


def test_everybody_hears_in_fitting_words_who_goes_comes_and_leads(hart: User) -> None:
    toernee = a_toernee()
    lead, old, other = deelnemers_of(toernee)[:3]
    new: User = UserFactory()
    replace_deelnemer(actor=hart, toernee=toernee, deelnemer=old, user=new,
                      shown=SamenwerkingFactory(owner=new), now=NOW)  # fmt: skip
    later = NOW + timedelta(minutes=1)
    assert "Je leest niets meer van deze toernee." in words(old.user, "N220", later)
    assert f"{new.naam} doet mee met" in words(other.user, "N220", later)
    assert letters(new, "N220", later) == []
    appoint_contactpersoon(actor=hart, toernee=toernee, deelnemer=other, now=later)
    assert any("Je bent contactpersoon van" in one for one in subjects(other.user, "N220"))
    assert any(f"{other.user.naam} is contactpersoon van" in one for one in subjects(lead.user, "N220"))


def test_the_hart_hears_who_stopped_and_that_there_are_too_few_until_that_is_over(hart: User) -> None:
    toernee = a_toernee(number=4)
    leave_toernee(actor=deelnemers_of(toernee)[1].user, toernee=toernee, now=NOW)
    assert "stopt met" in words(hart, "N220")
    taak = Taak.objects.get(kind="TOERNEE_KLEIN", user=hart)
    kind = taak_kinds.get("TOERNEE_KLEIN")
    assert "te weinig deelnemers" in kind.words([taak], NOW)[taak.pk].title
    assert list(kind.is_done([taak], NOW)) == []
    finish_toernee(actor=hart, toernee=Toernee.objects.select_related("kring").get(pk=toernee.pk), now=NOW)
    assert list(kind.is_done([taak], NOW)) == [taak.pk]


def test_blown_off_it_is_told_in_the_words_of_the_hart(hart: User) -> None:
    toernee = a_toernee()
    blow_off_toernee(actor=hart, toernee=toernee, reason="Te weinig tijd.", now=NOW)
    said = words(deelnemers_of(toernee)[0].user, "N221")
    assert "gaat niet door" in said
    assert "Te weinig tijd." in said
    over = a_toernee()
    finish_toernee(actor=hart, toernee=over, now=NOW)
    assert "is afgerond" in words(deelnemers_of(over)[0].user, "N221")


@pytest.mark.parametrize(("kind", "word"), [(RondeKind.TOERNEE, "toernee"), (RondeKind.INTERVISIE, "intervisie")])
def test_who_is_asked_by_name_reads_for_what_until_she_says_no(hart: User, kind: str, word: str) -> None:
    ronde = a_ronde(kind=kind, provincies=["ZEELAND"], name="Najaar")
    user: User = UserFactory()
    ask_by_name(actor=hart, ronde=ronde, user=user, now=NOW)
    said = words(user, "N218")
    assert said.startswith(f"Doe je mee met {'een ' if word == 'toernee' else ''}{word}?")
    user = User.objects.get(pk=user.pk)
    decline_ronde(actor=user, ronde=ronde, now=NOW)
    assert letters(user, "N218", NOW) == []


def test_other_mail_of_a_round_speaks_of_toernees(hart: User) -> None:
    ronde, user = a_ronde(kind=RondeKind.TOERNEE, name="Najaar"), UserFactory()
    row = Bericht.objects.create(
        dedupe_key="x", kind="N55", recipient=user, object_id=ronde.pk, moment="open", created_at=NOW, due_at=NOW
    )
    said = words(user, "N55")
    assert "vijf regisseurs" in said
    assert "groep" not in said
    cancel_ronde(actor=hart, ronde=ronde, reason="Te weinig aanmeldingen.", now=NOW)
    assert row.pk not in bericht_kinds.get("N55").load([row], NOW)


def test_the_planner_of_every_minute_changes_nothing_when_nothing_is_due() -> None:
    toernee = a_toernee()
    before = Bericht.objects.count()
    planners.get("toernees")(NOW)
    assert (Bericht.objects.count(), Toernee.objects.get(pk=toernee.pk).status) == (before, "PLANNEN")


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(("kind", "cost"), [("N219", 2), ("N220", 3), ("N221", 2), ("N222", 3)])
def test_any_number_of_messages_costs_the_same(number: int, kind: str, cost: int, hart: User) -> None:
    for _ in range(number):
        toernee = a_toernee(number=4)
        if kind in ("N220", "N222"):
            leave_toernee(actor=deelnemers_of(toernee)[1].user, toernee=toernee, now=NOW)
        elif kind == "N221":
            finish_toernee(actor=hart, toernee=toernee, now=NOW)
        if kind == "N222":
            Bericht.objects.create(
                dedupe_key=f"{toernee.pk}", kind="N222", recipient=hart, object_id=toernee.pk, created_at=NOW,
                due_at=NOW,
            )  # fmt: skip
    rows = list(Bericht.objects.filter(kind=kind))
    with CaptureQueriesContext(connection) as asked:
        told = bericht_kinds.get(kind).load(rows, NOW)
    assert (bool(told), len(asked)) == (True, cost)
