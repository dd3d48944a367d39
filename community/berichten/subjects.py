"""What a person may choose about mail: the groups of subjects, in her words.

Who chose nothing gets each message the way its kind prefers. What must reach her (a changed appointment, security)
ignores these choices; the sentences say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.extension_points import BerichtKind, bericht_kinds
from community.models import MailMode

WEEK_OVERVIEW = "WEEKOVERZICHT"


@dataclass(frozen=True)
class Subject:
    """One group of messages. `choices` are what the screen offers; the empty value is what we advise."""

    code: str
    name: str | Promise
    sentence: str | Promise
    advice: str | Promise = ""
    modes: tuple[MailMode, ...] = (MailMode.DIRECT, MailMode.DAG, MailMode.WEEK, MailMode.GEEN)

    @property
    def is_adjustable(self) -> bool:
        """Whether a person may choose at all."""
        return bool(self.modes)

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        """The values and words of the choice, the advised one first."""
        return [("", self.advice), *((mode.value, MODE_WORDS[mode]) for mode in self.modes)]


MODE_WORDS: dict[MailMode, Promise] = {
    MailMode.DIRECT: _("Direct, elk bericht als eigen mail"),
    MailMode.DAG: _("Eén mail per werkdag, om 8.30 uur"),
    MailMode.WEEK: _("In het weekoverzicht van dinsdag"),
    MailMode.GEEN: _("Geen mail"),
}

SUBJECTS: dict[str, Subject] = {
    subject.code: subject
    for subject in (
        Subject(
            "ACCOUNT",
            _("Je account"),
            _("Inloggen, beveiliging en je gegevens. Deze mails krijg je altijd."),
            modes=(),
        ),
        Subject(
            "AGENDA",
            _("Agenda"),
            _("Uitnodigingen en herinneringen voor bijeenkomsten. Een wijziging of afzegging krijg je altijd."),
            _("Aanbevolen: direct als het over jouw afspraak gaat, de rest in één mail per werkdag"),
        ),
        Subject(
            "LEERGROEPEN",
            _("Leergroepen"),
            _("Nieuws uit je leergroepen: reacties, nieuwe leden en een plek die vrijkomt."),
            _("Aanbevolen: direct als het over jou gaat, de rest in één mail per werkdag"),
        ),
        Subject(
            "TAKEN",
            _("Taken"),
            _("Herinneringen aan wat je nog moet doen. Ze stoppen zodra je klaar bent."),
            _("Aanbevolen: in één mail per werkdag"),
        ),
        Subject(
            "COMMUNITY",
            _("Community"),
            _("Nieuws en nieuwe bijeenkomsten in de community."),
            _("Aanbevolen: in het weekoverzicht van dinsdag"),
        ),
        Subject(
            "COORDINATIE",
            _("Coördinatie"),
            _("Wat op je wacht als je in het coördinerend hart werkt."),
            _("Aanbevolen: in één mail per werkdag"),
        ),
        Subject(
            WEEK_OVERVIEW,
            _("Weekoverzicht"),
            _("Elke dinsdag je taken, je bijeenkomsten en ander nieuws. Er komt geen mail als er niets te melden is."),
            _("Aan"),
            modes=(MailMode.GEEN,),
        ),
    )
}


def adjustable_subjects() -> list[Subject]:
    """Return the subjects a person may choose about, in the order of the screen."""
    return [subject for subject in SUBJECTS.values() if subject.is_adjustable]


def kinds_of(subject: str) -> list[BerichtKind]:
    """Return the kinds of message that listen to the choice for this subject."""
    return [
        kind
        for kind in bericht_kinds.all()
        if kind.subject == subject and not kind.is_mandatory and kind.mode != MailMode.GEEN
    ]


def adjustable_of(kinds: Iterable[BerichtKind]) -> list[str]:
    """Return the subjects among these kinds that a person may switch off, sorted."""
    return sorted({kind.subject for kind in kinds if not kind.is_mandatory and SUBJECTS[kind.subject].is_adjustable})
