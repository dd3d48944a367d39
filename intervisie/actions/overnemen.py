"""Adopting a proposal: its groups begin, once, and only when nothing changed since it was made."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kluis import make_data_key
from community.actions.versions import save_version
from community.berichten.outbox import owe
from community.models import User
from community.workdays import local_date
from intervisie.access.matching import may_run_matching
from intervisie.actions.groepen import first_poll, make_groep
from intervisie.actions.matchrondes import RondeOverError, hold_ronde
from intervisie.actions.toernees import make_planned
from intervisie.matching import Scorer
from intervisie.models import Form, Indelingsvoorstel, Intervisiegroep, Matchronde, RondeStatus, Toernee
from intervisie.queries.indelingsvoorstellen import changed_since
from intervisie.queries.matching_invoer import Mensen, mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.toerneevorming import Toerneeplan
from intervisie.queries.voorstel_inhoud import division_in

# There is no group for this person this time.
NO_GROUP = "N205"
NAME_LENGTH = 80


class PeopleChangedError(ActionError):
    """People came, left or changed since the proposal was made; `changes` names them. Nothing happened."""

    def __init__(self, changes: Sequence[str]) -> None:
        super().__init__(_("Er is iets veranderd sinds dit voorstel. Er is nog niets overgenomen. Werk het eerst bij."))
        self.changes = list(changes)


class AdoptedError(ActionError):
    """Somebody adopted a proposal of this round before."""

    def __init__(self, voorstel: Indelingsvoorstel) -> None:
        by = voorstel.adopted_by.naam if voorstel.adopted_by else _("Iemand")
        words = _("{name} heeft voorstel {number} al overgenomen. De groepen zijn bekend. Er is niets veranderd.")
        if voorstel.ronde.makes_toernees:
            words = _("{name} heeft voorstel {number} al overgenomen. De toernees zijn bekend. Er is niets veranderd.")
        super().__init__(words.format(name=by, number=voorstel.number))


@dataclass(frozen=True)
class Groepkeuze:
    """What the coördinator chose for one group: what it is called, and who is its contactpersoon (user id)."""

    name: str
    contact: str


def adopt_voorstel(
    *, actor: User, voorstel: Indelingsvoorstel, choices: Mapping[int, Groepkeuze], now: datetime
) -> list[Intervisiegroep | Toernee]:  # fmt: skip
    """Begin the groups of a proposal, with agreements and a first date poll, and tell everybody; return the groups.

    Of a round of toernees its toernees begin, and everybody is asked when she can. `choices` by the place of the
    group, from 0; what is not in it stays as proposed. Who has no group hears that.
    Raises AdoptedError, RondeOverError, PeopleChangedError, and ActionError for a choice that cannot be.
    """
    access.require(may_run_matching(actor, now))
    rows = voorstel.division["groups"]
    if not rows:
        raise ActionError(_("In dit voorstel zit geen enkele groep. Er is niets over te nemen."))
    with transaction.atomic():  # before any key is made: a look that costs nothing
        _unchanged(_held(voorstel.ronde), voorstel, now)
    keys = [make_data_key(now=now) for _row in rows]
    with transaction.atomic():
        held = _held(voorstel.ronde)
        mensen = _unchanged(held, voorstel, now)
        _require_sound(voorstel, mensen)
        groups = [
            _make(actor, held, voorstel, mensen, at, choices.get(at), key_id, now) for at, key_id in enumerate(keys)
        ]
        save_version(held, version=held.version, changes={"status": RondeStatus.VASTGESTELD, "decided_at": now})
        Indelingsvoorstel.objects.filter(pk=voorstel.pk).update(adopted_at=now, adopted_by=actor)
        for id_ in voorstel.division["unplaced"]:
            row = mensen.people[id_].aanmelding
            owe(NO_GROUP, object_id=row.pk, recipient=row.user, moment="geen-groep", now=now)
    return groups


def _held(ronde: Matchronde) -> Matchronde:
    """Lock the round. Raises AdoptedError when a proposal of it was adopted, RondeOverError when it is over."""
    try:
        return hold_ronde(ronde, among=(RondeStatus.GESLOTEN,))
    except RondeOverError:
        rows = Indelingsvoorstel.objects.filter(ronde=ronde, adopted_at__isnull=False)
        if adopted := rows.select_related("adopted_by", "ronde").first():
            raise AdoptedError(adopted) from None
        raise


def _unchanged(held: Matchronde, voorstel: Indelingsvoorstel, now: datetime) -> Mensen:
    """Return the people of the round. Raises PeopleChangedError when they are not those of the proposal."""
    mensen = mensen_van(held, now)
    if mensen.fingerprint != voorstel.fingerprint:
        raise PeopleChangedError(changed_since(voorstel, mensen))
    return mensen


def _require_sound(voorstel: Indelingsvoorstel, mensen: Mensen) -> None:
    """Judge the whole division once more by the definition of the rules. Raises ActionError when one is broken."""
    score = Scorer(judging_instance(mensen, voorstel.locks)).score(division_in(voorstel.division, mensen))
    if score.violations:
        raise ActionError(_("Dit voorstel houdt zich niet aan alle regels. Werk het eerst bij."))


def _make(
    actor: User, ronde: Matchronde, voorstel: Indelingsvoorstel, mensen: Mensen, at: int, chosen: Groepkeuze | None,
    key_id: uuid.UUID, now: datetime,
) -> Intervisiegroep | Toernee:  # fmt: skip
    row = voorstel.division["groups"][at]
    choice = chosen or Groepkeuze(row["name"], row["contact"])
    name = choice.name.strip()
    if not name or len(name) > NAME_LENGTH:
        what = _("toernee") if ronde.makes_toernees else _("groep")
        raise ActionError(_("Geef elke {what} een naam van hooguit {most} tekens.").format(
            what=what, most=NAME_LENGTH))  # fmt: skip
    if choice.contact not in row["members"]:
        raise ActionError(_("De contactpersoon van {name} zit niet in die groep. Kies iemand uit de groep.").format(
            name=name))  # fmt: skip
    if ronde.makes_toernees:
        return _make_toernee(actor, ronde, voorstel, mensen, at, Groepkeuze(name, choice.contact), key_id, now)
    users = {id_: mensen.people[id_].user for id_ in row["members"]}
    groep = make_groep(
        voorstel=voorstel, name=name, members=list(users.values()), contactpersoon=users[choice.contact],
        begeleider=None, form=Form.ONLINE if row["mode"] == "online" else Form.FYSIEK, slot=row["slot"],
        place_name=row["place"], ronde=ronde, actor=actor, key_id=key_id, now=now,
    )  # fmt: skip
    first_poll(groep, ronde, now)
    return groep


def _make_toernee(
    actor: User, ronde: Matchronde, voorstel: Indelingsvoorstel, mensen: Mensen, at: int, choice: Groepkeuze,
    key_id: uuid.UUID, now: datetime,
) -> Toernee:  # fmt: skip
    """Begin a toernee of one group of the proposal. Raises ActionError, with its name, for what cannot be any more."""
    members = [mensen.people[id_] for id_ in voorstel.division["groups"][at]["members"]]
    first = max(ronde.from_date, local_date(now) + timedelta(days=1))
    plan = Toerneeplan(
        choice.name, [(one.user, one.shown) for one in members], first, ronde.until_date,
        contactpersoon=mensen.people[choice.contact].user,
    )  # fmt: skip
    try:
        return make_planned(actor=actor, plan=plan, voorstel=voorstel, key_id=key_id, now=now)
    except ActionError as error:
        raise ActionError(f"{choice.name}: {error.message}") from error
