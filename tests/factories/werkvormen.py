"""Methods for sessions, written for tests: everybody's own question, one person's, and everybody's in turn."""

from typing import Any

from intervisie.models import Deck, Deckversie, Werkvorm, Werkvormversie
from tests.factories.moments import LONG_AGO

WHOLE = {"fits": ["VOORVAL"], "maturity": "NIEUW", "takes_days": True}


def a_step(code: str, **fields: Any) -> dict[str, Any]:
    """Return a step as data: in it nobody writes, unless told otherwise."""
    plain = {"code": code, "title": code.capitalize(), "text": f"Doe {code}.", "minutes": 5, "speaks": "ALLEN"}
    if fields.get("input", "NIETS") == "NIETS":
        return plain | fields
    return plain | {"writes": "ALLEN", "sees": "ALLEN", "reveal": "DIRECT"} | fields


# As the conversation with cards: a card, a question of one's own, then an insight for each other one.
OWN: dict[str, Any] = WHOLE | {
    "question": "EIGEN", "size": {"fewest": 2, "most": 16}, "group": {"fewest": 2, "most": 8},
    "steps": [
        a_step("kaart", input="KAARTEN", sees="ALLEN", reveal="NA_STAP", result="KAART", minutes=10),
        a_step("vraag", input="TEKST", sees="ALLEN", reveal="NA_EIGEN", result="VRAAG", is_split=True),
        a_step("ronde", in_turn=True, speaks="BEURT", minutes=20),
        a_step("inzicht", input="PER_PERSOON", sees="ONTVANGER", reveal="NA_STAP", result="INZICHT", minutes=10),
        a_step("acties", input="ACTIES", sees="SCHRIJVER", reveal="NA_STAP", result=""),
    ],
}  # fmt: skip
# As the method of the incident: one brings in, the others ask and advise, she weighs.
ONE: dict[str, Any] = WHOLE | {
    "question": "EEN", "size": {"fewest": 3, "most": 12}, "group": {"fewest": 3, "most": 12},
    "steps": [
        a_step("start", speaks="ALLEN"),
        a_step("vertellen", speaks="INBRENGER", input="TEKST", writes="INBRENGER", result="VRAAG"),
        a_step("vragen", input="REGELS", lines=2, writes="ANDEREN", sees="ANDEREN_EERST", speaks="NIEMAND"),
        a_step("wegen", input="WEGEN", of="vragen", writes="INBRENGER", speaks="INBRENGER",
               options=[{"code": "warm", "title": "Warm"}, {"code": "koud", "title": "Koud"}]),
        a_step("advies", input="TEKST", writes="ANDEREN", sees="INBRENGER", reveal="NA_STAP", result="ADVIES",
               speaks="ANDEREN"),
        a_step("geleerd", input="TEKST", sees="SCHRIJVER", result="GELEERD"),
    ],
}  # fmt: skip
# As a troika: each in turn brings in, in subgroups.
IN_TURN: dict[str, Any] = WHOLE | {
    "question": "OM_DE_BEURT", "size": {"fewest": 2, "most": 12}, "group": {"fewest": 2, "most": 4},
    "steps": [
        a_step("start", speaks="BEGELEIDER", is_split=True),
        a_step("vertel", speaks="INBRENGER", repeats=True),
        a_step("raad", speaks="ANDEREN", repeats=True, input="TEKST", writes="ANDEREN", sees="ANDEREN_EERST",
               result="ADVIES"),
        a_step("slot", input="TEKST", result="GELEERD"),
    ],
}  # fmt: skip
DECK: dict[str, Any] = {
    "rights_status": "EIGEN", "rights_note": "",
    "cards": [
        {"code": f"kaart-{number}", "label": f"Kaart {number}", "core": "Waar gaat het over?", "scene": "Stel je voor.",
         "quote": "", "quote_source": "", "color": "blauw", "icon": "ster", "related": []}
        for number in range(1, 8)
    ],
}  # fmt: skip


def a_werkvorm(schema: dict[str, Any] | None = None, **fields: Any) -> Werkvorm:
    """Return a method that is offered, with one published version. The method with cards comes with its deck."""
    number = Werkvorm.objects.count() + 1
    wanted = OWN if schema is None else schema
    with_cards = any(step.get("input") == "KAARTEN" for step in wanted["steps"])
    named = {"code": f"werkvorm-{number}", "name": f"Werkvorm {number}", "summary": "Een werkvorm om te proberen."}
    werkvorm = Werkvorm.objects.create(**named | {"deck": a_deck() if with_cards else None} | fields)
    Werkvormversie.objects.create(
        werkvorm=werkvorm, number=1, schema=wanted, source="Eigen opzet", published_at=LONG_AGO
    )
    return werkvorm


def a_deck(schema: dict[str, Any] | None = None) -> Deck:
    """Return a deck with one published version."""
    number = Deck.objects.count() + 1
    deck = Deck.objects.create(code=f"deck-{number}", name=f"Deck {number}", summary="Kaarten om te proberen.")
    Deckversie.objects.create(deck=deck, number=1, schema=schema or DECK, source="Eigen opzet", published_at=LONG_AGO)
    return deck
