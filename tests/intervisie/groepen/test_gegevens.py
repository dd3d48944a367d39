"""What a person gets of her groups: her parts and her own notes, also of groups she left; and where she finds them."""

import pytest
from django.urls import reverse

from tests.browser.rich_groepen import enrich_groepen
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde
from tests.factories.intervisiegroepen import a_groep, a_notitie, people_of
from tests.factories.moments import NOW
from tests.intervisie.groepen.test_pagina import SECRET, page
from tests.own_data import own_data

pytestmark = pytest.mark.django_db


def test_her_own_notes_stay_hers_when_she_left() -> None:
    groep = a_groep()
    writer, other = people_of(groep)[1:3]
    a_notitie(groep, writer, SECRET)
    a_notitie(groep, other, "Van een ander")
    as_(writer).post(page("intervisiegroep-verlaten", groep))
    found = own_data(writer)
    assert [row["text"] for row in found["intervisie.groepsnotitie"]] == [SECRET]
    places = [(row["kring"], row["role"], row["until_at"]) for row in found["community.lidmaatschap"]]
    assert places == [("Groep Kreek", "LID", NOW)]


def test_the_browser_gets_groups_of_every_kind() -> None:
    a_ronde(name="Intervisie in het voorjaar")
    for _ in range(12):
        UserFactory()
    people = {code: UserFactory() for code in ("lid", "trekker", "starter")}
    enrich_groepen(people | {"coordinator": UserFactory(coordinator=True)}, NOW)
    text = as_(people["lid"]).get(reverse("intervisie")).content.decode()
    # Closed ones stand last and stay readable; of the others the next date is told.
    names = ("Intervisie Linge", "nog geen datum gepland", "Intervisie Merwede", "Volgende keer", "Intervisie Rijn",
             "Afgesloten op")  # fmt: skip
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)
    assert {row["kring"] for row in own_data(people["lid"])["community.lidmaatschap"]} == {
        "Intervisie Merwede", "Intervisie Linge", "Intervisie Rijn",
    }  # fmt: skip
