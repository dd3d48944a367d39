"""The end of a group of intervisie: closed, mixed again with others, and its content destroyed half a year later."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsleven import asked_lidmaatschappen, may_choose_vervolg
from community.access.rollen import coordinatoren
from community.actions.agenda import cancel_coming_of_kring
from community.actions.groepseinde import end_open_matters
from community.actions.groepsleven import note_vervolg, people_in
from community.actions.kluis import destroy_data_key
from community.actions.kringen import lock_kring, require_open_kring
from community.actions.taken import open_taken, withdraw_taken
from community.berichten.outbox import owe, owe_many
from community.models import Evaluatie, Kring, User, Vervolg
from community.workdays import past_term
from intervisie.access.groepen import may_change_people
from intervisie.access.matching import open_rondes
from intervisie.actions.groepsleden import GROEP_KLEIN
from intervisie.actions.matchrondes import OPENED
from intervisie.actions.sessieopruimen import remove_boards_of
from intervisie.bewaarregels import REGELS
from intervisie.models import Groepsnotitie, Intervisiegroep, Matchronde, Rondeuitnodiging

ENDED = "N212"
OPNIEUW_MIXEN = "INTERVISIE_OPNIEUW_MIXEN"
# How long who was in a group can read on after it closed: half a year. Then its content is destroyed.
KEPT = REGELS["intervisiegroepen"].term


def close_groep(*, actor: User, groep: Intervisiegroep, now: datetime) -> None:
    """Let a coördinator close a group; its people are told. Raises ActionError when it was closed meanwhile."""
    access.require(may_change_people(actor, groep, now))
    with transaction.atomic():
        kring = lock_kring(groep.kring_id)
        require_open_kring(kring)
        end_groep(kring, now)


def end_groep(kring: Kring, now: datetime) -> None:
    """Close the group of this Kring with its coming meetings, and tell its people. Call under the lock of the Kring."""
    _end(kring, "afgesloten", now)


def mix_groep(*, actor: User, evaluatie: Evaluatie, now: datetime) -> None:
    """Close a group that wants to mix, and let who goes on register for a round.

    Who said yes hears of the open round of her region that closes first; when somebody has none, the coördinatoren
    are asked to open one. Raises ActionError when the evaluation runs, or somebody chose meanwhile.
    """
    access.require(may_choose_vervolg(actor, evaluatie.kring, now))
    with transaction.atomic():
        kring = lock_kring(evaluatie.kring_id)
        note_vervolg(actor=actor, evaluatie=evaluatie, kring=kring, vervolg=Vervolg.MIXEN, now=now)
        stopping = set(evaluatie.stemmen.filter(wants_on=False).values_list("user_id", flat=True))
        members = asked_lidmaatschappen(kring, now).exclude(user__in=stopping).select_related("user")
        going_on = [row.user for row in members]
        groep = _end(kring, "mixen", now)
        if not _invite(going_on, now):
            open_taken(OPNIEUW_MIXEN, users=coordinatoren(now), object_id=groep.pk, now=now)


def purge_groepen(now: datetime) -> int:
    """Destroy the content of groups that closed half a year ago: notes and boards go, then the key. In a scope."""
    before = past_term(now, KEPT)
    rows = Intervisiegroep.objects.filter(destroyed_at__isnull=True, kring__closed_at__lt=before)
    number = 0
    for groep in rows.select_related("kring").order_by("pk"):
        remove_boards_of(groep.kring, now)
        with transaction.atomic():
            held = Intervisiegroep.objects.select_for_update(no_key=True).get(pk=groep.pk)
            if held.destroyed_at is not None:
                continue
            Groepsnotitie.objects.filter(groep=held).delete()
            Intervisiegroep.objects.filter(pk=held.pk).update(destroyed_at=now)
            # Last: there is no way back.
            destroy_data_key(
                key_id=held.data_key_id, kind="INTERVISIEGROEP", object_id=held.pk, actor=None, reason="TERMIJN",
                now=now,
            )  # fmt: skip
        number += 1
    return number


def _end(kring: Kring, why: str, now: datetime) -> Intervisiegroep:
    present = people_in(kring, now)
    groep = Intervisiegroep.objects.get(kring=kring)
    kring.closed_at = now
    kring.save(update_fields=["closed_at"])
    end_open_matters(kring, now)
    withdraw_taken(GROEP_KLEIN, object_id=groep.pk, now=now)
    cancel_coming_of_kring(kring=kring, reason=_("De groep is afgesloten."), now=now)
    owe_many(ENDED, object_id=groep.pk, recipients=present, moment=why, now=now)
    return groep


def _invite(people: Iterable[User], now: datetime) -> bool:
    """Tell these people of a round they can register for; return whether there was one for everybody."""
    found_all = True
    for user in people:
        ronde = open_rondes(user, now).order_by("closes_date", "pk").first()
        if ronde is None:
            found_all = False
        else:
            _tell_of(ronde, user, now)
    return found_all


def _tell_of(ronde: Matchronde, user: User, now: datetime) -> None:
    """Invite her, also when she said no before: her group wants to mix, she said that she goes on."""
    row, is_new = Rondeuitnodiging.objects.get_or_create(ronde=ronde, user=user, defaults={"invited_at": now})
    if not is_new and row.declined_at is not None:
        Rondeuitnodiging.objects.filter(pk=row.pk).update(declined_at=None)
    owe(OPENED, object_id=ronde.pk, recipient=user, moment="open", now=now)
