"""Whatever happens to organisaties, people, days and words during a quarter: a report comes, and tells no small group.

Each case makes something odd in the first quarter of 2026 and says how many people must be counted. What people type
wrong stands in tests/community/partnerschappen/test_invoer.py; forged addresses in test_paginas.py.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from community.actions.organisatiefusie import merge_organisatie
from community.models import (
    Bijdrage,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    Dienstverband,
    Initiatief,
    Organisatie,
    Partnerschap,
    PartnerschapStatus,
    Rapport,
)
from tests.community.rapporten.cast import AFTER_K1, IN_K1, K1, frozen, held, others, staff
from tests.community.rapporten.lezers import parts_of_csv, sheets_of_xlsx
from tests.community.rapporten.test_paginas import browser_of, home_of
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db
MANY = 40
MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)
FORMULA = '=HYPERLINK("https://kwaad.example";"klik")'
SIGNS = ("=", "+", "-", "@", "\t", "\r")


def merged_half_way(partnerschap: Partnerschap) -> int:
    """Two organisaties become one in the middle of the quarter; the people of both are counted, once each."""
    other = OrganisatieFactory()
    people, own = staff(other, 12), staff(partnerschap.organisatie, MANY)
    held(IN_K1, people, other)
    merge_organisatie(actor=UserFactory(coordinator=True), organisatie=other, into=partnerschap.organisatie, now=MARCH)
    held(MARCH + timedelta(days=1), [*people, *own[:8]], partnerschap.organisatie)
    return 20


def merged_twice(partnerschap: Partnerschap) -> int:
    """What merged into what merged into the partner counts too."""
    first, second = OrganisatieFactory(), OrganisatieFactory()
    held(IN_K1, staff(first, 14), first)
    staff(partnerschap.organisatie, MANY)
    actor = UserFactory(coordinator=True)
    merge_organisatie(actor=actor, organisatie=first, into=second, now=MARCH)
    merge_organisatie(actor=actor, organisatie=second, into=partnerschap.organisatie, now=MARCH + timedelta(days=2))
    return 14


def became_another(partnerschap: Partnerschap) -> int:
    """The partner itself goes on as another organisatie: the partnerschap goes along, with what was counted."""
    into, people = OrganisatieFactory(), staff(partnerschap.organisatie, MANY)
    held(IN_K1, people[:15], partnerschap.organisatie)
    merge_organisatie(actor=UserFactory(coordinator=True), organisatie=partnerschap.organisatie, into=into, now=MARCH)
    held(MARCH + timedelta(days=1), people[10:20], into)
    return 20


def renamed_to_a_formula(partnerschap: Partnerschap) -> int:
    """A name that a spreadsheet would calculate."""
    held(IN_K1, staff(partnerschap.organisatie, MANY)[:15], partnerschap.organisatie)
    Organisatie.objects.filter(pk=partnerschap.organisatie_id).update(name=FORMULA)
    return 15


def formulas_in_what_partners_write(partnerschap: Partnerschap) -> int:
    """A bijdrage and an example that a spreadsheet would calculate."""
    held(IN_K1, staff(partnerschap.organisatie, MANY)[:15], partnerschap.organisatie)
    for words in (FORMULA, "+31", "-1+1", "@SUM(1)"):
        Bijdrage.objects.create(partnerschap=partnerschap, kind="INHOUD", description=words, created_at=IN_K1,
                                promised_date=date(2026, 2, 1))  # fmt: skip
        made = Initiatief.objects.create(title=words, kind="TRAINING", provincie="UTRECHT", from_date=date(2026, 2, 1))
        made.organisaties.add(partnerschap.organisatie)
    return 15


def at_two_organisaties(partnerschap: Partnerschap) -> int:
    """Who changed employer half-way counts at each for what she did there, also when both are partners."""
    other = a_partnerschap().organisatie
    people = staff(partnerschap.organisatie, MANY)
    for user in people[:15]:
        Dienstverband.objects.filter(user=user).update(until_date=date(2026, 2, 28))
        Dienstverband.objects.create(user=user, organisatie=other, from_date=date(2026, 3, 1))
    held(IN_K1, people[:15], partnerschap.organisatie)
    held(MARCH, people[:20], other)
    return 15


def at_the_border(partnerschap: Partnerschap) -> int:
    """The last half hour of the quarter counts, the first minute after it does not; days are Dutch."""
    people = staff(partnerschap.organisatie, MANY)
    held(datetime(2026, 3, 31, 21, 30, tzinfo=UTC), people[:14], partnerschap.organisatie)
    held(datetime(2026, 3, 31, 22, 0, tzinfo=UTC), people[14:], partnerschap.organisatie)
    held(datetime(2025, 12, 31, 22, 59, tzinfo=UTC), people[20:], partnerschap.organisatie)
    return 14


def in_the_night_of_summer_time(partnerschap: Partnerschap) -> int:
    """A meeting over the hour that does not exist."""
    moment = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    held(moment, staff(partnerschap.organisatie, MANY)[:15], partnerschap.organisatie, ends_at=moment.replace(hour=2))
    return 15


def weeks_long(partnerschap: Partnerschap) -> int:
    """Somebody planned a meeting of four weeks."""
    people = staff(partnerschap.organisatie, MANY)
    held(IN_K1, people[:15], partnerschap.organisatie, ends_at=IN_K1 + timedelta(weeks=4))
    return 15


def called_off_afterwards(partnerschap: Partnerschap) -> int:
    """What was cancelled does not count, also when somebody saved who was there."""
    people = staff(partnerschap.organisatie, MANY)
    held(IN_K1, people[:15], partnerschap.organisatie)
    meeting = held(MARCH, people[15:30], partnerschap.organisatie)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status=BijeenkomstStatus.GEANNULEERD, cancelled_at=MARCH)
    return 15


def more_there_than_work_there(partnerschap: Partnerschap) -> int:
    """Places of people who by the register never worked there."""
    held(IN_K1, staff(OrganisatieFactory(), 30), partnerschap.organisatie)
    staff(partnerschap.organisatie, 6)
    return 30


def nobody_works_there(partnerschap: Partnerschap) -> int:
    """An organisatie of which nobody is known to work there."""
    held(IN_K1, staff(OrganisatieFactory(), 12), partnerschap.organisatie)
    return 12


def ended_half_way(partnerschap: Partnerschap) -> int:
    """Ended on the day in between: what came after does not count."""
    people = staff(partnerschap.organisatie, MANY)
    held(IN_K1, people[:15], partnerschap.organisatie)
    held(MARCH, people[10:], partnerschap.organisatie)
    Partnerschap.objects.filter(pk=partnerschap.pk).update(status=PartnerschapStatus.BEEINDIGD, ended_date=MARCH.date())
    return 15


def small_groups_everywhere(partnerschap: Partnerschap) -> int:
    """Four here, three there, in one province each: nothing of it may be told apart."""
    people = staff(partnerschap.organisatie, MANY)
    held(IN_K1, people[:13], partnerschap.organisatie, kind="LEERGROEP")
    for step, (kind, provincie) in enumerate((("INTERVISIE", "ZEELAND"), ("DAGDEEL", "DRENTHE"), ("BEZOEK", ""))):
        held(MARCH, people[step * 4 : step * 4 + 4 - step], partnerschap.organisatie, kind=kind, provincie=provincie)
    return 13


Case = Callable[[Partnerschap], int]
CASES: tuple[Case, ...] = (
    merged_half_way, merged_twice, became_another, renamed_to_a_formula,
    formulas_in_what_partners_write, at_two_organisaties, at_the_border, in_the_night_of_summer_time, weeks_long,
    called_off_afterwards, more_there_than_work_there, nobody_works_there, ended_half_way, small_groups_everywhere,
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_report_comes_and_tells_no_small_group(case: Case) -> None:
    partnerschap = a_partnerschap()
    contact = a_contact(partnerschap)
    others(3, 6, IN_K1)
    people = case(partnerschap)
    rapport, content = frozen(partnerschap, K1, AFTER_K1)
    assert rapport.working["counts"][next(name for name in rapport.working["counts"] if "bereik" in name)] == people
    assert leaks(rapport, content) == []
    partnerschap.refresh_from_db()
    is_over = partnerschap.status == PartnerschapStatus.BEEINDIGD
    with time_machine.travel(AFTER_K1, tick=False):
        client = browser_of(UserFactory(coordinator=True) if is_over else contact)
        answers = {tail: client.get(home_of(rapport) + tail) for tail in ("", "csv/", "xlsx/")}
    assert {answer.status_code for answer in answers.values()} == {200}
    cells = [cell for part in parts_of_csv(answers["csv/"].content) for row in part for cell in row]
    cells += [cell for rows in sheets_of_xlsx(answers["xlsx/"].content).values() for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(SIGNS)] == []


def leaks(rapport: Rapport, content: dict[str, Any]) -> list[str]:
    """Return the cells that are shown although fewer than five people are in them, or not in them; and exact ones."""
    counts, populations = rapport.working["counts"], rapport.working["populations"]
    shown = {name: klasse for name, klasse in rapport.working["published"].items() if klasse}
    found = [
        f"{name}: {counts[name]} of {populations[name]} as {klasse}"
        for name, klasse in shown.items()
        if not 5 <= counts[name] <= populations[name] - 5 or klasse[1] - klasse[0] < 5
    ]
    classes = [row["mensen"][one] for row in content["activiteiten"] for one in row["mensen"]]
    classes += [row["mensen"][one] for row in content["provincies"] for one in row["mensen"]]
    return found + [f"{klasse} is narrow" for klasse in classes if klasse and klasse[1] - klasse[0] < 5]


def test_a_place_without_an_employer_belongs_to_no_partner() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, MANY)
    meeting = held(IN_K1, people[:15], partnerschap.organisatie)
    Deelname.objects.filter(bijeenkomst=meeting, user__in=people[:5]).update(organisatie=None)
    rapport, _content = frozen(partnerschap, K1, AFTER_K1)
    assert rapport.tellingen.count() == 10


def test_a_circle_of_merged_organisaties_stops_nothing() -> None:
    """No action makes one; it may stand in a database that was mended by hand."""
    partnerschap = a_partnerschap()
    other = OrganisatieFactory(merged_into=partnerschap.organisatie)
    Organisatie.objects.filter(pk=partnerschap.organisatie_id).update(merged_into=other)
    held(IN_K1, staff(partnerschap.organisatie, MANY)[:15], partnerschap.organisatie)
    rapport, _content = frozen(partnerschap, K1, AFTER_K1)
    assert (rapport.year, rapport.quarter) == (2026, 1)
