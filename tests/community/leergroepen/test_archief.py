"""What becomes of all a group leaves open when it is closed, mixed again or put into another."""

import pytest
from django.urls import reverse

from community.actions.acties import add_actie
from community.actions.toetredingen import leave_leergroep
from community.forms.leergroepen import initial_of
from community.models import (
    Actie,
    Datumprikker,
    Kring,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Taak,
    Toetreding,
    User,
)
from community.queries.taken import open_taken_of
from tests.community.datumprikker.polls import poll_of, says
from tests.community.leergroepen.groups import a_group, told
from tests.community.leergroepen.test_levensloop import a_round, say
from tests.community.leergroepen.test_mixen_en_samenvoegen import a_meeting, merge, two_groups
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_, page
from tests.factories import BijeenkomstFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.vergadering import ActieFactory

pytestmark = pytest.mark.django_db


def leader_of(leergroep: Leergroep) -> User:
    return Lidmaatschap.objects.get(kring=leergroep.kring, role=KringRol.TREKKER).user


def member_of(leergroep: Leergroep) -> User:
    return Lidmaatschap.objects.filter(kring=leergroep.kring, role=KringRol.LID).get().user


def close(leergroep: Leergroep, actor: User) -> None:
    """Close the group on its own page, as who leads it does."""
    answers = form_of(leergroep) | {"phase": "AFGESLOTEN"}
    answer = as_(actor).post(page("leergroep-bewerken", leergroep), answers)
    assert answer.status_code == 302, answer.content.decode()


def form_of(leergroep: Leergroep) -> dict[str, object]:
    """Return what the page for changing a group sends back when nothing was changed."""
    stored = initial_of(Leergroep.objects.select_related("kring").get(pk=leergroep.pk))
    return {name: value for name, value in stored.items() if value not in (None, False)}


def actie_of(leergroep: Leergroep, owner: User | None) -> Actie:
    """Return an open action from a meeting that was held."""
    held = BijeenkomstFactory(kring=leergroep.kring, kind="LEERGROEP", audience="KRING", starts_at=LONG_AGO)
    made: Actie = ActieFactory(bijeenkomst=held, owner=owner)
    return made


# --- closing ----------------------------------------------------------------------------------------------------


def test_closing_on_its_own_page_tells_every_member_once() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    close(leergroep, trekker)
    assert [[row[0] for row in told(user)] for user in (member, trekker)] == [["N118"], ["N118"]]
    assert letters(member, "N118")[0].subject == "Natte teelten is afgesloten"
    edit = form_of(leergroep) | {"summary": "Nog een woord."}
    assert as_(trekker).post(page("leergroep-bewerken", leergroep), edit).status_code == 302
    assert len(told(member)) == 1
    again = form_of(leergroep) | {"phase": "ACTIEF"}
    as_(trekker).post(page("leergroep-bewerken", leergroep), again)
    assert letters(member, "N118") == []
    close(leergroep, trekker)
    assert len(letters(member, "N118")) == 2


def test_closing_ends_the_date_poll_and_says_so() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    poll = poll_of(leergroep.kring, trekker)
    says(member, poll, "KAN", "KAN", "KAN_NIET")
    close(leergroep, trekker)
    poll.refresh_from_db()
    assert (poll.status, poll.closed_at) == ("GESLOTEN", NOW)
    assert not Taak.objects.filter(object_id=poll.pk, done_at__isnull=True, withdrawn_at__isnull=True).exists()
    text = as_(member).get(reverse("datumprikker", args=[poll.code])).content.decode()
    assert "Deze datumprikker is gesloten" in text
    letter = letters(member, "N118")[0]
    assert "datumprikkers gaan niet meer door" in letter.text


def test_an_open_action_stays_with_its_owner_until_she_says_it_is_done() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    held = BijeenkomstFactory(kring=leergroep.kring, kind="LEERGROEP", audience="KRING")
    actie = add_actie(actor=trekker, bijeenkomst=held, text="Bel de molenaar.", owner_id=member.pk,
                      due_date=NOW.date(), now=NOW)  # fmt: skip
    close(leergroep, trekker)
    assert [row.detail for row in open_taken_of(member, NOW)] == ["Bel de molenaar."]
    assert "Bel de molenaar." in as_(member).get(page("leergroep-besluiten", leergroep)).content.decode()
    as_(member).post(reverse("actie-klaar", args=[actie.pk]))
    actie.refresh_from_db()
    assert (actie.status, open_taken_of(member, NOW)) == ("KLAAR", [])


