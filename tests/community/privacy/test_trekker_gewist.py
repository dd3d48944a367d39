"""A trekker is erased while others are in her group: its pages answer, her name is gone, and who may sees that it needs
one.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from community.actions.verwijderen import ask_removal, erase_due
from community.models import Groepsbericht, Lidmaatschap
from tests.community.toegang.steps import text_of
from tests.factories import AfsprakenFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db

PAGES = ("leergroep", "leergroep-over", "leergroep-leden", "leergroep-berichten", "leergroep-bijeenkomsten",
         "leergroep-vraag-nieuw", "leergroep-verlaten")  # fmt: skip
OF_THE_HART = ("leergroep-over", "leergroep-leden", "leergroep-bewerken", "leergroep-trekker-nieuw")
WORDS = "Neem volgende keer een kaart mee."


def test_her_group_goes_on_and_shows_that_it_has_no_trekker() -> None:
    group = LeergroepFactory()
    agreed = {"kring": group.kring, "accepted": AfsprakenFactory(kring=group.kring), "accepted_at": LONG_AGO}
    noor, fatima, heart = UserFactory(achternaam="Vlietstra"), UserFactory(), UserFactory(coordinator=True)
    LidmaatschapFactory(user=noor, role="TREKKER", **agreed)
    LidmaatschapFactory(user=fatima, **agreed)
    with time_machine.travel(NOW, tick=False) as clock:
        window = browser_of(noor)
        Groepsbericht.objects.create(kring=group.kring, author=noor, text=WORDS, created_at=NOW)
        ask_removal(actor=noor, now=NOW)
        clock.move_to(NOW + timedelta(days=31))
        assert erase_due(NOW + timedelta(days=31)) == 1
        member, keeper = browser_of(fatima), browser_of(heart)
        pages = {name: member.get(reverse(name, args=[group.slug])) for name in PAGES}
        assert {name: page.status_code for name, page in pages.items() if page.status_code != 200} == {}
        texts = " ".join(text_of(page) for page in pages.values())
        assert (WORDS in texts, "Oud-lid" in texts, "Vlietstra" in texts) == (True, True, False)
        assert "Deze groep heeft nu geen trekker." in texts
        answers: list[Any] = [keeper.get(reverse(name, args=[group.slug])) for name in OF_THE_HART]
        assert {answer.status_code for answer in answers} <= {200, 302}
        left = {window.get(reverse(name, args=[group.slug])).status_code for name in PAGES}
        assert left <= {302, 404}, "her own window is shut"
    assert not Lidmaatschap.objects.filter(user=noor, until_at__isnull=True).exists()
