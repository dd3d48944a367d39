"""Lines of effect count from dates, statuses and ids, at the employer of that day, and open nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from community.confidential import confidential
from community.models import ActieStatus, BijeenkomstKind, Gastlink
from community.report_points import Effectlijn, Effecttelling, activiteiten, effectlijnen
from intervisie.models import Bezoeksactie, Sessieactie
from tests.community.rapporten.cast import AFTER_K1, AFTER_K2, IN_K1, IN_K2, K1, K2, frozen, held, staff
from tests.factories.kringen import KringFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.organisaties import DienstverbandFactory, OrganisatieFactory
from tests.factories.partners import a_partnerschap
from tests.factories.people import UserFactory
from tests.factories.sessierijen import a_sessieactie, a_sessierij
from tests.factories.training import a_deelnemer, an_editie
from tests.factories.vergadering import ActieFactory, GroepsbijeenkomstFactory
from tests.factories.verslagen import a_verslag, a_visited_toernee, an_actie, visit_of
from training.models import Effectrapport, Genodigde, Inschrijving, Instemming, Meetmoment

pytestmark = pytest.mark.django_db

FIRST, UNTIL = date(2026, 1, 1), date(2026, 7, 1)
LINES = ["ACTIES_NAGEKOMEN", "AANBEVELINGEN", "SESSIEACTIES", "OPDRACHTGEVERS", "VOORUITGANG"]


def test_every_kind_of_meeting_is_one_activity() -> None:
    counted = [kind for item in activiteiten.all() for kind in item.kinds]
    assert sorted(counted) == sorted(BijeenkomstKind.values)
    assert set(effectlijnen.named()) == set(LINES)
    for item in (*activiteiten.all(), *effectlijnen.all()):
        assert item.definition.endswith(".")


@pytest.mark.parametrize("code", LINES)
def test_a_line_counts_nothing_where_nothing_is(code: str) -> None:
    assert list(effectlijnen.get(code).count([OrganisatieFactory().pk], FIRST, UNTIL)) == []
    assert list(effectlijnen.get(code).count(None, FIRST, UNTIL)) == []


def test_actions_count_at_the_employer_of_their_last_day() -> None:
    user, old, new = UserFactory(profiel=None), OrganisatieFactory(), OrganisatieFactory()
    DienstverbandFactory(user=user, organisatie=old, until_date=date(2026, 3, 31))
    DienstverbandFactory(user=user, organisatie=new, from_date=date(2026, 4, 1))
    meeting = GroepsbijeenkomstFactory(kring=KringFactory())
    done: dict[str, Any] = {"status": ActieStatus.KLAAR, "closed_at": datetime(2026, 5, 1, tzinfo=UTC)}
    dropped = {**done, "status": ActieStatus.VERVALLEN, "drop_reason": "Niet meer nodig"}
    for day, fields in ((date(2026, 3, 31), done), (date(2026, 4, 1), done), (date(2026, 4, 2), dropped),
                        (date(2026, 6, 30), {}), (date(2026, 7, 1), done), (date(2025, 12, 31), done)):  # fmt: skip
        ActieFactory(bijeenkomst=meeting, owner=user, due_date=day, **fields)
    ActieFactory(bijeenkomst=meeting, owner=None, due_date=date(2026, 4, 1), **done)
    count = effectlijnen.get("ACTIES_NAGEKOMEN").count
    assert list(count([old.pk], FIRST, UNTIL)) == [Effecttelling(user.pk, 1, 1)]
    assert list(count([new.pk], FIRST, UNTIL)) == [Effecttelling(user.pk, 1, 3)]
    assert list(count(None, FIRST, UNTIL)) == [Effecttelling(user.pk, 2, 4)]


def test_a_line_is_shown_of_enough_and_changes_with_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 40)
    counted: list[Effecttelling] = []
    line = Effectlijn("PROEF", "Proef", "Om te proberen.", lambda _organisaties, _first, _until: list(counted))
    monkeypatch.setattr(effectlijnen, "_items", {"PROEF": line})
    held(IN_K1, people[:15], partnerschap.organisatie)
    counted[:] = [Effecttelling(user.pk, 1, 2) for user in people[:5]]
    first, content = frozen(partnerschap, K1, AFTER_K1)
    assert content["effect"] == [
        {"code": "PROEF", "naam": "Proef", "uitleg": "Om te proberen.", "band": "HELFT_TOT_DRIEKWART"}
    ]
    assert first.tellingen.get(user=people[0]).cells["2026K1"]["effect"] == {"PROEF": [1, 2]}
    held(IN_K2, people[15:30], partnerschap.organisatie)
    # Four more make it 5 out of 18: too few people changed, so the line says what it said.
    counted += [Effecttelling(user.pk, 0, 2) for user in people[5:9]]
    _second, content = frozen(partnerschap, K2, AFTER_K2)
    assert content["effect"][0]["band"] == "HELFT_TOT_DRIEKWART"
    held(IN_K2 + timedelta(days=92), people[15:30], partnerschap.organisatie)
    counted[:] = [Effecttelling(user.pk, 0, 2) for user in people[:9]]
    _third, content = frozen(partnerschap, K2.next, AFTER_K2 + timedelta(days=95))
    assert content["effect"][0]["band"] == "MINDER_DAN_HELFT"


def test_hosts_count_what_they_did_after_a_visit_without_a_key(settings: Any) -> None:
    bezoek = visit_of(a_visited_toernee())
    a_verslag(bezoek, until="VASTGESTELD")
    host, organisatie = bezoek.host.user, OrganisatieFactory()
    DienstverbandFactory(user=host, organisatie=organisatie)
    actions = [an_actie(bezoek, "Bel", day) for day in (date(2027, 2, 1), date(2027, 2, 28), date(2027, 4, 1))]
    with confidential():
        Bezoeksactie.objects.filter(pk__in=[actions[0].pk, actions[2].pk]).update(done_at=NOW)
    settings.KEK_FILE = ""
    count = effectlijnen.get("AANBEVELINGEN").count
    assert list(count([organisatie.pk], date(2027, 1, 1), date(2027, 4, 1))) == [Effecttelling(host.pk, 1, 2)]
    assert list(count([OrganisatieFactory().pk], date(2027, 1, 1), date(2027, 4, 1))) == []


def test_actions_after_sessions_count_without_a_key_and_not_those_of_oneself(settings: Any) -> None:
    user, organisatie = UserFactory(), OrganisatieFactory()
    DienstverbandFactory(user=user, organisatie=organisatie)
    sessie = a_sessierij(user)
    days = (date(2027, 2, 1), date(2027, 3, 31), date(2027, 4, 1))
    actions = [a_sessieactie(user, "Bel", day, sessie=sessie) for day in days]
    a_sessieactie(user, "Los", days[0])
    with confidential():
        Sessieactie.objects.filter(pk__in=[actions[0].pk, actions[2].pk]).update(done_at=NOW)
    settings.KEK_FILE = ""
    count = effectlijnen.get("SESSIEACTIES").count
    assert list(count([organisatie.pk], date(2027, 1, 1), date(2027, 4, 1))) == [Effecttelling(user.pk, 1, 2)]
    assert list(count([OrganisatieFactory().pk], date(2027, 1, 1), date(2027, 4, 1))) == []


def test_opdrachtgevers_are_counted_by_whether_they_answered(settings: Any) -> None:
    organisatie, editie = OrganisatieFactory(), an_editie()
    row = a_deelnemer(editie, now=LONG_AGO)
    DienstverbandFactory(user=row.user, organisatie=organisatie)
    first, until = date(2026, 1, 1), date(2027, 7, 1)
    count = effectlijnen.get("OPDRACHTGEVERS").count
    assert list(count([organisatie.pk], first, until)) == [Effecttelling(row.user.pk, 0, 1)]
    Inschrijving.objects.update(instemming=Instemming.NIET_AKKOORD)
    for answer, kind in (("KOMT_NIET", "OPDRACHTGEVER"), ("", "OPDRACHTGEVER"), ("KOMT", "COLLEGA")):
        link = Gastlink.objects.create(kind="PROEF", object_id=editie.pk, name="Wil", email="wil@voorbeeld.example",
                                       made_at=NOW, expires_at=NOW + timedelta(days=9))  # fmt: skip
        said = {"gastlink": link, "kind": kind, "invited_at": NOW, "answer": answer}
        Genodigde.objects.create(editie=editie, invited_by=row.user, **said)
    settings.KEK_FILE = ""
    assert list(count([organisatie.pk], first, until)) == [Effecttelling(row.user.pk, 2, 3)]
    assert list(count([organisatie.pk], date(2026, 2, 1), until)) == [Effecttelling(row.user.pk, 1, 2)]


def test_growth_is_that_of_an_editie_with_at_least_five_of_the_organisatie() -> None:
    organisatie, editie = OrganisatieFactory(), an_editie()
    own = [a_deelnemer(editie).user for _ in range(5)]
    a_deelnemer(editie)
    for user in own[:4]:
        DienstverbandFactory(user=user, organisatie=organisatie)
    Effectrapport.objects.create(
        editie=editie, moment=Meetmoment.EIND, differences={"V1": "0.4", "V2": "-0.2", "V3": "0.0"}, made_at=NOW
    )
    count = effectlijnen.get("VOORUITGANG").count
    first, until = date(2027, 1, 1), date(2027, 4, 1)
    assert list(count([organisatie.pk], first, until)) == []
    DienstverbandFactory(user=own[4], organisatie=organisatie)
    found = sorted(count([organisatie.pk], first, until), key=lambda one: str(one.user_id))
    assert found == [Effecttelling(pk, 1, 3) for pk in sorted((user.pk for user in own), key=str)]
    assert list(count([organisatie.pk], date(2027, 2, 1), until)) == []


@pytest.mark.parametrize(("people", "each", "band"), [(4, 5, None), (5, 1, None), (5, 2, "DRIEKWART_OF_MEER")])
def test_a_line_of_few_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, people: int, each: int, band: str | None
) -> None:  # fmt: skip
    partnerschap = a_partnerschap()
    all_of_them = staff(partnerschap.organisatie, 40)
    line = Effectlijn("PROEF", "Proef", "Om te proberen.", lambda _organisaties, _first, _until: [
        Effecttelling(user.pk, each, each) for user in all_of_them[:people]
    ])  # fmt: skip
    monkeypatch.setattr(effectlijnen, "_items", {"PROEF": line})
    held(IN_K1, all_of_them[:15], partnerschap.organisatie)
    assert frozen(partnerschap, K1, AFTER_K1)[1]["effect"][0]["band"] == band
