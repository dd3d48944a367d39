"""The script of a dagdeel or of the eindsessie: what happens from when to when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.models import Bijeenkomst
from community.notation import duration, time_range
from training.models import Draaiboekregel, Editie, Editiedeel


@dataclass(frozen=True)
class ScriptLine:
    """One line; `when` is empty while the part has no day yet."""

    when: str
    minutes: int
    activity: str
    werkvorm: str
    material: str
    who: str


@dataclass(frozen=True)
class Script:
    """The script of one part. `remark` says in words when it does not fill the meeting, or lasts longer."""

    deel: Editiedeel
    lines: list[ScriptLine]
    remark: str


def script_of(editie: Editie, kind: str, code: str) -> Script | None:
    """Return the script of this part (of the first of its kind without a code), None without any. Two queries."""
    rows = Editiedeel.objects.filter(editie=editie, onderdeel__kind=kind)
    if code:
        rows = rows.filter(onderdeel__code=code.upper())
    deel = rows.select_related("onderdeel", "bijeenkomst").order_by("onderdeel__position").first()
    if deel is None:
        return None
    regels = list(Draaiboekregel.objects.filter(onderdeel=deel.onderdeel_id).order_by("position", "pk"))
    starts_at = deel.bijeenkomst.starts_at if deel.bijeenkomst else None
    total = timedelta(minutes=sum(regel.minutes for regel in regels))
    return Script(deel, lines_from(starts_at, regels), _remark(deel.bijeenkomst, total))


def lines_from(starts_at: datetime | None, regels: list[Draaiboekregel]) -> list[ScriptLine]:
    """Return the lines one after the other from the begin on. In passed time: the clock may change in between."""
    lines, at = [], starts_at
    for regel in regels:
        until = at + timedelta(minutes=regel.minutes) if at else None
        when = time_range(at, until) if at and until else ""
        lines.append(ScriptLine(when, regel.minutes, regel.activity, regel.werkvorm, regel.material, regel.who))
        at = until
    return lines


def _remark(meeting: Bijeenkomst | None, total: timedelta) -> str:
    if meeting is None or not total:
        return ""
    left = meeting.ends_at - meeting.starts_at - total
    if not left:
        return ""
    if left > timedelta(0):
        return f"Aan het eind is nog {duration(left)} over."
    return f"Het draaiboek duurt {duration(-left)} langer dan de bijeenkomst."
