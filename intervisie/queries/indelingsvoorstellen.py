"""Reading proposals: which there are, what changed since, how a group and a whole are said in words."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from community.models import Provincie, User, Werk
from community.models.werk import OPEN
from community.notation import DAYS, count, listing, number
from community.plaatsen import KM_PER_HOUR
from community.queries.groepsberichten import OUD_LID
from community.workdays import local_date
from intervisie.access.indelingsvoorstellen import visible_proefverplaatsingen, visible_voorstellen
from intervisie.models import OPEN_AANMELDING, Indelingsvoorstel, Matchaanmelding, Matchronde, Proefverplaatsing
from intervisie.queries.matching_invoer import Mensen
from intervisie.queries.matching_merken import Merken
from intervisie.queries.matchrondes import HALVES
from intervisie.queries.toernee_woorden import TOERNEE_GOALS, fact_rows, shown_words

MATCHING = "MATCHING"
# So many groups on one page.
PER_PAGE = 25
LEVELS = ("startend", "gevorderd", "senior")
# What the goals are called where a proposal says how well it does, best known first.
GOALS = {
    "sector": "Verschil in soort organisatie", "senioriteit": "Verschil in ervaring", "thema": "Gedeelde thema's",
    "nieuw": "Nieuwe mensen ontmoeten", "reis": "Korte reizen", "tijd": "Keuze in dagdelen",
    "maat": "Gewenste groepsgrootte",
}  # fmt: skip
# From this share on a goal goes well, or fairly.
WELL, FAIRLY = 0.75, 0.5
GOOD, REASONABLE = 75.0, 60.0


@dataclass(frozen=True)
class Persoon:
    """Somebody in a proposal: her name, and why she sits there."""

    id: str
    naam: str
    reasons: Sequence[str]
    is_locked: bool
    is_known: bool
    # In a round of toernees: the samenwerking she shows.
    shown: str = ""


@dataclass(frozen=True)
class Kaart:
    """One group as its card shows it. `number` counts from 1 and is its place in the proposal."""

    number: int
    name: str
    people: Sequence[Persoon]
    when: str
    facts: Sequence[str]
    ticks: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Buiten:
    """Somebody without a group, and why."""

    persoon: Persoon
    why: str


def newest_number(ronde: Matchronde) -> int:
    """Return the number of the newest proposal of a round; 0 without one."""
    return Indelingsvoorstel.objects.filter(ronde=ronde).aggregate(newest=Max("number"))["newest"] or 0


def voorstellen_of(user: User, ronde: Matchronde, now: datetime) -> list[Indelingsvoorstel]:
    """Return the proposals of a round for its coördinator, the newest first, without what stands in them."""
    rows = visible_voorstellen(user, now).filter(ronde=ronde).defer("division", "people")
    return list(rows.order_by("-number"))


def questions_of(user: User, ronde: Matchronde, now: datetime) -> list[Proefverplaatsing]:
    """Return who asked what moving somebody would cost, the newest first; at most a hundred."""
    rows = visible_proefverplaatsingen(user, ronde, now).select_related("actor", "person", "voorstel")
    return list(rows.defer("voorstel__division", "voorstel__people").order_by("-asked_at", "pk")[:100])


def asked_today(actor: User, ronde: Matchronde, now: datetime) -> int:
    """Return about how many people this coördinator asked today in this round."""
    rows = Proefverplaatsing.objects.filter(actor=actor, voorstel__ronde=ronde)
    return rows.filter(asked_at__date=local_date(now)).count()


def busy_werk(ronde: Matchronde) -> Werk | None:
    """Return the work that makes a proposal of this round now, whoever asked."""
    rows = Werk.objects.filter(kind=MATCHING, object_id=ronde.pk, status__in=OPEN).select_related("user")
    return rows.order_by("asked_at").first()


def changed_since(voorstel: Indelingsvoorstel, mensen: Mensen | Merken) -> list[str]:
    """Return in words who came, left or changed since a proposal was made; one query at most."""
    if voorstel.fingerprint == mensen.fingerprint:
        return []
    before: Mapping[str, Any] = voorstel.people
    words = {id_: _("{name} doet niet meer mee.") for id_ in before if id_ not in mensen.people}
    for id_, person in mensen.people.items():
        if said := _change_of(before.get(id_), person.mark):
            words[id_] = said
    found = [words[id_].format(name=name) for id_, name in names_of(words).items()]
    return found or [_("De instellingen van de ronde of de eerdere groepen zijn veranderd.")]


def _change_of(before: Mapping[str, Any] | None, mark: Mapping[str, Any]) -> str:
    if before is None:
        return _("{name} doet nu ook mee.")
    if before["version"] != mark["version"]:
        return _("{name} wijzigde de aanmelding.")
    if before["organisatie"] != mark["organisatie"]:
        return _("{name} heeft een andere werkgever.")
    if before["rest"] != mark["rest"]:
        return _("{name} heeft een ander profiel of een andere samenwerking.")
    return ""


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the names of these people in that order; who was erased is an 'Oud-lid'. One query."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = {str(pk): user.naam for pk, user in User.objects.in_bulk(wanted).items()}
    return {id_: found.get(id_, OUD_LID) for id_ in wanted}


def shown_of(voorstel: Indelingsvoorstel, first: int, last: int) -> tuple[list[Kaart], list[Buiten]]:
    """Return these groups of a proposal (places from 0, `last` not among them), and who has none. One query."""
    rows = voorstel.division["groups"][first:last]
    seated = [id_ for row in rows for id_ in row["members"]]
    names = names_of([*seated, *voorstel.division["unplaced"]])
    return _cards(voorstel, rows, first, names), outside_of(voorstel, names)


def _cards(
    voorstel: Indelingsvoorstel, rows: Sequence[Mapping[str, Any]], first: int, names: Mapping[str, str]
) -> list[Kaart]:
    locked = locked_in(voorstel)
    reasons = voorstel.division["reasons"]
    return [
        Kaart(
            number=at, name=row["name"], when=when_words(row), facts=fact_words(row, names),
            ticks=[(label, holds) for label, holds in row["ticks"]],
            people=[
                Persoon(id_, names[id_], reasons.get(id_, ()), id_ in locked, names[id_] != OUD_LID,
                        shown_words(row["shown"][id_]) if "shown" in row else "")
                for id_ in row["members"]
            ],
        )
        for at, row in enumerate(rows, first + 1)
    ]  # fmt: skip


def outside_of(voorstel: Indelingsvoorstel, names: Mapping[str, str]) -> list[Buiten]:
    """Return who has no group in a proposal, and why."""
    stored = voorstel.division
    return [
        Buiten(Persoon(id_, names[id_], (), False, names[id_] != OUD_LID), stored["why_not"].get(id_, ""))
        for id_ in stored["unplaced"]
    ]


def locked_in(voorstel: Indelingsvoorstel) -> set[str]:
    """Return who is locked where she sits."""
    return {id_ for lock in voorstel.locks for id_ in lock["members"]}


def group_of(voorstel: Indelingsvoorstel, person: str) -> int | None:
    """Return the place of somebody's group, from 0; None without one. Raises KeyError for who is not in it at all."""
    for at, row in enumerate(voorstel.division["groups"]):
        if person in row["members"]:
            return at
    if person not in voorstel.division["unplaced"]:
        raise KeyError(person)
    return None


