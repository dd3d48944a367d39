"""T42: what people wrote stays words in the tables of an editie, in every text column of every table."""

import csv
import io
from typing import Any

import pytest

from community.models import Bijeenkomst, Deelname, Organisatie, User
from community.sheet_writing import csv_lines
from tests.community.aanwezigheid.test_export import FORMULA_SIGNS, PAYLOADS
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, an_editie
from training.models import Inschrijving, Programmaonderdeel
from training.queries.editie_export import TABLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("payload", PAYLOADS, ids=repr)
def test_no_cell_is_a_formula(payload: str) -> None:
    editie = an_editie()
    person: User = UserFactory()
    deelnemer: Any = a_deelnemer(editie, person)
    organisatie: Organisatie = OrganisatieFactory()
    meeting = editie.delen.get(onderdeel__code="1").bijeenkomst
    Deelname.objects.create(bijeenkomst=meeting, user=person, status="AANWEZIG", organisatie=organisatie)
    Inschrijving.objects.filter(pk=deelnemer.inschrijving.pk).update(organisatie=organisatie, requested_at=NOW)
    User.objects.filter(pk=person.pk).update(voornaam=payload, tussenvoegsel="", achternaam="x")
    Organisatie.objects.filter(pk=organisatie.pk).update(name=payload)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(place_name=payload)
    Programmaonderdeel.objects.filter(code="1").update(title=payload)
    seen = 0
    for name, table in TABLES.items():
        content = b"".join(csv_lines(list(table(editie)))).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
        assert len({len(row) for row in rows}) == 1, name
        assert [cell for row in rows for cell in row if cell.startswith(FORMULA_SIGNS)] == [], name
        seen += sum("1" in cell or "A1" in cell or "calc" in cell for row in rows[1:] for cell in row)
    assert seen >= 4, "the payload stands in none of the tables"
