"""What goes on when people change, stay silent or say something late: nothing leaks and no duty goes on for ever."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from community.actions.errors import ActionError
from community.actions.kringen import accept_afspraken
from community.actions.planned_elsewhere import occupy
from community.berichten.planning import plan
from community.confidential import confidential
from community.models import Bezetting, Taak, User
from intervisie.access.bezoekacties import shown_lists
from intervisie.access.stappen import place_in_step, readable_antwoorden
from intervisie.actions.bemiddeling import choose_mediator
from intervisie.actions.bezoekacties import show_acties
from intervisie.actions.stapantwoorden import save_antwoord
from intervisie.actions.stappen import finish_step
from intervisie.actions.toerneebezoeken import report_absence
from intervisie.actions.toerneebrieven import propose_brief, save_toerneebrief
from intervisie.actions.toerneemensen import leave_toernee
from intervisie.actions.toerneevervanging import replace_deelnemer
from intervisie.actions.verslagen import save_verslag, settle_verslag
from intervisie.actions.waarnemingen import hand_in, write_waarneming
from intervisie.models import Bezoek, BriefKind, Rol, Toernee, Toerneedeelnemer, Toerneestap, WaarnemingKind
from intervisie.queries.protocollen import protocol_of
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.bemiddeling import a_vraag
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.intervisiegroepen import a_groep
from tests.factories.moments import NOW
from tests.factories.toernees import deelnemers_of
from tests.factories.verslagen import LETTER, a_verslag, a_visited_toernee, an_actie, visit_of, visitor_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "kwartelkoning"


def in_the_place_of(old: Toerneedeelnemer, toernee: Toernee, now: datetime = NOW) -> Toerneedeelnemer:
    """Return who came in somebody's place, having agreed."""
    user = UserFactory()
    new = replace_deelnemer(actor=UserFactory(coordinator=True), toernee=toernee, deelnemer=old, user=user,
                            shown=SamenwerkingFactory(owner=user, place="Goes"), now=now)  # fmt: skip
    accept_afspraken(actor=user, kring=toernee.kring, number=1, now=now)
    return new


def answer(user: User, bezoek: Bezoek, text: str, now: datetime) -> None:
    """Let somebody hand in what she wrote before the talk with the voorzitter."""
    step = protocol_of(bezoek.toernee).step("VERKENNEND_GESPREK")
    assert step is not None
    with confidential():
        place = place_in_step(user, bezoek.toernee, bezoek, step, now)
        save_antwoord(actor=user, place=place, version=0, answers={"leidende-vraag": text}, is_handed_in=True, now=now)


def read_by(user: User, bezoek: Bezoek, now: datetime) -> list[str]:
    step = protocol_of(bezoek.toernee).step("VERKENNEND_GESPREK")
    assert step is not None
    with confidential():
        rows = readable_antwoorden(place_in_step(user, bezoek.toernee, bezoek, step, now))
        return sorted(row.answers["leidende-vraag"] for row in rows)


def test_who_receives_instead_reads_nothing_that_was_written_about_the_samenwerking_before() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    late = bezoek.bijeenkomst.starts_at - timedelta(weeks=6)
    old, chair = deelnemers_of(toernee)[0], visitor_of(bezoek)
    answer(old.user, bezoek, f"Over de {SECRET}", late)
    answer(chair, bezoek, f"Ook over de {SECRET}", late)
    new = in_the_place_of(old, toernee, late + DAY)
    again = bezoeken_of(toernee)[0]
    assert again.host_id == new.pk
    answer(new.user, again, "Over iets anders", late + 2 * DAY)
    assert read_by(new.user, again, late + 2 * DAY) == []
    # Who stayed reads on, and the new host too.
    assert read_by(chair, again, late + 2 * DAY) == ["Over de kwartelkoning", "Over iets anders"]


def test_who_receives_instead_is_asked_for_a_kit_of_her_own() -> None:
    toernee = a_planned_toernee()
    bezoek, old = bezoeken_of(toernee)[0], deelnemers_of(toernee)[0]
    for code in ("ZELFBEELD", "PAKKET"):
        finish_step(step=code, deelnemer=old, bezoek=bezoek, now=NOW)
    new = in_the_place_of(old, toernee, bezoek.bijeenkomst.starts_at - 5 * DAY)
    asked = Toerneestap.objects.filter(deelnemer=new, bezoek=bezoek, step__in=("ZELFBEELD", "PAKKET"), done_at=None)
    assert sorted(asked.values_list("step", flat=True)) == ["PAKKET", "ZELFBEELD"]


def test_nobody_is_asked_to_react_to_a_letter_that_was_settled_without_her() -> None:
    bezoek = visit_of(a_visited_toernee())
    host, row = bezoek.host.user, a_verslag(bezoek, until="VOORGELEGD")
    later = NOW + timedelta(days=60)
    plan(later)
    step = Toerneestap.objects.get(bezoek=bezoek, step="REACTIE")
    duties = Taak.objects.filter(user=host, object_id=step.pk, done_at=None, withdrawn_at=None)
    assert (duties.count(), step.done_at, step.excused_at) == (1, None, None)
    with confidential():
        settle_verslag(actor=visitor_of(bezoek), bezoek=bezoek, version=row.version, now=later)
    plan(later + DAY)
    step.refresh_from_db()
    assert (duties.count(), step.done_at, step.excused_at) == (0, None, later)


