"""What a person gets of her groups: her parts and her own notes, also of groups she left; the browser data stand."""

import pytest

from intervisie.personal_data import intervisie_of
from tests.browser.rich_groepen import enrich_groepen
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde
from tests.factories.intervisiegroepen import a_groep, a_notitie, people_of
from tests.factories.moments import NOW
from tests.intervisie.groepen.test_pagina import SECRET, page

pytestmark = pytest.mark.django_db


def test_her_own_notes_stay_hers_when_she_left() -> None:
    groep = a_groep()
    writer, other = people_of(groep)[1:3]
    a_notitie(groep, writer, SECRET)
    a_notitie(groep, other, "Van een ander")
    as_(writer).post(page("intervisiegroep-verlaten", groep))
    found = intervisie_of(writer)
    assert [row["notitie"] for row in found["groepsnotities"]] == [SECRET]
    assert [(row["groep"], row["rol"], row["tot"]) for row in found["groepen"]] == [("Groep Kreek", "Lid", NOW)]


def test_the_browser_gets_groups_of_every_kind() -> None:
    a_ronde(name="Intervisie in het voorjaar")
    for _ in range(12):
        UserFactory()
    people = {code: UserFactory() for code in ("lid", "trekker", "starter")}
    links = enrich_groepen(people | {"coordinator": UserFactory(coordinator=True)}, NOW)
    texts = [as_(people["lid"]).get(path).content.decode() for path in links["lid"]]
    assert ["Afgesloten op" in text for text in texts] == [True]
    assert {row["groep"] for row in intervisie_of(people["lid"])["groepen"]} == {
        "Intervisie Merwede", "Intervisie Linge", "Intervisie Rijn",
    }  # fmt: skip
