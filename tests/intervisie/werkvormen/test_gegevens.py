"""The methods and the deck that come along: all of them, sound, timed as their sources say, in short Dutch of ours."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from intervisie.models import Deck, Deckversie, Werkvorm, Werkvormversie
from intervisie.werkvorm import words
from intervisie.werkvorm.cards import OWN_WORDS, why_not_published
from intervisie.werkvorm.palette import ICONS, judge_deck
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema
from intervisie.werkvorm.telling import longest, shortest
from tests.house_rules.test_language import FORBIDDEN, LONGEST_SENTENCE, sentences_of

DATA = Path(__file__).resolve().parents[3] / "intervisie" / "data"
ROWS: list[Any] = json.loads((DATA / "werkvormen.json").read_text())
DECKS: list[Any] = json.loads((DATA / "decks.json").read_text())
SPRITE = Path(__file__).resolve().parents[3] / "static" / "img" / "icons.svg"
# Whole sessions of one group, in minutes: of the smallest and of the largest group.
TIMES = {
    "incident": (65, 65), "roddel": (45, 45), "tienstappen": (120, 120), "balint": (90, 90), "waarderend": (45, 45),
    "socrates": (90, 90), "consultatie": (65, 65), "troika": (30, 39), "dilemmalijn": (45, 45), "doca": (75, 75),
    "ingangspunten": (50, 50),
}  # fmt: skip
# Sentences that only the original cards have; ours are about the same things in other words.
NAMES = {"code", "icon", "color", "speaks", "writes", "sees", "reveal", "input", "of", "result", "question", "maturity",
         "fits", "deck", "source", "related", "rights_status"}  # fmt: skip


def schema_of(code: str) -> Werkvormschema:
    return read_werkvorm(next(row["schema"] for row in ROWS if row["code"] == code))


def texts(data: Any, name: str = "") -> Iterator[str]:
    """Give everything a person reads."""
    if isinstance(data, str):
        if name not in NAMES:
            yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, name)


def test_every_method_is_sound_and_takes_its_time() -> None:
    found = {row["code"]: read_werkvorm(row["schema"]) for row in ROWS}
    assert {code: (shortest(schema), longest(schema)) for code, schema in found.items()} == TIMES


def test_each_sort_of_question_has_a_method_for_a_new_group() -> None:
    fits = {fit for row in ROWS if row["schema"]["maturity"] == words.NEW for fit in row["schema"]["fits"]}
    assert set(words.FITS) - fits == {"GEVOEL", "BEGRIP"}
    assert {fit for row in ROWS for fit in row["schema"]["fits"]} == set(words.FITS)


def test_only_groups_that_know_each_other_gossip_and_only_experienced_ones_balint() -> None:
    found = {row["code"]: row["schema"]["maturity"] for row in ROWS}
    assert (found["roddel"], found["balint"]) == (words.ACQUAINTED, words.EXPERIENCED)


def test_the_conversation_with_cards_is_ten_minutes_alone_and_forty_together() -> None:
    schema = schema_of("ingangspunten")
    alone = sum(step.minutes for step in schema.steps if not step.is_split)
    together = [(step.code, step.minutes) for step in schema.steps if step.is_split]
    assert (alone, together) == (10, [("voorlezen", 5), ("inzichten", 10), ("bespreken", 20), ("acties", 5)])
    assert (schema.fewest, schema.most, schema.question) == (4, 16, words.OWN)


def test_what_is_private_is_private_in_every_method() -> None:
    """Own actions and own lessons are read by nobody else, and nothing alone is shown before others wrote theirs."""
    for row in ROWS:
        for step in read_werkvorm(row["schema"]).steps:
            if step.input == words.ACTIONS or (step.result == words.LEARNT and step.input == words.TEXT):
                assert step.sees == words.WRITER, (row["code"], step.code)
            if step.writes == words.ALL and step.sees not in {words.WRITER}:
                assert step.reveal != words.AT_ONCE, (row["code"], step.code)


def test_the_deck_has_seven_cards_of_our_own_and_may_be_published() -> None:
    [row] = DECKS
    deck = judge_deck(row["schema"], row["card_count"])
    assert (row["card_count"], len(deck.cards), deck.rights_status) == (7, 7, OWN_WORDS)
    assert (why_not_published(deck), {card.quote for card in deck.cards}) == ("", {""})
    assert len({card.color for card in deck.cards}) == len({card.icon for card in deck.cards}) == 7
    assert all(card.scene and card.related and card.core.rstrip().endswith("?") for card in deck.cards)


def test_cards_carry_drawings_that_are_there() -> None:
    assert set(ICONS) <= set(re.findall(r'id="([a-z-]+)"', SPRITE.read_text()))


@pytest.mark.parametrize("row", [*ROWS, *DECKS], ids=[row["code"] for row in [*ROWS, *DECKS]])
def test_the_words_are_short_plain_and_ours(row: Any) -> None:
    said = [sentence for text in texts(row) for sentence in sentences_of(text)]
    assert [one for one in said if len(one.split()) > LONGEST_SENTENCE] == []
    assert [one for one in said for word in FORBIDDEN if re.search(word, one, re.I)] == []
    assert [one for one in said if "!" in one] == []
    assert row["source"]


@pytest.mark.django_db
def test_they_come_along_and_loading_them_again_changes_nothing() -> None:
    codes = list(Werkvorm.objects.order_by("position").values_list("code", flat=True))
    assert codes == list(TIMES)
    assert Werkvormversie.objects.filter(published_at__isnull=True).count() == 0
    Werkvorm.objects.filter(code="troika").update(name="Met z'n drieën")
    Deck.objects.update(name="Onze kaarten")
    migration = MigrationExecutor(connection).loader.get_migration("intervisie", "0003_werkvormen")
    state = MigrationExecutor(connection).loader.project_state(("intervisie", "0003_werkvormen"))
    for operation in migration.operations:
        operation.code(state.apps, connection.schema_editor())
    assert Werkvorm.objects.get(code="troika").name == "Met z'n drieën"
    assert (Werkvormversie.objects.count(), Deckversie.objects.count()) == (len(TIMES), 1)
    assert Werkvorm.objects.get(code="ingangspunten").deck == Deck.objects.get(name="Onze kaarten")
