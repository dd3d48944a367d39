"""Groups of intervisie: who, when and under which agreements says the Kring; what is written is sealed per group."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Kring, User
from community.models.fragments import CODE_ALPHABET, VersionField
from intervisie.models.matching import SLOTS, Form, Indelingsvoorstel


def new_groep_code() -> str:
    """Return an opaque code for the address of a group, for example 'g-4m8xk2qd'."""
    return "g-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class Intervisiegroep(models.Model):
    """A group of intervisie. Its contactpersoon has role TREKKER in its Kring, a begeleider (if any) BEGELEIDER.

    Rhythm, beginning and evaluation belong to the Kring. `slot` is the dagdeel its members share best (0 to 9).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_groep_code, editable=False)
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="intervisiegroep")
    # The key of what its members write.
    data_key_id = models.UUIDField(editable=False)
    voorstel = models.ForeignKey(
        Indelingsvoorstel, on_delete=models.SET_NULL, null=True, blank=True, related_name="groepen"
    )
    form = models.CharField(_("vorm"), max_length=6, choices=Form.choices)
    slot = models.PositiveSmallIntegerField(_("gezamenlijk dagdeel"), null=True, blank=True)
    place_name = models.CharField(_("plaats"), max_length=120, blank=True)
    destroyed_at = models.DateTimeField(_("inhoud vernietigd op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("intervisiegroep")
        verbose_name_plural = _("intervisiegroepen")
        constraints = (
            models.CheckConstraint(condition=Q(slot__isnull=True) | Q(slot__lt=SLOTS), name="intervisiegroep_slot"),
        )

    def __str__(self) -> str:
        return f"Intervisiegroep {self.code}"


class Groepsnotitie(models.Model):
    """What a member writes for her group: read by who is in it and agreed. Sealed under the key of the group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    groep = models.ForeignKey(Intervisiegroep, on_delete=models.CASCADE, related_name="notities")
    # Empty for who is not here any more: her words stay with the group, under 'oud-lid'.
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("notitie"))
    written_at = models.DateTimeField(_("geschreven op"))
    changed_at = models.DateTimeField(_("gewijzigd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Groepsnotitie"]()

    class Meta:
        verbose_name = _("notitie van een intervisiegroep")
        verbose_name_plural = _("notities van intervisiegroepen")
        indexes = (models.Index(fields=["groep", "-written_at"], name="groepsnotitie_newest"),)

    def __str__(self) -> str:
        return f"Groepsnotitie {self.pk}"
