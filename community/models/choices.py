"""Lists of the field that several models share. Labels are what a regisseur reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provincie(models.TextChoices):
    """The twelve provinces; they do not change, so they are no table."""

    DRENTHE = "DRENTHE", _("Drenthe")
    FLEVOLAND = "FLEVOLAND", _("Flevoland")
    FRYSLAN = "FRYSLAN", _("Fryslân")
    GELDERLAND = "GELDERLAND", _("Gelderland")
    GRONINGEN = "GRONINGEN", _("Groningen")
    LIMBURG = "LIMBURG", _("Limburg")
    NOORD_BRABANT = "NOORD_BRABANT", _("Noord-Brabant")
    NOORD_HOLLAND = "NOORD_HOLLAND", _("Noord-Holland")
    OVERIJSSEL = "OVERIJSSEL", _("Overijssel")
    UTRECHT = "UTRECHT", _("Utrecht")
    ZEELAND = "ZEELAND", _("Zeeland")
    ZUID_HOLLAND = "ZUID_HOLLAND", _("Zuid-Holland")


class Ervaring(models.TextChoices):
    """How far along a regisseur is in the craft, in her own judgement."""

    STARTEND = "STARTEND", _("Startend")
    GEVORDERD = "GEVORDERD", _("Gevorderd")
    SENIOR = "SENIOR", _("Senior")
