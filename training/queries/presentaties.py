"""What a presentation begins with: the layers of the participant's own casus, slide by slide."""

from datetime import datetime

from django.utils.translation import gettext as _

from casussen.access.casussen import own_casussen
from casussen.advies import recommendations_of
from casussen.format import BY_CODE, in_words
from casussen.queries.advies import advies_of
from casussen.queries.casussen import title_of
from community.models import User
from training.models import Deelnemer

Slide = dict[str, str]
LONGEST = 600


def first_slides(deelnemer: Deelnemer, user: User, now: datetime) -> list[Slide]:
    """Return slides with what the participant wrote in her own casus and advice, to go on from. In a scope.

    Three queries; only titles when she brought no casus.
    """
    casus = own_casussen(user, now).filter(pk=deelnemer.casus_id).first() if deelnemer.casus_id else None
    answers = casus.format if casus else {}
    row = advies_of(casus) if casus else None
    advice = row.content if row else {}
    advised = [f"{one.number}. {one.text}" for one in recommendations_of(advice)]

    def said(*codes: str) -> str:
        return "\n".join(filter(None, (in_words(BY_CODE[code], answers.get(code)) for code in codes)))

    slides = [
        (title_of(answers) if casus else _("Mijn samenwerking"), said("gebied")),
        (_("De situatie"), said("schuurpunt")),
        (_("Ons doel"), said("doel")),
        (_("Wat we deden"), said("goed")),
        (_("Wat ik leerde"), ""),
        (_("Wat we vragen"), "\n".join(advised) or str(advice.get("bijdrage") or "") or said("vraag")),
    ]
    return [{"title": title[:80], "text": text[:LONGEST]} for title, text in slides]
