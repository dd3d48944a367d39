"""What a step asks of whom, in a sentence: who speaks, who writes and who reads that from when."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from intervisie.werkvorm import words
from intervisie.werkvorm.steps import Stap


def together(names: Sequence[str]) -> str:
    """Return names as one says them: 'Noor, Anna en Bram'."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} en {last}").format(first=", ".join(names[:-1]), last=names[-1])


def who_speaks(step: Stap, bringers: Sequence[str], turns: Sequence[str], leader: str) -> str:
    """Return who speaks in a step."""
    bringer = _bringer(bringers)
    said = {
        words.ALL: _("Iedereen praat mee."),
        words.BRINGER: _("{name} praat. De anderen luisteren.").format(name=_begin(bringer)),
        words.OTHERS: _("De anderen praten. {name} luistert.").format(name=_begin(bringer)),
        words.TURN: _("Aan de beurt: {name}.").format(name=together(turns) or bringer),
        words.LEADER: _("De begeleider praat: {name}.").format(name=leader) if leader else _("De begeleider praat."),
        words.NONE: _("Niemand praat. Het is even stil."),
    }
    return said.get(step.speaks, "")


def who_writes(step: Stap, bringers: Sequence[str]) -> str:
    """Return who writes in a step; empty where nobody does."""
    bringer = _bringer(bringers)
    if step.input == words.NOTHING:
        return ""
    said = {
        words.ALL: _("Iedereen schrijft."),
        words.BRINGER: _("Alleen {name} schrijft.").format(name=bringer),
        words.OTHERS: _("Iedereen schrijft, behalve {name}.").format(name=bringer),
    }
    return said.get(step.writes, "")


def who_sees(step: Stap, bringers: Sequence[str]) -> str:
    """Return who reads what is written in a step, and from when; empty where nobody writes."""
    if step.input == words.NOTHING or step.writes == words.NONE:
        return ""
    if step.sees == words.WRITER:
        return _("Wat je schrijft, lees alleen jij.")
    return f"{_readers(step, together(bringers) or _('de inbrenger'))} {_from_when(step)}"


def _readers(step: Stap, bringer: str) -> str:
    said = {
        words.ALL: _("Jullie lezen van elkaar wat er staat."),
        words.OTHERS: _("Iedereen leest het, behalve {name}.").format(name=bringer),
        words.OTHERS_FIRST: _("Iedereen leest het; {name} pas na deze stap.").format(name=bringer),
        words.BRINGER: _("Alleen {name} leest het.").format(name=bringer),
        words.RECEIVER: _("Alleen voor wie het is, leest het."),
    }
    return said.get(step.sees, "")


def _from_when(step: Stap) -> str:
    said = {
        words.AT_ONCE: _("Dat kan meteen."),
        words.AFTER_OWN: _("Dat kan zodra je je eigen blad laat zien. Daarna verander je er niets meer aan."),
        words.AFTER_STEP: _("Dat kan als deze stap voorbij is."),
    }
    return said.get(step.reveal, "")


def _bringer(names: Sequence[str]) -> str:
    return together(names) or _("de inbrenger")


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]
