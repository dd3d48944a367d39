"""Whether somebody can come into a group that is there: asked by a coördinator, judged with the private rules too.

What everybody may know is a warning. A private rule refuses, without saying which, whose or about whom; the question is
written down and limited as that about a move in a proposal is (actions.proefverplaatsingen).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import active_lidmaatschappen
from community.actions.errors import ActionError
from community.models import KringRol, User
from intervisie.access.groepen import may_change_people
from intervisie.actions.matchaanmeldingen import keeps_private
from intervisie.actions.proefverplaatsingen import MOST_QUESTIONS, LimitError
from intervisie.models import Indelingsvoorstel, Intervisiegroep, Proefverplaatsing
from intervisie.queries.groepstoetreding import notes_about
from intervisie.queries.indelingsvoorstellen import asked_today
from intervisie.queries.matching_invoer import mensen_van
from intervisie.queries.matching_regels import judging_instance


class VasteregelError(ActionError):
    """A private rule stands in the way; not which, whose or about whom."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan niet: een vaste regel staat in de weg."))


def ask_about_joining(
    *, actor: User, groep: Intervisiegroep, user: User, role: KringRol, now: datetime
) -> list[str]:  # fmt: skip
    """Return sentences about what speaks against somebody in this group; empty when nothing does.

    Raises VasteregelError when a private rule stands in the way, LimitError when too many were asked about today.
    """
    access.require(may_change_people(actor, groep, now))
    knows_rules = groep.voorstel is not None and keeps_private(groep.voorstel.ronde, now)
    if groep.voorstel is not None and knows_rules:
        is_refused = private_stands_between(groep.voorstel, groep.kring_id, user, now)
        write_down(actor, groep.voorstel, user, is_refused, now)
        if is_refused:
            raise VasteregelError
    return notes_about(groep, user, role, now, knows_rules=knows_rules)


def refuse_private(groep: Intervisiegroep, user: User, now: datetime) -> None:
    """Raise VasteregelError when a private rule stands between her and somebody in the group.

    For who lets her in, under the lock of the Kring: the question was asked and written down before, but others may
    have come in since.
    """
    voorstel = groep.voorstel
    if voorstel and keeps_private(voorstel.ronde, now) and private_stands_between(voorstel, groep.kring_id, user, now):
        raise VasteregelError


def private_stands_between(
    voorstel: Indelingsvoorstel, kring_id: UUID, user: User, now: datetime, *, but_not: UUID | None = None
) -> bool:  # fmt: skip
    """Whether a private rule of the round says that this person and somebody in the Kring do not go together.

    `but_not` is who goes out as she comes in.
    """
    inside = active_lidmaatschappen(now).filter(kring=kring_id).exclude(user__in={user.pk, but_not or user.pk})
    person, present = str(user.pk), {str(pk) for pk in inside.values_list("user_id", flat=True)}
    instance = judging_instance(mensen_van(voorstel.ronde, now))
    avoid = {one.id: one.avoid for one in instance.people}
    return any(
        person in avoid.get(other, ()) or other in avoid.get(person, ()) or frozenset((person, other)) in instance.lines
        for other in present
    )


def write_down(asker: User, voorstel: Indelingsvoorstel, person: User, is_refused: bool, now: datetime) -> None:
    """Keep every question: about the same person it may be another group, or the same one with other people in it.

    The row of who asks is locked, so that two at once do not pass the limit together.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=asker.pk)
        if asked_today(asker, voorstel.ronde, now) >= MOST_QUESTIONS:
            raise LimitError
        Proefverplaatsing.objects.create(
            voorstel=voorstel, actor=asker, person=person, refused_groups=int(is_refused), asked_at=now
        )
