"""Ways in: invitations, requests to join, known devices and sessions."""

import uuid
from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.models.fragments import VersionField
from community.models.kringen import Kring
from community.models.organisaties import Organisatie
from community.models.people import User


class Uitnodiging(models.Model):
    """An invitation to become a member, valid for 14 days and resendable.

    The secret in its link is not stored: it is derived from id and `issue` with a key outside the database
    (community.links), so that a dump of the database opens nothing. Sending again raises `issue`: old links die.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mailadres"), max_length=254)
    voornaam = models.CharField(_("voornaam"), max_length=60, blank=True)
    # Known of who stands on a list that was imported; she finds it filled in and may change it.
    tussenvoegsel = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    achternaam = models.CharField(_("achternaam"), max_length=80, blank=True)
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, verbose_name=_("organisatie"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kring = models.ForeignKey(
        Kring, verbose_name=_("leergroep"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What the invited person typed when her organisatie is not in the register; a coördinator adds it there.
    organisatie_text = models.CharField(_("naam van je organisatie"), max_length=160, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    issue = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField(_("verstuurd op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="uitnodiging"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = (
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="uitnodiging_one_open",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="uitnodiging_email_lower_case"),
        )

    def __str__(self) -> str:
        return f"Uitnodiging {self.pk}"


class AanmeldingStatus(models.TextChoices):
    """Where a request to join the community stands."""

    NIEUW = "NIEUW", _("Nieuw")
    UITGENODIGD = "UITGENODIGD", _("Uitgenodigd")
    AFGEWEZEN = "AFGEWEZEN", _("Afgewezen")


class Aanmelding(models.Model):
    """A request to join the community through the public form (at most six fields); a coördinator decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField(_("naam"), max_length=140)
    email = models.EmailField(_("e-mailadres"), max_length=254)
    organisatie = models.CharField(_("organisatie"), max_length=160)
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    motivatie = models.TextField(_("waarom wil je meedoen?"), max_length=1500)
    status = models.CharField(
        _("status"), max_length=11, choices=AanmeldingStatus.choices, default=AanmeldingStatus.NIEUW
    )
    created_at = models.DateTimeField(_("ontvangen op"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # What the person was told when she was refused; the notes are for the coördinatoren among themselves.
    decision_note = models.TextField(_("toelichting"), max_length=1000, blank=True)
    note = models.TextField(_("notitie"), max_length=1000, blank=True)
    version = VersionField()
    uitnodiging = models.ForeignKey(
        Uitnodiging, on_delete=models.SET_NULL, null=True, blank=True, related_name="aanmeldingen"
    )

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")

    def __str__(self) -> str:
        return f"Aanmelding {self.pk}"


class Apparaat(models.Model):
    """A browser that a person logged in with before; a login from another one is told by mail (N05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="apparaten")
    token_hash = models.CharField(max_length=64)
    label = models.CharField(_("soort"), max_length=60, blank=True)
    first_seen_at = models.DateTimeField(_("eerste keer"))
    last_seen_at = models.DateTimeField(_("laatste keer"))

    class Meta:
        verbose_name = _("apparaat")
        verbose_name_plural = _("apparaten")
        constraints = (models.UniqueConstraint(fields=["user", "token_hash"], name="apparaat_once"),)

    def __str__(self) -> str:
        return f"Apparaat {self.pk}"


class AccountwijzigingKind(models.TextChoices):
    """What changed in the way a person logs in; she hears of each by mail (N95)."""

    WACHTWOORD = "WACHTWOORD", _("Je wachtwoord is veranderd")
    EMAIL = "EMAIL", _("Je e-mailadres is veranderd")
    CODE_APP_AAN = "CODE_APP_AAN", _("Je code-app is toegevoegd")
    CODE_APP_UIT = "CODE_APP_UIT", _("Je code-app is verwijderd")
    PASSKEY_AAN = "PASSKEY_AAN", _("Er is een passkey toegevoegd")
    PASSKEY_UIT = "PASSKEY_UIT", _("Er is een passkey verwijderd")
    HERSTELCODES = "HERSTELCODES", _("Er zijn nieuwe herstelcodes gemaakt")
    HERSTELCODE_GEBRUIKT = "HERSTELCODE_GEBRUIKT", _("Er is ingelogd met een herstelcode")
    TWEEDE_STAP_WEG = "TWEEDE_STAP_WEG", _("Je tweede stap bij het inloggen is weggehaald")
    KOPPELING_AAN = "KOPPELING_AAN", _("Je kunt nu inloggen via je organisatie")
    KOPPELING_UIT = "KOPPELING_UIT", _("Inloggen via je organisatie is uitgezet")


class Accountwijziging(models.Model):
    """A change in the way somebody logs in: told by mail, and shown on her own page. Kept for a year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="accountwijzigingen")
    kind = models.CharField(_("soort"), max_length=20, choices=AccountwijzigingKind.choices)
    created_at = models.DateTimeField(_("op"))
    # Where it must be told when that is not her present address: her old one, after a change of address.
    address = models.EmailField(_("e-mailadres"), max_length=254, blank=True)

    class Meta:
        verbose_name = _("accountwijziging")
        verbose_name_plural = _("accountwijzigingen")
        indexes = (models.Index(fields=["user", "-created_at"], name="accountwijziging_user"),)

    def __str__(self) -> str:
        return f"Accountwijziging {self.pk}"


class Adreswijziging(models.Model):
    """Another e-mail address that waits for its confirmation, for 24 hours. The account keeps its address until then.

    The secret in its link is derived from the id; asking again makes a new row, so that the older link is dead.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="adreswijziging")
    email = models.EmailField(_("nieuw e-mailadres"), max_length=254)
    old_email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField(_("gevraagd op"))

    class Meta:
        verbose_name = _("adreswijziging")
        verbose_name_plural = _("adreswijzigingen")

    def __str__(self) -> str:
        return f"Adreswijziging {self.pk}"


class Inlogkoppeling(models.Model):
    """An account at an organisation (OpenID Connect) that a member logs in with.

    Bound on issuer and subject alone, as the standard demands: names and addresses change hands, those two never do.
    Nothing else that the organisation tells is kept, no token either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="inlogkoppelingen")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(_("gekoppeld op"))
    last_used_at = models.DateTimeField(_("laatst gebruikt"), null=True, blank=True)

    class Meta:
        verbose_name = _("inlogkoppeling")
        verbose_name_plural = _("inlogkoppelingen")
        constraints = (
            models.UniqueConstraint(fields=["issuer", "subject"], name="inlogkoppeling_once"),
            models.UniqueConstraint(fields=["user", "issuer"], name="inlogkoppeling_one_per_issuer"),
        )

    def __str__(self) -> str:
        return f"Inlogkoppeling {self.pk}"


class Sessie(AbstractBaseSession):
    """A login session. `session_key` holds the SHA-256 of the cookie: a dump of this table hijacks nobody."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessies")

    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        indexes = (models.Index(fields=["expire_date"], name="sessie_expire"),)

    def __str__(self) -> str:
        return "Sessie"


class Verzoek(models.Model):
    """A form that was handled: its token makes a double submit have one effect (community.requests.once)."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    result = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("verzoek")
        verbose_name_plural = _("verzoeken")
        indexes = (models.Index(fields=["created_at"], name="verzoek_created"),)

    def __str__(self) -> str:
        return f"Verzoek {self.token}"
