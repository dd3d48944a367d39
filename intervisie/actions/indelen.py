"""What the worker does for a round: divide who registered in groups, with progress, or mend an earlier proposal."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.werkgang import WerkFailedError
from community.extension_points import Progress, WerkDeed, WerkKind
from community.models import User, Werk
from community.queries.werk import CHANGED_MEANWHILE
from intervisie.access.matching import may_run_matching
from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
from intervisie.actions.matchrondes import RondeOverError
from intervisie.matching import Division, Effort, Instance, divide, repair
from intervisie.matching.instance import problems_of
from intervisie.matching.search import Progress as Search
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus
from intervisie.queries.indelingsvoorstellen import MATCHING, newest_number
from intervisie.queries.matching_invoer import Mensen, mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import Inhoud, division_in, first_names, inhoud_of, moved_sentence, name_for

# Shares of the whole, in hundredths: searching, then explaining.
SEARCHED, EXPLAINED = 90, 95
ALL = 100
# Seconds of search: the least, the most, and from how many people on the most.
LEAST_SECONDS, MOST_SECONDS, MANY_PEOPLE = 5.0, 60.0, 3000
# Why work failed: the round was decided about meanwhile, or its input contradicts itself.
CLOSED, UNFIT = CHANGED_MEANWHILE, "INVOER_ONGELDIG"


def seconds_for(people: int) -> float:
    """Return how long the worker searches for this many people, in seconds of work: 5 to 60."""
    return min(MOST_SECONDS, LEAST_SECONDS + people * (MOST_SECONDS - LEAST_SECONDS) / MANY_PEOPLE)


def make_proposal(werk: Werk, progress: Progress, now: datetime) -> WerkDeed:
    """Divide the people of a round, or mend the proposal it starts from. Raises WerkFailedError when it cannot be."""
    ronde = Matchronde.objects.get(pk=werk.object_id)
    if ronde.status != RondeStatus.GESLOTEN:
        raise WerkFailedError(CLOSED)
    base = Indelingsvoorstel.objects.filter(ronde=ronde, number=werk.options.get("base", 0)).first()
    mensen, locks = mensen_van(ronde, now), base.locks if base else []
    instance = judging_instance(mensen, locks)
    if problems_of(instance):
        raise WerkFailedError(UNFIT)
    seed = newest_number(ronde) + 1
    if base is None or werk.options.get("anew"):
        inhoud, herkomst = _from_nothing(instance, mensen, progress, seed, base)
    else:
        inhoud, herkomst = _mended(instance, mensen, progress, seed, base)
    progress(EXPLAINED, ALL)
    kept = kept_locks(locks, inhoud.division)
    return WerkDeed(_writing(werk, ronde, inhoud, herkomst, kept))


def _writing(
    werk: Werk, ronde: Matchronde, inhoud: Inhoud, herkomst: Herkomst, locks: Sequence[Mapping[str, Any]]
) -> Callable[[datetime], Mapping[str, Any]]:  # fmt: skip
    def write(moment: datetime) -> Mapping[str, Any]:
        """Keep the proposal, unless the round was decided about meanwhile."""
        try:
            row = store_proposal(actor=werk.user, ronde=ronde, inhoud=inhoud, herkomst=herkomst, locks=locks,
                                 now=moment)  # fmt: skip
        except RondeOverError:
            raise WerkFailedError(CLOSED) from None
        return {"number": row.number}

    return write


def _from_nothing(
    instance: Instance, mensen: Mensen, progress: Progress, seed: int, base: Indelingsvoorstel | None
) -> tuple[Inhoud, Herkomst]:  # fmt: skip
    effort = Effort(seconds=seconds_for(len(mensen.people)), watch=_watch(progress))
    outcome = divide(instance, seed=seed, effort=effort)
    names = first_names(outcome.division, mensen)
    inhoud = inhoud_of(instance, outcome.division, mensen, names, look=lambda: progress(SEARCHED, ALL))
    change = _("Helemaal opnieuw ingedeeld") if base else ""
    return inhoud, Herkomst(mensen, seed, base, change, outcome.is_complete, outcome.is_proven)


def _mended(
    instance: Instance, mensen: Mensen, progress: Progress, seed: int, base: Indelingsvoorstel
) -> tuple[Inhoud, Herkomst]:  # fmt: skip
    progress(0, ALL)
    before = division_in(base.division, mensen)
    found = repair(instance, before, seed=seed, effort=Effort(seconds=LEAST_SECONDS))
    progress(SEARCHED, ALL)
    names = _kept_names(found.division, found.origins, before, base, mensen)
    inhoud = inhoud_of(instance, found.division, mensen, names, look=lambda: progress(SEARCHED, ALL))
    change = _("Bijgewerkt: {who}").format(who=moved_sentence(len(found.moved)))
    return inhoud, Herkomst(mensen, seed, base, change)


def _kept_names(
    division: Division, origins: Sequence[int | None], before: Division, base: Indelingsvoorstel, mensen: Mensen
) -> list[str]:
    """Return the names of groups after mending: those that go on keep theirs, new ones get the next number."""
    stored = {member: row["name"] for row in base.division["groups"] for member in row["members"]}
    names, number = [], len(base.division["groups"])
    for group, origin in zip(division.groups, origins, strict=True):
        if origin is None:
            number += 1
            names.append(name_for(number, group, mensen))
        else:
            names.append(stored[before.groups[origin].members[0]])
    return names


def kept_locks(locks: Sequence[Mapping[str, Any]], division: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the locks that still hold: of each group, who of it was locked."""
    locked = {id_ for lock in locks for id_ in lock["members"]}
    rows = [
        {"label": row["name"], "members": [id_ for id_ in row["members"] if id_ in locked]}
        for row in division["groups"]
    ]
    return [row for row in rows if row["members"]]


def _watch(progress: Progress) -> Callable[[Search], bool]:
    """Return what tells the work how far the search is, only when that changed; False when somebody stopped it."""
    told = [-1]

    def watch(seen: Search) -> bool:
        done = int(SEARCHED * seen.done)
        if done == told[0]:
            return True
        told[0] = done
        return progress(done, ALL)

    return watch


def may_still_match(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the person divides rounds: who was a coördinator then and is not now sees nothing of it.

    That the round was decided about meanwhile is said on its page.
    """
    return may_run_matching(user, now) and Matchronde.objects.filter(pk=werk.object_id).exists()


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return which of this work its person may still see."""
    return {werk.pk for werk in rows if may_still_match(werk.user, werk, now)}


def page_of(werk: Werk) -> str:
    """Return the proposal that was made; before that the round."""
    if number := werk.options.get("number"):
        return reverse("matching-voorstel", args=[werk.options["code"], number])
    return reverse("matchronde", args=[werk.options["code"]])


KIND = WerkKind(
    code=MATCHING, name="Voorstel voor groepen", ready="Het voorstel voor de groepen is klaar",
    file_name=lambda werk, now: "", run=make_proposal, may_still=may_still_match,
    is_current=lambda werk, now: True, fetchable=fetchable, hand_out=lambda werk, now: None, back=page_of,
    has_file=False, keeps_best=True, busy="We zoeken een goede indeling. Dat duurt hooguit een paar minuten.",
)  # fmt: skip