def test_nobody_is_asked_for_an_owner_in_a_closed_group() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    actie_of(leergroep, None)
    Taak.objects.create(kind="ACTIE_EIGENAAR_KIEZEN", user=trekker, object_id=leergroep.kring_id,
                        kring=leergroep.kring, opened_at=NOW)  # fmt: skip
    actie_of(leergroep, member)
    close(leergroep, trekker)
    leave_leergroep(actor=member, leergroep=Leergroep.objects.get(), now=NOW)
    asked = Taak.objects.filter(kind="ACTIE_EIGENAAR_KIEZEN", done_at__isnull=True, withdrawn_at__isnull=True)
    assert not asked.exists()


def test_the_last_evaluation_can_be_read_in_the_archive() -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=3)
    for user in people:
        say(row, user)
    close(leergroep, trekker)
    link = page("leergroep-evaluatie-uitkomst", leergroep, evaluatie_id=row.pk)
    assert link in as_(trekker).get(page("leergroep-over", leergroep)).content.decode()


# --- merging ----------------------------------------------------------------------------------------------------


def test_a_date_poll_goes_along_with_its_answers_and_asks_the_others() -> None:
    old, target = two_groups()
    trekker, member, host = leader_of(old), member_of(old), leader_of(target)
    poll = poll_of(old.kring, trekker)
    says(member, poll, "KAN", "KAN", "KAN_NIET")
    asked_before = Taak.objects.filter(kind="DATUMS_INVULLEN", user=member).count()
    assert [row for row in told(host) if row[0] == "N126"] == []
    merge(old, target)
    poll.refresh_from_db()
    assert (poll.kring_id, poll.status, poll.opties.filter(antwoorden__user=member).count()) == (
        target.kring_id, "OPEN", 3,
    )  # fmt: skip
    duties = Taak.objects.filter(object_id=poll.pk, done_at__isnull=True, withdrawn_at__isnull=True)
    assert set(duties.values_list("kring", flat=True)) == {target.kring_id}
    assert duties.filter(kind="DATUMS_INVULLEN", user=host).count() == 1
    assert [row for row in told(host) if row[0] == "N126"] != []
    assert Taak.objects.filter(kind="DATUMS_INVULLEN", user=member).count() == asked_before
    assert as_(host).get(reverse("datumprikker", args=[poll.code])).status_code == 200


def test_a_date_poll_is_closed_when_the_meetings_do_not_go_along() -> None:
    old, target = two_groups()
    poll = poll_of(old.kring, leader_of(old))
    merge(old, target, keeps=False)
    poll.refresh_from_db()
    assert (poll.kring_id, poll.status) == (old.kring_id, "GESLOTEN")


def test_a_date_that_was_fixed_goes_along_with_its_meeting() -> None:
    old, target = two_groups()
    meeting = a_meeting(old)
    poll = Datumprikker.objects.create(
        kring=old.kring, title="Voorjaar", duration_minutes=60, answer_until=NOW, opened_at=LONG_AGO,
        status="VASTGESTELD", closed_at=LONG_AGO, bijeenkomst=meeting,
    )  # fmt: skip
    merge(old, target)
    poll.refresh_from_db()
    assert poll.kring_id == target.kring_id


def test_what_was_agreed_for_a_coming_meeting_goes_along_with_it() -> None:
    old, target = two_groups()
    meeting, trekker = a_meeting(old), leader_of(old)
    actie = add_actie(actor=trekker, bijeenkomst=meeting, text="Regel de zaal.", owner_id=trekker.pk,
                      due_date=NOW.date(), now=NOW)  # fmt: skip
    merge(old, target)
    actie.refresh_from_db()
    assert actie.kring_id == target.kring_id
    assert Taak.objects.get(kind="ACTIE", object_id=actie.pk, withdrawn_at__isnull=True).kring_id == target.kring_id
    assert "Regel de zaal." in as_(trekker).get(reverse("bijeenkomst", args=[meeting.code])).content.decode()


