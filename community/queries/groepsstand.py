"""How a leergroep stands in one word, and what joining it means now."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from community.models import Joining, Leergroep, LeergroepPhase


class GroupState(TextChoices):
    """What a group says about itself in one word."""

    OPEN = "OPEN", _("Open")
    OP_VERZOEK = "OP_VERZOEK", _("Op verzoek")
    OP_UITNODIGING = "OP_UITNODIGING", _("Op uitnodiging")
    VOL = "VOL", _("Vol: wachtlijst")
    IN_OPRICHTING = "IN_OPRICHTING", _("In oprichting")
    AFGESLOTEN = "AFGESLOTEN", _("Afgesloten")


class JoinWay(TextChoices):
    """What the button does for who is not in the group; empty when there is nothing to join."""

    DIRECT = "DIRECT", _("Doe mee")
    VERZOEK = "VERZOEK", _("Vraag om mee te doen")
    WACHTLIJST = "WACHTLIJST", _("Zet me op de wachtlijst")


def is_full(leergroep: Leergroep, member_count: int) -> bool:
    """Whether every place is taken."""
    return leergroep.capacity is not None and member_count >= leergroep.capacity


def state_of(leergroep: Leergroep, member_count: int) -> GroupState:
    """Return the one word for a group: what matters most to who thinks of joining."""
    if leergroep.phase == LeergroepPhase.AFGESLOTEN:
        return GroupState.AFGESLOTEN
    if is_full(leergroep, member_count):
        return GroupState.VOL
    if leergroep.phase == LeergroepPhase.IN_OPRICHTING:
        return GroupState.IN_OPRICHTING
    return GroupState(leergroep.joining)


def join_way_of(leergroep: Leergroep, member_count: int) -> JoinWay | None:
    """Return what joining means in a group now; None when it is closed or by invitation only."""
    if leergroep.phase == LeergroepPhase.AFGESLOTEN or leergroep.joining == Joining.OP_UITNODIGING:
        return None
    if leergroep.joining == Joining.OP_VERZOEK:
        return JoinWay.VERZOEK
    return JoinWay.WACHTLIJST if is_full(leergroep, member_count) else JoinWay.DIRECT
