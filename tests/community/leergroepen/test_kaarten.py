"""The blocks of Mijn omgeving about groups."""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from community.access.kringen import keep_standings
from community.cards.leergroepen import CARDS, mijn_leergroepen, nieuw_in_groepen
from community.models import Groepsbericht, Kring, Leergroep
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    GroepsberichtFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def drawn(code: str, user: Any) -> str:
    """Return the block as it stands on the page; empty when it has nothing to say."""
    card = next(card for card in CARDS if card.code == code)
    context = card.build(user, NOW)
    return render_to_string(card.template, {**context, "now": NOW}) if context else ""


def test_somebody_in_no_group_has_no_blocks() -> None:
    LeergroepFactory()
    user = UserFactory()
    assert [card.build(user, NOW) for card in CARDS] == [None, None]


def test_my_groups_with_their_next_date_and_what_waits_for_me() -> None:
    user = UserFactory()
    met, stil, nieuw, dicht = (LeergroepFactory(kring__name=name) for name in ("Akkers", "Beken", "Duinen", "Essen"))
    for leergroep in (met, stil, nieuw, dicht):
        LidmaatschapFactory(kring=leergroep.kring, user=user)
    BijeenkomstFactory(kring=met.kring, audience="KRING", kind="LEERGROEP", starts_at=NOW + timedelta(days=14))
    AfsprakenFactory(kring=nieuw.kring)
    Leergroep.objects.filter(pk=dicht.pk).update(phase="AFGESLOTEN")
    Kring.objects.filter(pk=dicht.kring_id).update(closed_at=NOW)
    text = drawn("mijn-leergroepen", user)
    assert [name in text for name in ("Akkers", "Beken", "Duinen", "Essen")] == [True, True, True, False]
    assert "Volgende bijeenkomst: ma 1 feb 2027" in text
    assert ("Lees eerst de afspraken" in text, f"/kringen/{nieuw.kring_id}/afspraken/" in text) == (True, True)


def test_what_others_wrote_each_conversation_once_and_at_most_five() -> None:
    user, other = UserFactory(), UserFactory(voornaam="Bas", tussenvoegsel="", achternaam="Verhoeven")
    leergroep = LeergroepFactory(kring__name="Akkers")
    LidmaatschapFactory(kring=leergroep.kring, user=user)
    for number in range(7):
        first = GroepsberichtFactory(
            kring=leergroep.kring, author=user, created_at=NOW - timedelta(days=2), text="kwartelkoning"
        )
        for minute in range(2):
            GroepsberichtFactory(
                kring=leergroep.kring, author=other, reply_to=first, text="kwartelkoning",
                created_at=NOW - timedelta(hours=number, minutes=minute),
            )  # fmt: skip
    text = drawn("nieuw-in-groepen", user)
    assert text.count("Bas Verhoeven reageerde in Akkers") == 5
    assert "kwartelkoning" not in text
    context = nieuw_in_groepen(user, NOW)
    assert context is not None
    assert [item.at for item in context["items"]] == [NOW - timedelta(hours=number) for number in range(5)]


def test_old_removed_and_own_messages_are_no_news() -> None:
    user = UserFactory()
    kring = LeergroepFactory().kring
    LidmaatschapFactory(kring=kring, user=user)
    GroepsberichtFactory(kring=kring, created_at=NOW - timedelta(days=31))
    GroepsberichtFactory(kring=kring, author=user, created_at=NOW)
    GroepsberichtFactory(kring=kring, text="", removed_at=NOW, created_at=NOW)
    GroepsberichtFactory(kring=LeergroepFactory().kring, created_at=NOW)
    assert nieuw_in_groepen(user, NOW) is None


@pytest.mark.parametrize("number", [1, 30])
def test_the_blocks_cost_the_same_for_one_group_as_for_thirty(django_assert_num_queries: Any, number: int) -> None:
    user = UserFactory()
    for _ in range(number):
        kring = LeergroepFactory().kring
        LidmaatschapFactory(kring=kring, user=user)
        Groepsbericht.objects.create(kring=kring, author=UserFactory(), text="Nieuw", created_at=NOW)
    keep_standings(user, NOW)  # as for every page
    with django_assert_num_queries(2):
        assert mijn_leergroepen(user, NOW) is not None
    with django_assert_num_queries(1):
        assert nieuw_in_groepen(user, NOW) is not None
