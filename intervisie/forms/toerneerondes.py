"""What is different in a round of toernees: its words, its sizes, and what counts when they are formed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from intervisie.models import FEWEST, MOST, USUAL, ErvaringWens, Form, Gewicht, RondeKind

# How a round meets when nobody chose: people visit each other, so a toernee is always there.
USUAL_FORM = {RondeKind.INTERVISIE.value: Form.BEIDE, RondeKind.TOERNEE.value: Form.FYSIEK}
# The question about each goal of the engine, and what it means for a toernee.
GOALS = {
    "sector": (_("Verschillende vormen"), _("Netwerk, combine, coalitie en alliantie bij elkaar.")),
    "senioriteit": (_("Verschillende fasen"), _("Van verkennen tot beheren en borgen.")),
    "thema": (_("Zelfde thema's"), _("Mensen die aan dezelfde opgaven werken.")),
    "nieuw": (_("Nieuwe gezichten"), _("Liever niet met wie je eerder in een toernee zat.")),
    "wens": (_("Wensen van leden"), _("Met wie iemand graag in een toernee komt.")),
    "reis": (_("Korte reis"), _("Samenwerkingen die niet te ver uit elkaar liggen.")),
    "tijd": (_("Ruime keus in dagdelen"), _("Meer dagdelen waarop iedereen in de toernee kan.")),
    "maat": (_("Gewenst aantal deelnemers"), _("Zo dicht mogelijk bij het aantal dat je hierboven koos.")),
}


def toernee_goals() -> dict[str, tuple[Any, Any]]:
    """Return the goals a coördinator weighs in a round of toernees, by name: the question and what it means."""
    return dict(GOALS)


def toernee_words() -> dict[str, tuple[Any, Any]]:
    """Return what the questions about a round are called when toernees come of it: label and hint by field."""
    return {
        "name": (_("Naam"), _("Bijvoorbeeld: Toernees najaar 2027. Leden zien deze naam.")),
        "from_date": (_("Bezoeken vanaf"), ""),
        "until_date": (_("Bezoeken tot en met"), _("Vijf bezoeken met een maand ertussen vragen vijf maanden.")),
        "size_min": (_("Minste deelnemers"), ""),
        "size_target": (_("Gewenst aantal deelnemers"), _("Met vijf heeft ieder elke rol precies één keer.")),
        "size_max": (_("Meeste deelnemers"), ""),
        "min_common_slots": (
            _("Gezamenlijke dagdelen"), _("Op zoveel dagdelen in de week moet iedereen in een toernee meestal kunnen."),
        ),
    }  # fmt: skip


def beginning_of_toernees() -> dict[str, Any]:
    """Return what the form of a new round of toernees begins with."""
    return {
        "version": 0, "form": Form.FYSIEK, "experience": ErvaringWens.MIX, "size_min": FEWEST, "size_target": USUAL,
        "size_max": MOST, "min_common_slots": 1,
    } | {f"weegt_{goal}": Gewicht.NORMAAL for goal in GOALS}  # fmt: skip
