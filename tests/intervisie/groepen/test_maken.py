"""A group is made: agreements, parts, rhythm, the message that it is known, and dates to choose from."""

from datetime import UTC, date, datetime

import pytest

from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import Datumprikker, KringKind, Lidmaatschap, Optie, Taak
from community.workdays import AMSTERDAM
from intervisie.actions.groepen import first_moments, first_poll, make_groep
from intervisie.afspraken import AFSPRAKEN
from intervisie.models import Form, Intervisiegroep, RondeStatus
from tests.community.leergroepen.groups import told
from tests.community.leergroepen.test_post import letters
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def made(**fields: object) -> Intervisiegroep:
    people = [UserFactory() for _ in range(5)]
    begeleider = UserFactory()
    with confidential():
        given = {
            "voorstel": None, "name": "Groep Kreek", "members": people, "contactpersoon": people[2],
            "begeleider": begeleider, "form": Form.FYSIEK, "slot": 3, "place_name": "Zwolle",
            "ronde": a_ronde(status=RondeStatus.GESLOTEN), "actor": UserFactory(coordinator=True),
            "key_id": make_data_key(now=NOW), "now": NOW,
        } | fields  # fmt: skip
        return make_groep(**given)  # type: ignore[arg-type]  # as given


def test_a_group_gets_its_kring_its_people_and_its_agreements() -> None:
    groep = made()
    kring = groep.kring
    roles = sorted(Lidmaatschap.objects.filter(kring=kring).values_list("role", flat=True))
    assert roles == ["BEGELEIDER", "LID", "LID", "LID", "LID", "TREKKER"]
    # It begins when its round begins: 1 March 2027, midnight here.
    assert (kring.kind, kring.rhythm_weeks, kring.evaluate_after) == (KringKind.INTERVISIE, 8, 4)
    assert kring.started_at == datetime(2027, 2, 28, 23, 0, tzinfo=UTC)
    assert kring.newest_afspraken is not None
    assert kring.newest_afspraken.text == AFSPRAKEN
    assert "blijft hier" in AFSPRAKEN
    assert Taak.objects.filter(kind="AFSPRAKEN_AKKOORD", object_id=kring.pk).count() == 6


def test_everybody_hears_that_the_group_is_known_and_no_mail_names_anybody() -> None:
    groep = made()
    people = people_of(groep)
    assert all(("N56", "bekend") in told(user) for user in people)
    contact, *others = people
    letter = letters(contact, "N56")[0]
    assert letter.subject == "Je intervisiegroep is bekend"
    assert "Jij bent contactpersoon" in letter.text
    assert "elke 8 weken" in letter.text
    assert not any(user.achternaam in letter.text for user in others)
    Lidmaatschap.objects.filter(user=contact).update(until_at=NOW)
    assert letters(contact, "N56") == []


def test_the_first_poll_offers_the_shared_dagdeel_in_the_first_weeks() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    groep = made(ronde=ronde)
    poll = first_poll(groep, ronde, NOW)
    assert poll is not None
    rows = Optie.objects.filter(datumprikker=poll).order_by("starts_at")
    # Dagdeel 3 is Tuesday afternoon; summer time begins on 28 March.
    assert [row.starts_at.astimezone(AMSTERDAM).isoformat() for row in rows] == [
        "2027-03-02T13:30:00+01:00", "2027-03-09T13:30:00+01:00", "2027-03-16T13:30:00+01:00",
        "2027-03-23T13:30:00+01:00", "2027-03-30T13:30:00+02:00", "2027-04-06T13:30:00+02:00",
    ]  # fmt: skip
    assert all((row.ends_at - row.starts_at).total_seconds() == 7200 for row in rows)
    assert Taak.objects.filter(kind="DATUMS_INVULLEN", object_id=poll.pk).count() == 6
    assert Taak.objects.get(kind="DATUM_KIEZEN", object_id=poll.pk).user == people_of(groep)[0]
    assert poll.answer_until < rows[0].starts_at


def test_holidays_are_left_out_and_a_group_without_dagdeel_gets_two() -> None:
    # Monday mornings from 22 March 2027: Easter Monday is 29 March.
    days = [at.astimezone(AMSTERDAM).date() for at in first_moments(0, date(2027, 3, 22), NOW)]
    assert days[:3] == [date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 12)]
    both = {(at.astimezone(AMSTERDAM).weekday(), at.astimezone(AMSTERDAM).hour)
            for at in first_moments(None, date(2027, 3, 1), NOW)}  # fmt: skip
    assert both == {(1, 10), (3, 13)}


def test_a_group_that_begins_late_gets_dates_from_now_on() -> None:
    assert first_moments(3, date(2026, 3, 1), NOW)[0] == datetime(2027, 1, 26, 12, 30, tzinfo=UTC)
    ronde = a_ronde(status=RondeStatus.GESLOTEN, from_date=date(2026, 3, 1), closes_date=date(2026, 2, 1))
    groep = a_groep(ronde=ronde)
    assert first_poll(groep, ronde, NOW) is not None
    assert Datumprikker.objects.filter(kring=groep.kring).count() == 1
