"""The confidential casus: a regisseur's description of her own samenwerking, its versions and whom she lets read it."""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import Gastlink, Kring, User
from community.models.fragments import CODE_ALPHABET, VersionField, once_at_a_time


def new_casus_code() -> str:
    """Return an opaque code for the address of a casus, for example 'c-7k3m9xqd'."""
    return "c-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class Casus(models.Model):
    """One samenwerking as its regisseur describes it. `format` holds her answers by the code of the question.

    Everything a person wrote is sealed under `data_key_id`; destroying that key erases the casus with all its parts.
    Readable in a dump: who has a casus, since when, and with whom it is shared; not what it is called.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_casus_code, editable=False)
    owner = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="casussen")
    data_key_id = models.UUIDField(editable=False)
    format = SealedJSONField(_("format"))
    created_at = models.DateTimeField(_("begonnen op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # When its owner last did the check before sharing; one from before `changed_at` does not count.
    checked_at = models.DateTimeField(_("gecontroleerd op"), null=True, blank=True)
    # Asked to be removed: until then the owner may take it back; then the key is destroyed.
    remove_at = models.DateTimeField(_("wordt verwijderd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Casus"]()

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")
        indexes = (
            models.Index(fields=["owner", "-changed_at"], name="casus_of_owner"),
            models.Index(fields=["remove_at"], condition=Q(remove_at__isnull=False), name="casus_to_remove"),
        )

    def __str__(self) -> str:
        return f"Casus {self.code}"


class Casusversie(models.Model):
    """The format as it was when somebody stopped writing, or before it was put back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="versies")
    data_key_id = models.UUIDField(editable=False)
    number = models.PositiveIntegerField(_("nummer"))
    format = SealedJSONField(_("format"))
    begun_at = models.DateTimeField(_("begonnen op"))
    saved_at = models.DateTimeField(_("opgeslagen op"))
    saved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ConfidentialManager["Casusversie"]()

    class Meta:
        verbose_name = _("versie van een casus")
        verbose_name_plural = _("versies van casussen")
        constraints = (models.UniqueConstraint(fields=["casus", "number"], name="casusversie_number_once"),)

    def __str__(self) -> str:
        return f"Casusversie {self.pk}"


class DelingRol(models.TextChoices):
    """What somebody may do with the casus of another."""

    LEZER = "LEZER", _("Leest mee")
    MEDE_EIGENAAR = "MEDE_EIGENAAR", _("Mede-eigenaar")


class Deling(models.Model):
    """Sight of one casus, given by name to a person or to everybody in a Kring, from and until a moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="delingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="casusdelingen")
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, null=True, blank=True, related_name="casusdelingen")
    role = models.CharField(_("rol"), max_length=13, choices=DelingRol.choices, default=DelingRol.LEZER)
    from_at = models.DateTimeField(_("sinds"))
    # When it ends by itself, or when it was withdrawn.
    until_at = models.DateTimeField(_("tot"), null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ConfidentialManager["Deling"]()

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delingen")
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False, kring__isnull=True) | Q(user__isnull=True, kring__isnull=False),
                name="deling_one_reader",
            ),
            models.CheckConstraint(
                condition=Q(kring__isnull=True) | Q(role=DelingRol.LEZER), name="deling_kring_only_reads"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name="deling_ends_after_start"
            ),
            once_at_a_time("deling_person_once_at_a_time", "casus", "user", condition=Q(user__isnull=False)),
            once_at_a_time("deling_kring_once_at_a_time", "casus", "kring", condition=Q(kring__isnull=False)),
        )
        indexes = (models.Index(fields=["user", "until_at"], name="deling_user_until"),)

    def __str__(self) -> str:
        return f"Deling {self.pk}"


class Gastdeling(models.Model):
    """The parts of a casus that one guest without account sees through a Gastlink: an opdrachtgever, for example."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="gastdelingen")
    gastlink = models.OneToOneField(Gastlink, on_delete=models.CASCADE, related_name="+")
    # Codes of parts (casussen.onderdelen.PARTS); what is not named is not shown.
    parts = models.JSONField(_("onderdelen"), default=list)

    objects = ConfidentialManager["Gastdeling"]()

    class Meta:
        verbose_name = _("deling met een gast")
        verbose_name_plural = _("delingen met gasten")

    def __str__(self) -> str:
        return f"Gastdeling {self.pk}"
