"""What is told by place or colour on screen stands in words between: for who hears the page, and on paper."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string

MOMENT = {"day_words": "12 juli 2026", "kind": "Mijlpaal", "text": "Samen rekenen.", "needs": ""}


@pytest.mark.parametrize(
    ("template", "values", "sentence"),
    [
        ("dilemmas/_dilemma.html", {"dilemma": {"pole_a": "Snel", "pole_b": "Samen", "position": 50}},
         "Snel tegenover Samen"),
        ("fasen/_product.html", {"product": {"name": "Startnotitie", "status": "Bezig"}}, "Startnotitie: Bezig"),
        ("fasen/_fase.html", {"fase": {"title": "1 Verkennen", "status": "Bezig", "is_current": True}},
         "Bezig – Dit is de huidige fase"),
        ("tijdlijn/_moment.html", {"moment": MOMENT}, "12 juli 2026: Mijlpaal"),
    ],
)  # fmt: skip
def test_what_stands_beside_each_other_is_apart_in_words(template: str, values: Any, sentence: str) -> None:
    words = re.sub(r"<[^>]*>", "", render_to_string(f"casussen/{template}", values))
    assert sentence in " ".join(words.split())
