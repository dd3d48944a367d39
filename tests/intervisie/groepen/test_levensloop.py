"""Rhythm and evaluation of a group, by the rules of every Kring: no words asked, and what comes after."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from community.actions.groepsleven import answer_evaluatie, ask_to_plan, open_evaluatie, open_evaluaties
from community.berichten.planning import plan
from community.models import Evaluatie, Evaluatieantwoord, Kring, Taak, User, Vervolg
from community.queries.groepsleven import Answers
from intervisie.actions.groepseinde import mix_groep
from intervisie.models import Intervisiegroep, RondeStatus, Rondeuitnodiging
from tests.community.leergroepen.groups import told
from tests.community.leergroepen.test_post import letters, subjects
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.intervisie import a_ronde, an_uitnodiging
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.intervisie.groepen.test_pagina import page, read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SCORES = {"leert": "4", "veilig": "5", "tijd_waard": "3"}


def a_round(groep: Intervisiegroep) -> Evaluatie:
    """Return an open round."""
    row = open_evaluatie(Kring.objects.get(pk=groep.kring_id), NOW)
    assert row is not None
    return row


def everybody(groep: Intervisiegroep, row: Evaluatie, stopping: tuple[User, ...] = ()) -> Evaluatie:
    """Let everybody answer; these people stop."""
    for user in people_of(groep):
        answer_evaluatie(actor=user, evaluatie=row, answers=Answers(4, 5, 3, "Een otter."),
                         wants_on=user not in stopping, now=NOW)  # fmt: skip
    row.refresh_from_db()
    return row


def test_the_contactpersoon_is_asked_to_plan_in_the_rhythm() -> None:
    groep = a_groep()
    contact = people_of(groep)[0]
    meets(groep, NOW - 43 * DAY)
    ask_to_plan(NOW)
    taak = Taak.objects.get(kind="RITME_BEWAKEN")
    assert (taak.user, taak.object_id) == (contact, groep.kring_id)
    plan(NOW + 3 * DAY)
    letter = letters(contact, "N115")[0]
    assert page("intervisiegroep-bijeenkomst-nieuw", groep) in letter.text
    meets(groep, NOW + 10 * DAY)
    plan(NOW + 4 * DAY)
    taak.refresh_from_db()
    assert taak.done_at is not None


def test_after_four_meetings_everybody_is_asked_and_no_words() -> None:
    groep = a_groep()
    member = people_of(groep)[1]
    for number in range(3):
        meets(groep, NOW - (number + 1) * DAY)
    open_evaluaties(NOW)
    assert not Evaluatie.objects.exists()
    meets(groep, NOW - 5 * DAY)
    open_evaluaties(NOW)
    letter = letters(member, "N116")[0]
    assert page("intervisiegroep-evaluatie", groep) in letter.text
    assert "Vul de korte evaluatie in" in read(member, page("intervisiegroep", groep))
    form = read(member, page("intervisiegroep-evaluatie", groep))
    assert "Wat wil je nog zeggen" not in form
    as_(member).post(page("intervisiegroep-evaluatie", groep), {**SCORES, "door": "ja", "text": "Een otter."})
    assert Evaluatieantwoord.objects.get().text == ""
    again = as_(member).post(page("intervisiegroep-evaluatie", groep), {**SCORES, "door": "ja"})
    assert "Je hebt deze evaluatie al ingevuld." in again.content.decode()


def test_even_an_action_keeps_no_words() -> None:
    groep = a_groep()
    everybody(groep, a_round(groep))
    assert set(Evaluatieantwoord.objects.values_list("text", flat=True)) == {""}


@pytest.mark.parametrize("sent", [{}, SCORES, {**SCORES, "door": "misschien"}, {**SCORES, "leert": "6", "door": "ja"}])
def test_a_bad_answer_is_refused(sent: dict[str, str]) -> None:
    groep = a_groep()
    a_round(groep)
    answer = as_(people_of(groep)[1]).post(page("intervisiegroep-evaluatie", groep), sent)
    assert answer.status_code == 200
    assert not Evaluatieantwoord.objects.exists()


def test_who_leads_reads_the_outcome_and_lets_the_group_go_on() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    row = everybody(groep, a_round(groep), stopping=(member,))
    assert Taak.objects.get(kind="VERVOLG_KIEZEN").user == contact
    path = page("intervisiegroep-evaluatie-uitkomst", groep, row.pk)
    assert path in letters(contact, "N117")[0].text
    text = read(contact, path)
    assert ("5,0 van 5" in text, member.naam in text, "otter" in text) == (True, True, False)
    assert as_(member).get(path).status_code == 404
    as_(contact).post(path, {"vervolg": "DOORGAAN"})
    row.refresh_from_db()
    assert row.vervolg == Vervolg.DOORGAAN
    assert Kring.objects.get(pk=groep.kring_id).closed_at is None


def test_a_coordinator_chooses_without_reading() -> None:
    groep = a_groep()
    row = everybody(groep, a_round(groep))
    client = browser_of(UserFactory(coordinator=True))
    path = page("intervisiegroep-evaluatie-uitkomst", groep, row.pk)
    text = client.get(path).content.decode()
    assert ("Kies het vervolg" in text, "van 5" in text) == (True, False)
    assert people_of(groep)[1].naam not in text
    client.post(path, {"vervolg": "AFSLUITEN"})
    assert Kring.objects.get(pk=groep.kring_id).closed_at == NOW


def test_closing_tells_everybody_and_ends_what_lies_ahead() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    coming = meets(groep, NOW + 5 * DAY)
    row = everybody(groep, a_round(groep))
    as_(contact).post(page("intervisiegroep-evaluatie-uitkomst", groep, row.pk), {"vervolg": "AFSLUITEN"})
    assert ("N212", "afgesloten") in told(member)
    assert subjects(member, "N212") == ["Groep Kreek is afgesloten"]
    coming.refresh_from_db()
    assert coming.status == "GEANNULEERD"
    text = read(member, page("intervisiegroep", groep))
    assert ("Afgesloten op" in text, "Verlaat de groep" in text) == (True, False)


def test_mixing_closes_the_group_and_tells_who_goes_on_of_the_round() -> None:
    later = a_ronde(name="Intervisie zomer")
    ronde = a_ronde(name="Intervisie lente", closes_date=later.closes_date - DAY)
    groep = a_groep()
    contact, stopping, declined = people_of(groep)[:3]
    an_uitnodiging(ronde, declined, declined_at=NOW - 5 * DAY)
    row = everybody(groep, a_round(groep), stopping=(stopping,))
    as_(contact).post(page("intervisiegroep-evaluatie-uitkomst", groep, row.pk), {"vervolg": "MIXEN"})
    assert Kring.objects.get(pk=groep.kring_id).closed_at == NOW
    told_of = Rondeuitnodiging.objects.filter(ronde=ronde, declined_at__isnull=True)
    assert {one.user for one in told_of} == set(people_of(groep)) - {stopping}
    assert ("N55", "open") in told(contact)
    assert ("N55", "open") not in told(stopping)
    assert "opnieuw te mixen" in letters(stopping, "N212")[0].text
    assert not Taak.objects.filter(kind="INTERVISIE_OPNIEUW_MIXEN").exists()


def test_without_an_open_round_the_coordinators_are_asked_to_open_one() -> None:
    heart = UserFactory(coordinator=True)
    groep = a_groep()
    row = everybody(groep, a_round(groep))
    mix_groep(actor=people_of(groep)[0], evaluatie=row, now=NOW)
    taak = Taak.objects.get(kind="INTERVISIE_OPNIEUW_MIXEN", user=heart)
    for days in range(9):
        plan(NOW + days * DAY)
    assert subjects(heart, "N214") == ["Groep Kreek wil opnieuw mixen"] * 2
    assert "Open een matchronde voor Groep Kreek" in browser_of(heart).get(reverse("mijn-omgeving")).content.decode()
    ronde = a_ronde(status=RondeStatus.OPEN)
    for user in people_of(groep):
        an_uitnodiging(ronde, user)
    plan(NOW + 10 * DAY)
    taak.refresh_from_db()
    assert taak.done_at is not None
    assert subjects(heart, "N214") == []


def test_choosing_twice_changes_nothing() -> None:
    groep = a_groep()
    contact = people_of(groep)[0]
    row = everybody(groep, a_round(groep))
    path: Any = page("intervisiegroep-evaluatie-uitkomst", groep, row.pk)
    client = as_(contact)
    client.post(path, {"vervolg": "DOORGAAN"})
    assert client.post(path, {"vervolg": "AFSLUITEN"}).status_code == 302
    assert Kring.objects.get(pk=groep.kring_id).closed_at is None
    assert client.post(path, {"vervolg": "ONZIN"}).status_code == 302


def test_who_guides_the_group_judges_nothing_and_is_in_no_next_one() -> None:
    begeleider = UserFactory()
    groep = a_groep(begeleider=begeleider)
    row = a_round(groep)
    assert not Taak.objects.filter(kind="EVALUATIE_INVULLEN", user=begeleider).exists()
    assert as_(begeleider).get(page("intervisiegroep-evaluatie", groep)).status_code == 404
    assert "korte evaluatie" not in read(begeleider, page("intervisiegroep", groep))
    for user in people_of(groep):
        if user != begeleider:
            answer_evaluatie(actor=user, evaluatie=row, answers=Answers(4, 5, 3), wants_on=True, now=NOW)
    row.refresh_from_db()
    assert row.closed_at == NOW
    ronde = a_ronde()
    mix_groep(actor=people_of(groep)[0], evaluatie=row, now=NOW)
    assert Rondeuitnodiging.objects.filter(ronde=ronde).count() == 5
    assert not Rondeuitnodiging.objects.filter(user=begeleider).exists()