def slot_words(slot: int) -> str:
    """Return a dagdeel in words: 'dinsdagmiddag'."""
    return f"{DAYS[slot // 2]}{HALVES[slot % 2]}"


def when_words(row: Mapping[str, Any]) -> str:
    """Say when and where a group meets: 'Dinsdagmiddag in Utrecht'."""
    if "shown" in row:
        return _("Vaak kan het op {slot}").format(slot=slot_words(row["slot"]))
    where = _("online") if row["mode"] == "online" else _("op locatie")
    if row["place"]:
        where = _("in {place}").format(place=row["place"])
    return f"{slot_words(row['slot']).capitalize()} {where}"


def fact_words(row: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Say the figures of a group in words."""
    facts, labels = row["facts"], dict(Provincie.choices)
    levels = [f"{amount} {word}" for amount, word in zip(facts["experience"], LEVELS, strict=True) if amount]
    found = [
        _("{who} van {orgs}").format(
            who=count(len(row["members"]), _("persoon"), _("mensen")),
            orgs=count(facts["organisaties"], _("organisatie"), _("organisaties")),
        ),
        *(
            fact_rows(row)
            if "shown" in row
            else (
                count(facts["sectors"], _("soort organisatie"), _("soorten organisaties")),
                _("Ervaring: {levels}").format(levels=listing(levels)),
            )
        ),
        _("Kan samen op: {slots}").format(slots=listing([slot_words(slot) for slot in facts["slots"]])),
    ]
    if facts["provincies"]:
        found.append(_("Uit: {where}").format(where=listing([str(labels[code]) for code in facts["provincies"]])))
    if facts["km"] is not None:
        found.append(_("Langste reis: {words}").format(words=travel_words(facts["km"])))
    if row["contact"] in names:
        found.append(_("Voorstel voor contactpersoon: {name}").format(name=names[row["contact"]]))
    return found


def travel_words(km: float) -> str:
    """Say a distance with the time it takes: '34 km, ongeveer 40 minuten'."""
    minutes = max(5, round(km / KM_PER_HOUR * 60 / 5) * 5)
    return _("{km} km, ongeveer {minutes} minuten").format(km=round(km), minutes=minutes)


def worth_words(voorstel: Indelingsvoorstel) -> list[str]:
    """Say what a whole proposal is worth: first in words, then goal by goal."""
    groups, out = voorstel.division["groups"], voorstel.division["unplaced"]
    placed = sum(len(row["members"]) for row in groups)
    one, many = (_("toernee"), _("toernees")) if voorstel.ronde.makes_toernees else (_("groep"), _("groepen"))
    found = [
        _("{who} in {groups}.").format(
            who=count(placed, _("persoon"), _("mensen")), groups=count(len(groups), one, many)
        ),
        count(len(out), _("persoon heeft nog geen {one}."), _("mensen hebben nog geen {one}.")).format(one=one)
        if out else _("Iedereen heeft een {one}.").format(one=one),
    ]  # fmt: skip
    if groups:
        words = _("{how} als geheel ({quality} van 100), {worst} voor de minste {many} ({low} van 100).")
        found.append(words.format(many=many, how=_how(voorstel.quality), worst=_how(voorstel.worst).lower(),
                                  quality=number(voorstel.quality, 1), low=number(voorstel.worst, 1)))  # fmt: skip
    if voorstel.is_proven:
        found.append(_("Bewezen: een betere indeling bestaat niet."))
    if not voorstel.is_complete:
        found.append(_("Gestopt: dit is het beste tot dan."))
    return found


def goal_words(voorstel: Indelingsvoorstel) -> list[tuple[str, str]]:
    """Say per goal how it goes, without a number: 'Gedeelde thema's', 'redelijk'. Wishes for people are left out."""
    shares = voorstel.division.get("components", {})
    called = TOERNEE_GOALS if voorstel.ronde.makes_toernees else GOALS
    return [
        (str(label), _("goed") if shares[goal] >= WELL else _("redelijk") if shares[goal] >= FAIRLY else _("matig"))
        for goal, label in called.items() if goal in shares
    ]  # fmt: skip


def _how(value: float) -> str:
    if value >= GOOD:
        return _("Goed")
    return _("Redelijk") if value >= REASONABLE else _("Matig")


@dataclass(frozen=True)
class Groeploos:
    """Somebody whose round was decided without a group for her; `advies` is about her own wishes alone."""

    user_id: uuid.UUID
    ronde: Matchronde
    advies: str


def groupless_by_id(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Groeploos]:
    """Return, by id of her registration, who of these has no group in the adopted proposal. Two queries."""
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, pk__in=set(ids), user__is_active=True)
    people = list(rows.select_related("ronde"))
    adopted = Indelingsvoorstel.objects.filter(ronde__in={row.ronde_id for row in people}, adopted_at__isnull=False)
    division_of = {row.ronde_id: row.division for row in adopted}
    found = {}
    for row in people:
        division, id_ = division_of.get(row.ronde_id, {}), str(row.user_id)
        if id_ in division.get("unplaced", ()):
            # The first sentence says why, the last what would have helped.
            advies = division.get("advies", {}).get(id_, "").rpartition(". ")[2]
            found[row.pk] = Groeploos(row.user_id, row.ronde, advies)
    return found
