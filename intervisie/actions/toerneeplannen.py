"""What the worker does for toernees: find days that work, for one or for all that wait, with progress; or repair."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.werkgang import WerkFailedError
from community.extension_points import Progress, WerkDeed, WerkKind
from community.models import User, Werk
from community.queries.werk import CHANGED_MEANWHILE
from intervisie.access.toerneeplanning import may_plan_all, unplanned_toernees
from intervisie.access.toernees import GOING_ON, looked_after_toernees, may_look_after_toernees
from intervisie.actions.toerneevoorstellen import (
    ALL_TOERNEES,
    ToerneeOverError,
    Vondst,
    mended,
    store_voorstel,
    with_reserve,
)
from intervisie.models import Toernee, Toerneevoorstel
from intervisie.queries.toernee_invoer import Invoer, invoer_of
from intervisie.queries.toerneeplanwoorden import faulty, size_words, why_not, why_silent
from intervisie.queries.toerneevoorstellen import TOERNEEPLAN, newest_number, without_visits, written
from intervisie.toernee import Effort, Instance, explain, plan
from intervisie.toernee import Progress as Search
from intervisie.toernee.reading import problems_of

# Shares of the whole, in hundredths.
SEARCHED, ALL = 90, 100
# Seconds of search: the least, the most, and from how many toernees on the most.
LEAST_SECONDS, MOST_SECONDS, MANY_TOERNEES = 2.0, 60.0, 200

Outcome = tuple[Toernee, Invoer, Vondst]


def seconds_for(toernees: int) -> float:
    """Return how long the worker searches for so many toernees, in seconds of work: 2 to 60."""
    return min(MOST_SECONDS, LEAST_SECONDS + toernees * (MOST_SECONDS - LEAST_SECONDS) / MANY_TOERNEES)


def make_plans(werk: Werk, progress: Progress, now: datetime) -> WerkDeed:
    """Find days for one toernee or for all that wait. Raises WerkFailedError when there is nothing to plan any more."""
    progress(0, ALL)
    toernees = _asked(werk, now)
    if not toernees:
        raise WerkFailedError(CHANGED_MEANWHILE)
    base = Toerneevoorstel.objects.filter(toernee=toernees[0], number=werk.options.get("base", 0)).first()
    found: list[Outcome] = []
    groups = grouped(toernees)
    for at, group in enumerate(groups):
        watch = _watch(progress, at, len(groups))
        found += _planned(group, found, base if len(toernees) == 1 else None, watch, now)
    progress(SEARCHED, ALL)
    return WerkDeed(_writing(werk, found))


def grouped(toernees: Sequence[Toernee]) -> list[list[Toernee]]:
    """Return the toernees in groups with the same rules, in which nobody is a deelnemer twice."""
    people: dict[UUID, set[UUID]] = {
        row.pk: {one.user_id for one in row.deelnemers.all() if one.left_at is None} for row in toernees
    }
    groups: list[tuple[tuple[int, int, int], set[UUID], list[Toernee]]] = []
    for row in toernees:
        rules = row.min_gap_days, row.ideal_gap_days, row.max_span_days
        for its, taken, rows in groups:
            if its == rules and not taken & people[row.pk]:
                taken |= people[row.pk]
                rows.append(row)
                break
        else:
            groups.append((rules, set(people[row.pk]), [row]))
    return [rows for _rules, _taken, rows in groups]


def _asked(werk: Werk, now: datetime) -> list[Toernee]:
    rows = looked_after_toernees(werk.user, now).filter(pk=werk.object_id, status__in=GOING_ON)
    if werk.object_id == ALL_TOERNEES:
        rows = unplanned_toernees(werk.user, now)
    ordered = rows.filter(kring__closed_at__isnull=True).order_by("made_at", "pk")
    return list(ordered.select_related("kring").prefetch_related("deelnemers"))


def _planned(
    toernees: Sequence[Toernee], earlier: Sequence[Outcome], base: Toerneevoorstel | None,
    watch: Callable[[Search], bool], now: datetime,
) -> list[Outcome]:  # fmt: skip
    """Return what planning these toernees gives; begeleiders that earlier ones take are not free."""
    locks = {str(base.toernee_id): base.locks} if base else {}
    invoer = invoer_of(toernees, now, locks=locks)
    found = {row.pk: vondst for row in toernees if (vondst := _without_search(invoer, row)) is not None}
    searched = [row for row in toernees if row.pk not in found]
    if searched:
        wanted = {str(row.pk) for row in searched}
        instance = replace(invoer.instance, tours=tuple(one for one in invoer.instance.tours if one.id in wanted))
        instance = _beside(instance, invoer, earlier)
        seed = newest_number(toernees[0]) + 1
        outcome = plan(instance, seed=seed, effort=Effort(seconds=seconds_for(len(searched)), watch=watch))
        plans = {one.tour: one for one in outcome.plans}
        for row in searched:
            made = plans.get(str(row.pk))
            if made is None:
                why = why_not(invoer, row, explain(instance, str(row.pk), others=tuple(plans.values())))
                found[row.pk] = Vondst(without_visits(invoer, row), why, seed=seed)
            else:
                whole = with_reserve(replace(invoer, instance=instance), made)
                found[row.pk] = Vondst(written(invoer, whole), seed=seed, is_proven=outcome.is_proven)
    return [(row, invoer, _from(base, found[row.pk])) for row in toernees]


def _without_search(invoer: Invoer, toernee: Toernee) -> Vondst | None:
    """Return what is known without searching: somebody is silent, the input cannot be, or visits stand already."""
    stand = invoer.standen[str(toernee.pk)]
    if stand.bezoeken:
        return replace(mended(invoer, toernee, ()), change=_("Hersteld met zo min mogelijk verschuivingen"))
    if words := size_words(len(stand.deelnemers)):
        return Vondst(without_visits(invoer, toernee), faulty(invoer, [words]))
    if why := why_silent(invoer, toernee):
        return Vondst(without_visits(invoer, toernee), why)
    alone = replace(invoer.instance, tours=(invoer.instance.tours_by_id[str(toernee.pk)],))
    if problems := problems_of(alone):
        return Vondst(without_visits(invoer, toernee), faulty(invoer, problems))
    return None


def _from(base: Toerneevoorstel | None, vondst: Vondst) -> Vondst:
    if base is None:
        return vondst
    change = vondst.change or _("Opnieuw gezocht; wat vaststaat bleef staan")
    return replace(vondst, based_on=base, locks=base.locks, change=change)


def _beside(instance: Instance, invoer: Invoer, earlier: Sequence[Outcome]) -> Instance:
    """Return the instance in which begeleiders are not free on days that other proposals of this work give them."""
    days: dict[str, set[Any]] = {}
    for _toernee, _invoer, vondst in earlier:
        if vondst.plan["begeleider"]:
            given = {row["date"] for row in vondst.plan["visits"]}
            days.setdefault(vondst.plan["begeleider"], set()).update(given)
    if not days:
        return instance
    guides = tuple(
        replace(one, slots=frozenset(
            slot for slot in one.slots if invoer.rooster.slot(slot)[0].isoformat() not in days.get(one.id, ())
        ))
        for one in instance.facilitators
    )  # fmt: skip
    return replace(instance, facilitators=guides)


def _writing(werk: Werk, found: Sequence[Outcome]) -> Callable[[datetime], Mapping[str, Any]]:
    def write(moment: datetime) -> Mapping[str, Any]:
        """Keep the proposals; a toernee that ended meanwhile gets none."""
        numbers = {}
        for toernee, invoer, vondst in found:
            try:
                row = store_voorstel(actor=werk.user, toernee=toernee, vondst=vondst, invoer=invoer, now=moment)
            except ToerneeOverError:
                continue
            numbers[toernee.code] = row.number
        if not numbers:
            raise WerkFailedError(CHANGED_MEANWHILE)
        return {"made": len(numbers)} if werk.options.get("all") else {"number": next(iter(numbers.values()))}

    return write


def _watch(progress: Progress, at: int, groups: int) -> Callable[[Search], bool]:
    """Return what tells the work how far the search is, only when that changed; False when somebody stopped it."""
    told = [-1]

    def watch(seen: Search) -> bool:
        done = int(SEARCHED * (at + seen.done) / groups)
        if done == told[0]:
            return True
        told[0] = done
        return progress(done, ALL)

    return watch


def may_still_plan(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the person plans toernees: who was a coördinator then and is not now sees nothing of it."""
    if werk.object_id == ALL_TOERNEES:
        return may_plan_all(user, now)
    return may_look_after_toernees(user, now) and Toernee.objects.filter(pk=werk.object_id).exists()


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return which of this work its person may still see. One query beside that of her roles."""
    known = set(Toernee.objects.filter(pk__in=[row.object_id for row in rows]).values_list("pk", flat=True))
    there = known | {ALL_TOERNEES}
    return {row.pk for row in rows if row.object_id in there and may_look_after_toernees(row.user, now)}


def page_of(werk: Werk) -> str:
    """Return the proposal that was made; before that the toernee, or the overview."""
    if werk.options.get("all"):
        return reverse("toernees-beheer")
    if number := werk.options.get("number"):
        return reverse("toernee-voorstel", args=[werk.options["code"], number])
    return reverse("toernee-beheer", args=[werk.options["code"]])


KIND = WerkKind(
    code=TOERNEEPLAN, name="Voorstel voor bezoeken", ready="Het voorstel voor de bezoeken is klaar",
    file_name=lambda werk, now: "", run=make_plans, may_still=may_still_plan, is_current=lambda werk, now: True,
    fetchable=fetchable, hand_out=lambda werk, now: None, back=page_of, has_file=False, keeps_best=True,
    busy="We zoeken dagen waarop iedereen kan. Dat duurt hooguit een minuut.",
)  # fmt: skip
