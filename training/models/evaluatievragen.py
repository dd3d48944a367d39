"""What participants are asked about a part of the training. The code of a question stands in the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from training.models.programmas import OnderdeelKind

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Vraag:
    """One question: a judgement from 1 (not at all) to 5 (fully), or with `is_open` words, which may be left out."""

    code: str
    text: str | Promise
    is_open: bool = False


OVER_DAGDEEL = (
    Vraag("nut", _("Ik kan hiermee verder in mijn eigen casus")),
    Vraag("begeleiding", _("De uitleg en de begeleiding hielpen mij")),
    Vraag("tekst", _("Wat hield je vast, en wat kan beter?"), is_open=True),
)
OVER_TRAINING = (
    Vraag("taal", _("Ik gebruik de woorden en de instrumenten in mijn eigen werk")),
    Vraag("vorm", _("Ik weet beter welke vorm van samenwerking nodig is")),
    Vraag("eisen", _("Ik kan opschrijven wat een samenwerking nodig heeft")),
    Vraag("geheel", _("Ik kan laten zien waar mijn samenwerking staat in het geheel")),
    Vraag("gezond", _("Ik kan beoordelen of een samenwerking gezond is")),
    Vraag("casus", _("Werken aan mijn casus bracht mijn samenwerking verder")),
    Vraag("team", _("Mijn team hielp mij verder")),
    Vraag("coaching", _("De coaching en de gesprekken met trainers hielpen mij")),
    Vraag("tempo", _("Het tempo en de spreiding pasten bij mijn werk")),
    Vraag("veilig", _("Ik kon vrijuit spreken")),
    Vraag("aanraden", _("Ik raad deze training aan bij collega's")),
    Vraag("tekst", _("Wat moet blijven, en wat moet anders?"), is_open=True),
)
ASKED: Mapping[str, tuple[Vraag, ...]] = {
    OnderdeelKind.DAGDEEL: OVER_DAGDEEL, OnderdeelKind.EINDSESSIE: OVER_TRAINING,
}  # fmt: skip