def test_an_open_action_of_the_past_stays_in_the_archive_with_its_owner() -> None:
    old, target = two_groups()
    member, outsider = member_of(old), leader_of(target)
    actie = actie_of(old, member)
    merge(old, target)
    actie.refresh_from_db()
    assert (actie.kring_id, actie.owner_id, actie.status) == (old.kring_id, member.pk, "OPEN")
    assert as_(outsider).post(reverse("actie-klaar", args=[actie.pk])).status_code == 404
    assert "Open acties" in letters(member, "N118")[0].text


# --- hidden groups ----------------------------------------------------------------------------------------------


def hide(leergroep: Leergroep) -> None:
    Leergroep.objects.filter(pk=leergroep.pk).update(is_hidden=True, joining="OP_UITNODIGING")


def test_the_name_of_a_hidden_group_is_not_told_to_who_never_knew_it() -> None:
    old, target = two_groups()
    hide(old)
    Kring.objects.filter(pk=old.kring_id).update(name="Roerdomp besloten")
    outsider, insider = leader_of(target), member_of(old)
    merge(old, target)
    mails = [letters(user, "N118")[0] for user in (outsider, insider)]
    assert ["Roerdomp" in letter.subject + letter.text for letter in mails] == [False, True]


def test_who_waits_for_an_open_group_does_not_get_to_know_a_hidden_one() -> None:
    old, target = two_groups()
    hide(target)
    waiting, asking = UserFactory(), UserFactory()
    Toetreding.objects.create(kring=old.kring, user=waiting, status="WACHTLIJST", requested_at=LONG_AGO)
    Toetreding.objects.create(kring=old.kring, user=asking, status="AANGEVRAAGD", requested_at=LONG_AGO)
    merge(old, target)
    inside = Lidmaatschap.objects.filter(kring=target.kring).values_list("user", flat=True)
    assert {waiting.pk, asking.pk} & set(inside) == set()
    for user in (waiting, asking):
        assert as_(user).get(page("leergroep", target)).status_code == 404
        assert told(user) == [("N101", "vervallen")]


@pytest.mark.parametrize(("joining", "was_admitted", "status"), [
    ("OPEN", False, "TOEGELATEN"), ("OP_VERZOEK", False, "AANGEVRAAGD"), ("OP_UITNODIGING", False, "AANGEVRAAGD"),
    ("OP_VERZOEK", True, "TOEGELATEN"),
])  # fmt: skip
def test_who_waits_comes_in_only_as_the_other_group_lets_people_in(
    joining: str, was_admitted: bool, status: str
) -> None:
    """The waiting list of an open group was judged by nobody; a trekker of the other group answers first."""
    old, target = two_groups()
    Leergroep.objects.filter(pk=target.pk).update(joining=joining)
    waiting, host = UserFactory(), leader_of(target)
    wish = Toetreding.objects.create(kring=old.kring, user=waiting, status="WACHTLIJST", requested_at=LONG_AGO,
                                     decided_at=LONG_AGO if was_admitted else None)  # fmt: skip
    merge(old, target)
    wish.refresh_from_db()
    assert (wish.kring_id, wish.status) == (target.kring_id, status)
    asked = Taak.objects.filter(kind="TOETREDING_BEOORDELEN", object_id=wish.pk, user=host)
    assert asked.exists() is (status == "AANGEVRAAGD")


# --- after the merge --------------------------------------------------------------------------------------------


def test_a_group_that_went_up_in_another_is_not_opened_again() -> None:
    old, target = two_groups()
    trekker = leader_of(old)
    merge(old, target)
    edit = form_of(old) | {"phase": "ACTIEF"}
    answer = as_(trekker).post(page("leergroep-bewerken", old), edit)
    assert "blijft gesloten" in answer.content.decode()
    assert Leergroep.objects.get(pk=old.pk).phase == "AFGESLOTEN"


def test_a_mixed_group_that_goes_up_in_another_is_called_by_its_own_name() -> None:
    old, target = two_groups()
    first, _trekker = a_group()
    Kring.objects.filter(pk=first.kring_id).update(name="Grootmoeder")
    Leergroep.objects.filter(pk=old.pk).update(mixed_from=first)
    member = member_of(old)
    merge(old, target)
    letter = letters(member, "N118")[0]
    assert ("Grootmoeder" in letter.subject + letter.text, "Natte teelten" in letter.subject) == (False, True)