def test_a_list_shown_in_a_group_goes_when_its_host_stops_with_the_toernee() -> None:
    toernee = a_visited_toernee()
    bezoek = visit_of(toernee)
    host, other = bezoek.host.user, UserFactory()
    kring = a_groep(host, other).kring
    a_verslag(bezoek, until="VASTGESTELD")
    an_actie(bezoek, f"Ik bel de {SECRET}.")
    with confidential():
        show_acties(actor=host, bezoek=bezoek, kring=kring, now=NOW)
        assert shown_lists(other, NOW).count() == 1
    leave_toernee(actor=host, toernee=toernee, now=NOW)
    with confidential():
        assert shown_lists(other, NOW).count() == 0
    assert letters(other, "N244", NOW + DAY) == []
    with time_machine.travel(NOW, tick=False):
        assert as_(other).get(reverse("toerneeactielijst", args=[bezoek.code])).status_code == 404


def test_who_comes_while_a_letter_waits_is_asked_to_agree_too() -> None:
    toernee = a_visited_toernee()
    writer, old = deelnemers_of(toernee)[0].user, deelnemers_of(toernee)[-1]
    with confidential():
        save_toerneebrief(actor=writer, toernee=toernee, kind=BriefKind.OPDRACHTGEVERS, version=0, text="Wij", now=NOW)
        brief = propose_brief(actor=writer, toernee=toernee, version=1, now=NOW)
    new = in_the_place_of(old, toernee)
    duties = Taak.objects.filter(kind="BRIEFAKKOORD", object_id=brief.pk, done_at=None, withdrawn_at=None)
    plan(NOW + DAY)
    plan(NOW + 2 * DAY)
    assert duties.filter(user=new.user).count() == 1
    assert duties.filter(user=writer).count() == 0
    assert duties.count() == 4


def test_who_guides_no_longer_is_free_at_the_visits() -> None:
    guide = UserFactory()
    toernee = a_planned_toernee(begeleider=guide)
    for bezoek in bezoeken_of(toernee):
        occupy(bezoek.bijeenkomst, users=[guide, bezoek.host.user], locatie=None)
    leave_toernee(actor=guide, toernee=toernee, now=NOW)
    assert not Bezetting.objects.filter(user=guide).exists()
    assert Bezetting.objects.filter(user=bezoeken_of(toernee)[0].host.user).exists()


def test_the_hart_hears_of_who_cannot_come_on_the_day_itself() -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    before = bezoek.bijeenkomst.starts_at - timedelta(hours=2)
    report_absence(actor=visitor_of(bezoek), bezoek=bezoek, now=before)
    plan(before + timedelta(minutes=1))
    duties = Taak.objects.filter(kind="BEZOEK_HERSTEL", user=hart, done_at=None, withdrawn_at=None)
    assert duties.count() == 1
    assert len(letters(hart, "N223", before + timedelta(minutes=1))) == 1


def test_a_day_that_became_a_holiday_can_be_declined() -> None:
    hart = UserFactory(coordinator=True)
    bezoek = bezoeken_of(a_planned_toernee())[0]
    # Wednesday 5 May 2027 is no holiday for every organisation; Thursday 6 May is Ascension Day.
    Bezoek.objects.filter(pk=bezoek.pk).update(date=bezoek.date + 2 * DAY)
    bezoek.refresh_from_db()
    report_absence(actor=visitor_of(bezoek), bezoek=bezoek, now=NOW)
    plan(NOW)
    assert Taak.objects.filter(kind="BEZOEK_HERSTEL", user=hart, done_at=None, withdrawn_at=None).count() == 1


def test_a_coordinator_does_not_choose_herself_to_read_what_is_asked() -> None:
    hart, row = UserFactory(coordinator=True), a_vraag()
    with confidential(), pytest.raises(ActionError, match="Jezelf"):
        choose_mediator(actor=hart, vraag=row, mediator=hart, now=NOW)
    row.refresh_from_db(fields=["status"])
    assert row.status == "GEVRAAGD"


def test_the_letter_tells_no_writer_what_others_saw_before_she_handed_in() -> None:
    bezoek = visit_of(a_visited_toernee())
    chair, secretary = visitor_of(bezoek), visitor_of(bezoek, Rol.VERSLAGLEGGER)

    def hands_in(user: User) -> None:
        with confidential():
            write_waarneming(actor=user, bezoek=bezoek, kind=WaarnemingKind.GEZIEN, box="", text="Rust", now=NOW)
            hand_in(actor=user, bezoek=bezoek, now=NOW)

    hands_in(secretary)
    with confidential():
        save_verslag(actor=secretary, bezoek=bezoek, version=0, letter=LETTER, now=NOW)
    with time_machine.travel(NOW, tick=False):
        for name in ("bezoek-brief", "bezoek-brief-bewerken", "bezoek-brief-voorleggen"):
            assert SECRET not in as_(chair).get(reverse(name, args=[bezoek.code])).content.decode()
        sent = {"opening": "Gelezen", "version": "1"}
        answer = as_(chair).post(reverse("bezoek-brief-bewerken", args=[bezoek.code]), sent)
        assert (SECRET in answer.content.decode(), answer.status_code == 302) == (False, False)
        waiting = as_(chair).get(reverse("bezoek-brief", args=[bezoek.code]))
        assert "Lever eerst je eigen waarnemingen in" in waiting.content.decode()
        hands_in(chair)
        for name in ("bezoek-brief", "bezoek-brief-bewerken", "bezoek-brief-voorleggen"):
            assert SECRET in as_(chair).get(reverse(name, args=[bezoek.code])).content.decode()
