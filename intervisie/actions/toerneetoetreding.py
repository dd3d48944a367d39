"""Whether somebody can come in the place of a deelnemer: asked by a coördinator, judged with the private rules too.

What the register tells is a warning. A private rule of the round the toernee came from refuses, without saying which,
whose or about whom; the question is written down and limited as that about a group of intervisie.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from community import access
from community.models import Samenwerking, User
from intervisie.access.toernees import may_change_people
from intervisie.actions.groepstoetreding import VasteregelError, private_stands_between, write_down
from intervisie.actions.matchaanmeldingen import keeps_private
from intervisie.actions.toerneerollen import present_in
from intervisie.models import Toernee, Toerneedeelnemer
from intervisie.queries.toerneebanden import notes_between


def ask_about_replacing(
    *, actor: User, toernee: Toernee, deelnemer: Toerneedeelnemer, user: User, shown: Samenwerking | None,
    now: datetime,
) -> list[str]:  # fmt: skip
    """Return sentences about what speaks against somebody in this toernee; empty when nothing does.

    Raises VasteregelError when a private rule stands in the way, LimitError when too many were asked about today.
    """
    access.require(may_change_people(actor, toernee, now))
    voorstel = toernee.voorstel
    knows_rules = voorstel is not None and keeps_private(voorstel.ronde, now)
    if voorstel is not None and knows_rules:
        is_refused = private_stands_between(voorstel, toernee.kring_id, user, now, but_not=deelnemer.user_id)
        write_down(actor, voorstel, user, is_refused, now)
        if is_refused:
            raise VasteregelError
    others = [one for one in present_in(toernee) if one.pk != deelnemer.pk]
    notes = notes_between([(user, shown), *((one.user, one.samenwerking) for one in others)], now, about=user)
    if not knows_rules:
        notes.append(_("Van deze toernee kennen we geen vaste regels. Vraag na of iedereen zich hier vrij voelt."))
    return notes


def refuse_private_in_toernee(toernee: Toernee, user: User, now: datetime, *, but_not: User) -> None:
    """Raise VasteregelError when a private rule stands between her and somebody in the toernee but for who goes out.

    For who lets her in, under the lock of the Kring: others may have come in since it was asked.
    """
    voorstel = toernee.voorstel
    if voorstel is None or not keeps_private(voorstel.ronde, now):
        return
    if private_stands_between(voorstel, toernee.kring_id, user, now, but_not=but_not.pk):
        raise VasteregelError
