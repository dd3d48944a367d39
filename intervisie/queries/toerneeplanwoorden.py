"""Why the visits of a toernee do not fit, and what would help, in sentences that a coördinator can use."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from community.notation import count, date_plain, listing
from intervisie.models import FEWEST, MOST, Toernee
from intervisie.queries.toernee_invoer import Invoer
from intervisie.toernee import Blocker, Broken, Explanation, Wish, WishKind

# So many dagdelen and ways out are named; more reads as a list of everything.
MOST_NAMED, MOST_WAYS = 4, 4
SILENT = "STIL"
# Kilometres of road that somebody does in an hour.
KM_PER_HOUR = 60


def why_silent(invoer: Invoer, toernee: Toernee) -> dict[str, Any]:
    """Return that people gave no dagdelen yet, as a proposal keeps it; empty when all did."""
    silent = invoer.silent[str(toernee.pk)]
    if not silent:
        return {}
    names = listing([user.naam for user in silent])
    first = _("{names} gaf nog geen dagdelen op.") if len(silent) == 1 else _("{names} gaven nog geen dagdelen op.")
    return {
        "kind": SILENT, "people": [str(user.pk) for user in silent],
        "sentences": [first.format(names=names), _("Wacht tot iedereen dagdelen heeft opgegeven, of bel even.")],
    }  # fmt: skip


def why_not(invoer: Invoer, toernee: Toernee, found: Explanation) -> dict[str, Any]:
    """Return who and what blocks and what would help, as a proposal keeps it."""
    people = [str(invoer.users[one].pk) for one in found.people if one in invoer.users]
    ways = [_way(invoer, relief.wishes) for relief in found.reliefs[:MOST_WAYS]]
    sentences = [_blocks(invoer, toernee, found), *dict.fromkeys(ways)]
    if not found.reliefs:
        sentences.append(_("Eén andere wens helpt niet. Verruim de periode, of vraag iedereen om meer dagdelen."))
    return {"kind": found.blocker.value, "people": people, "sentences": sentences}


def faulty(invoer: Invoer, problems: Sequence[str]) -> dict[str, Any]:
    """Return what contradicts itself in the input, as a proposal keeps it; with names instead of ids."""
    return {"kind": "INVOER", "people": [], "sentences": [_named(invoer, one) for one in problems]}


def _named(invoer: Invoer, sentence: str) -> str:
    for id_ in invoer.standen:
        sentence = sentence.replace(f"Toernee {id_}", _("Deze toernee")).replace(f"toernee {id_}", _("deze toernee"))
    for id_, user in invoer.users.items():
        sentence = sentence.replace(id_, user.naam)
    return sentence


def size_words(people: int) -> str:
    """Return why so many people make no toernee; empty when they do."""
    if FEWEST <= people <= MOST:
        return ""
    words = _("Een toernee heeft {fewest} tot {most} regisseurs. Nu zijn het er {people}.")
    return words.format(fewest=FEWEST, most=MOST, people=people)


def broken_words(invoer: Invoer, one: Broken) -> str:
    """Return in a sentence which rule a plan breaks."""
    names = listing([invoer.naam(who) for who in one.people]) or _("Iemand")
    when = listing([invoer.rooster.words(slot) for slot in one.slots[:MOST_NAMED]])
    words = {
        "geblokkeerd": _("{when} is een feestdag, vakantie of verkiezing."),
        "afwezig": _("{names} kan niet op {when}."),
        "ontvangst": _("{names} kan niet ontvangen op {when}."),
        "begeleider-afwezig": _("Begeleider {names} kan niet op {when}."),
        "te-vroeg": _("{when} ligt vóór het begin van de periode."),
        "te-laat": _("{when} ligt na het einde van de periode."),
        "tussentijd": _("Tussen {when} ligt te weinig tijd. Er horen minstens {gap} werkdagen tussen."),
        "looptijd": _("Van het eerste tot het laatste bezoek is het te lang: meer dan {span} werkdagen."),
        "dubbel": _("{names} heeft op {when} al een ander bezoek."),
        "week": _("Begeleider {names} heeft in die week te veel bezoeken: {when}."),
        "te-veel": _("Begeleider {names} begeleidt al genoeg toernees."),
        "vast": _("Een bezoek dat vaststaat, ligt niet meer op {when}."),
        "begeleider": _("De begeleider hoort niet bij deze toernee."),
        "gastheren": _("Niet iedereen ontvangt één keer: {names}."),
    }.get(one.kind, _("De rollen kloppen niet bij {names}."))
    rules = invoer.instance.rules
    text = words.format(names=names, when=when, gap=rules.min_gap_days, span=rules.max_span_days)
    return text[:1].upper() + text[1:]


def travel_words(kilometres: float) -> str:
    """Return 'ongeveer 1 uur' for a distance by road; empty for next door and for places that are not known."""
    halves = round(kilometres / KM_PER_HOUR * 2)
    if halves < 1:
        return _("minder dan een half uur") if kilometres >= 1 else ""
    if halves == 1:
        return _("ongeveer een half uur")
    if halves == 3:
        return _("ongeveer anderhalf uur")
    whole, half = divmod(halves, 2)
    return _("ongeveer {hours} uur").format(hours=f"{whole}½" if half else whole)


def _blocks(invoer: Invoer, toernee: Toernee, found: Explanation) -> str:
    names = listing([invoer.naam(one) for one in found.people])
    visits = len(invoer.instance.tours_by_id[str(toernee.pk)].receiving)
    words = {
        Blocker.MENSEN: _("De {visits} bezoeken passen niet voor {until}: {names} {can} {slots}."),
        Blocker.ONTVANGST: _(
            "Bezoek bij {names} lukt niet voor {until}: als iedereen kan, is ontvangen daar niet mogelijk."
        ),
        Blocker.BEGELEIDER: _("De deelnemers kunnen samen, maar dan kan geen begeleider."),
        Blocker.BEZET: _("De deelnemers kunnen samen, maar dan is de begeleider bij een andere toernee."),
    }.get(found.blocker, _("Ook als iedereen altijd kan, passen {visits} bezoeken niet in deze periode."))
    until = date_plain(toernee.until_date)
    can = _("kan") if len(found.people) == 1 else _("kunnen samen")
    return words.format(names=names, can=can, visits=visits, until=until, slots=_shared(invoer, found.slots))


def _shared(invoer: Invoer, slots: Sequence[int]) -> str:
    """Return 'alleen op dinsdagmiddag 1 juni 2027 en 3 andere dagdelen'; without any that they share none."""
    if not slots:
        return _("op geen enkel dagdeel genoeg")
    said = [invoer.rooster.words(slot) for slot in slots[:MOST_NAMED]]
    if more := len(slots) - len(said):
        said.append(count(more, _("ander dagdeel"), _("andere dagdelen")))
    return _("alleen op {slots}").format(slots=listing(said))


def _way(invoer: Invoer, wishes: Sequence[Wish]) -> str:
    said = [_wish(invoer, wish) for wish in wishes]
    text = _(" en ").join([said[0], *(one[:1].lower() + one[1:] for one in said[1:])])
    return f"{text}."


def _wish(invoer: Invoer, wish: Wish) -> str:
    name = invoer.naam(wish.person) if wish.person else ""
    when = invoer.rooster.words(wish.slot) if wish.slot is not None else ""
    amount = wish.amount or 0
    words = {
        WishKind.ONTVANGST: _("Vraag {name} om te ontvangen op {when}"),
        WishKind.DAGDEEL: _("Vraag {name} om een extra dagdeel: {when}"),
        WishKind.BEGELEIDER_DAGDEEL: _("Vraag begeleider {name} om een extra dagdeel: {when}"),
        WishKind.BEGELEIDER: _("Vraag {name} om te begeleiden"),
        WishKind.MEER_IN_WEEK: _("Laat begeleider {name} {amount} bezoeken in een week doen"),
        WishKind.MEER_TOERNEES: _("Laat begeleider {name} {amount} toernees begeleiden"),
        WishKind.TUSSENTIJD: _("Neem genoegen met {amount} werkdagen tussen twee bezoeken"),
        WishKind.LOOPTIJD: _("Laat het eerste en laatste bezoek {amount} werkdagen uit elkaar liggen"),
        WishKind.BEGIN: _("Begin eerder, op {when}"),
        WishKind.PERIODE: _("Verruim de periode tot en met {until}"),
    }[wish.kind]
    until = date_plain(invoer.rooster.slot(2 * max(amount - 1, 0))[0])
    return words.format(name=name, when=when, amount=amount, until=until)
