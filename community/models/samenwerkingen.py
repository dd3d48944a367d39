"""The register of samenwerkingen: which there are, where, in which phase and form, and what they need (CAS-27).

It stands apart from the confidential casus: nothing of a casus is copied here, and nothing here leads to one.
"""

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from community.models.choices import Provincie
from community.models.fragments import CODE_ALPHABET, Plain, VersionField
from community.models.organisaties import Organisatie
from community.models.people import User


def new_samenwerking_code() -> str:
    """Return an opaque code for the address of a samenwerking, for example 's-7k3m9xqd'."""
    return "s-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class SamenwerkingFase(models.TextChoices):
    """How far a samenwerking is: the five phases of a gebiedsproces, as in the format of a casus."""

    VERKENNEN = "VERKENNEN", _("1 Verkennen")
    AMBITIE = "AMBITIE", _("2 Ambitie bepalen")
    PLAN = "PLAN", _("3 Plan maken")
    UITVOEREN = "UITVOEREN", _("4 Uitvoeren")
    BORGEN = "BORGEN", _("5 Beheren en borgen")


class SamenwerkingVorm(models.TextChoices):
    """The form of a samenwerking: the four of the Vormverkenner, in its order."""

    NETWERK = "NETWERK", _("Netwerk")
    COMBINE = "COMBINE", _("Combine")
    COALITIE = "COALITIE", _("Coalitie")
    ALLIANTIE = "ALLIANTIE", _("Alliantie")


class Behoefte(models.TextChoices):
    """What a samenwerking needs now, by its regisseurs."""

    GEEN = "GEEN", _("Geen")
    IMPULS = "IMPULS", _("Een impuls")
    TRANSFORMATIE = "TRANSFORMATIE", _("Gaat naar een volgende fase of vorm")
    EVALUATIE = "EVALUATIE", _("Een evaluatie")


class SamenwerkingZichtbaar(models.TextChoices):
    """Who sees a samenwerking in the register, beside its regisseurs and the coördinerend hart."""

    REGISSEURS = "REGISSEURS", _("Alleen de regisseurs en het coördinerend hart")
    NAAM = "NAAM", _("Leden zien naam, gebied en provincie")
    ALLES = "ALLES", _("Leden zien alles wat hier staat")


class Samenwerking(models.Model):
    """One samenwerking as the network may know it. Its owner decides what members see; regisseurs are members.

    `place` names a place of community.plaatsen, for travel. Nothing confidential is written here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_samenwerking_code, editable=False)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="eigen_samenwerkingen")
    name = models.CharField(_("naam"), max_length=120)
    area = models.CharField(_("gebied"), max_length=160, blank=True)
    provincies = ArrayField(
        models.CharField(max_length=14, choices=Provincie.choices),
        verbose_name=_("provincies"), blank=True, default=list,
    )  # fmt: skip
    place = models.CharField(_("plaats"), max_length=60, blank=True)
    fase = models.CharField(_("fase"), max_length=9, choices=SamenwerkingFase.choices, blank=True)
    vorm = models.CharField(_("vorm"), max_length=9, choices=SamenwerkingVorm.choices, blank=True)
    behoefte = models.CharField(_("behoefte"), max_length=13, choices=Behoefte.choices, default=Behoefte.GEEN)
    visible = models.CharField(
        _("wie ziet dit?"), max_length=10, choices=SamenwerkingZichtbaar.choices,
        default=SamenwerkingZichtbaar.REGISSEURS,
    )  # fmt: skip
    regisseurs = models.ManyToManyField(User, verbose_name=_("regisseurs"), related_name="samenwerkingen")
    organisaties = models.ManyToManyField(
        Organisatie, verbose_name=_("organisaties"), blank=True, related_name="samenwerkingen"
    )
    created_at = models.DateTimeField(_("ingeschreven op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    search_text = models.GeneratedField(expression=Plain(F("name")), output_field=models.TextField(), db_persist=True)
    version = VersionField()

    class Meta:
        verbose_name = _("samenwerking")
        verbose_name_plural = _("samenwerkingen")
        indexes = (
            models.Index(fields=["behoefte"], name="samenwerking_behoefte"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="samenwerking_search_trgm"),
        )

    def __str__(self) -> str:
        return f"Samenwerking {self.code}"
