"""Asking for bemiddeling or guidance of a process (INT-14): only who is chosen reads what it is about."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Samenwerking, User
from community.models.fragments import CODE_ALPHABET, VersionField


def new_vraag_code() -> str:
    """Return an opaque code for the address of a request, for example 'm-4m8xk2qd'."""
    return "m-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class Stijl(models.TextChoices):
    """The three styles of mediation (bron 002), or advice about them."""

    EVALUEREND = "EVALUEREND", _("Evaluerend")
    FACILITEREND = "FACILITEREND", _("Faciliterend")
    TRANSFORMATIEF = "TRANSFORMATIEF", _("Transformatief")
    WEET_NIET = "WEET_NIET", _("Dat weet ik nog niet")


class BemiddelingStatus(models.TextChoices):
    """Where a request stands."""

    GEVRAAGD = "GEVRAAGD", _("Wacht op het coördinerend hart")
    VOORGESTELD = "VOORGESTELD", _("Iemand is gevraagd")
    LOOPT = "LOOPT", _("Loopt")
    AFGEROND = "AFGEROND", _("Afgerond")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


OPEN_BEMIDDELING = (BemiddelingStatus.GEVRAAGD, BemiddelingStatus.VOORGESTELD, BemiddelingStatus.LOOPT)


class Bemiddelingsvraag(models.Model):
    """One request. The coördinerend hart sees who asks, which style and how soon; the text is read by the asker and,
    from the moment she took it on, by who was chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_vraag_code, editable=False)
    asker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="bemiddelingsvragen")
    samenwerking = models.ForeignKey(
        Samenwerking, on_delete=models.SET_NULL, null=True, blank=True, related_name="bemiddelingsvragen"
    )
    style = models.CharField(_("stijl"), max_length=14, choices=Stijl.choices)
    wanted_by = models.DateField(_("liefst voor"), null=True, blank=True)
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("waar gaat het over?"))
    status = models.CharField(
        _("status"), max_length=11, choices=BemiddelingStatus.choices, default=BemiddelingStatus.GEVRAAGD
    )
    mediator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="bemiddelingen")
    asked_at = models.DateTimeField(_("gevraagd op"))
    proposed_at = models.DateTimeField(_("voorgesteld op"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Bemiddelingsvraag"]()

    class Meta:
        verbose_name = _("bemiddelingsvraag")
        verbose_name_plural = _("bemiddelingsvragen")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status__in=["VOORGESTELD", "LOOPT"]) | Q(mediator__isnull=False),
                name="bemiddelingsvraag_has_mediator",
            ),
        )

    def __str__(self) -> str:
        return f"Bemiddelingsvraag {self.code}"
