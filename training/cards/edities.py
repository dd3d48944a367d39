"""Blocks of Mijn omgeving about trainings: the edities somebody is in, each with where she is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.extension_points import Card
from community.models import User
from community.notation import date_plain
from training.queries.edities import EditieLine, own_lines
from training.queries.tussentijden import tussentijden_of


def mijn_edities(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the edities of this person that run, each with the tussentijd that is on; two queries for any number."""
    lines = own_lines(user, now)
    return {"tiles": [(line, _in_words(line, now)) for line in lines]} if lines else None


def _in_words(line: EditieLine, now: datetime) -> str:
    """Return '9 februari tot en met 8 juni 2027 · Tussentijd B, klaar vóór 20 april 2027'."""
    running = [one for one in tussentijden_of(line.editie.delen.all()) if one.is_open(now) and not one.is_over(now)]
    words = [_("{part}, klaar vóór {day}").format(part=one.title, day=date_plain(one.until))
             for one in running[-1:] if one.until]  # fmt: skip
    return " · ".join(filter(None, [line.days, *words]))


CARDS: list[Card] = [Card("mijn-edities", 20, "LOPEND", "training/edities/cards/mijn.html", mijn_edities)]
