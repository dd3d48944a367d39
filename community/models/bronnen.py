"""What is used of others: the register of sources that every text of somebody else's making refers to (PLT-10)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class BronLicentie(models.TextChoices):
    """On what ground a source is used."""

    EIGEN_WOORDEN = "EIGEN_WOORDEN", _("Feiten en begrippen, in eigen woorden")
    TOESTEMMING = "TOESTEMMING", _("Met toestemming van de maker")
    OPEN = "OPEN", _("Open licentie")
    EIGEN = "EIGEN", _("Gemaakt door de community")


class Bron(models.Model):  # type: ignore[django-manager-missing]  # of pages: Wagtail's manager
    """A publication or other work that texts of the site build on; kept by redacteuren in /beheer/, shown on /bronnen/.

    `licentie` says on what ground it is used, `licentie_note` which licence or whose permission.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    titel = models.CharField(_("titel"), max_length=200, unique=True)
    maker = models.CharField(_("maker"), max_length=160)
    jaar = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    licentie = models.CharField(_("grond"), max_length=13, choices=BronLicentie.choices)
    licentie_note = models.CharField(_("toelichting op de grond"), max_length=200, blank=True)
    url = models.URLField(_("adres"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")

    def __str__(self) -> str:
        return self.titel
