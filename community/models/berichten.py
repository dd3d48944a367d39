"""The outbox: what must be told to whom, and the mails that carry it.

No text is stored. A mail is rendered at sending time from the current state, after access and the duty were asked
again; a moved, finished or withdrawn matter therefore never goes out (SECURITY.md §5.3).
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.people import User
from community.models.taken import Taak


class MailMode(models.TextChoices):
    """How a Bericht travels."""

    DIRECT = "DIRECT", _("Direct, als eigen mail")
    DAG = "DAG", _("In de mail van die werkdag")
    WEEK = "WEEK", _("In het weekoverzicht")
    GEEN = "GEEN", _("Alleen op het scherm")


class BerichtStatus(models.TextChoices):
    """Where a Bericht stands. VERVALLEN: no longer needed, by itself; INGETROKKEN: cancelled by a coördinator."""

    GEPLAND = "GEPLAND", _("Gepland")
    SCHERM = "SCHERM", _("Alleen op het scherm")
    VERZONDEN = "VERZONDEN", _("Verzonden")
    VERVALLEN = "VERVALLEN", _("Vervallen")
    MISLUKT = "MISLUKT", _("Mislukt")
    ONZEKER = "ONZEKER", _("Onzeker of het is aangekomen")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


class ZendingStatus(models.TextChoices):
    """Where one mail stands."""

    GEPLAND = "GEPLAND", _("Gepland")
    BEZIG = "BEZIG", _("Wordt verzonden")
    VERZONDEN = "VERZONDEN", _("Verzonden")
    MISLUKT = "MISLUKT", _("Mislukt")
    ONZEKER = "ONZEKER", _("Onzeker of hij is aangekomen")
    VERVALLEN = "VERVALLEN", _("Vervallen")


class Zending(models.Model):
    """One mail to one person, with its own Message-ID, lease and uncertainty mark.

    `key` is the Bericht of a direct mail, or person and working day of a bundled one; `id` is made from it. The lease
    runs on the clock of the database: it is about machines, not about the moment in the network.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="zendingen")
    status = models.CharField(max_length=9, choices=ZendingStatus.choices, default=ZendingStatus.GEPLAND)
    # A change of an appointment, security: also outside working hours.
    is_mandatory = models.BooleanField(default=False)
    # Whether it goes again, with the same Message-ID, when nobody knows if the first copy arrived.
    resend_uncertain = models.BooleanField(default=True)
    due_at = models.DateTimeField(_("gepland op"))
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    # Rises right before the text is handed over and falls with the answer: what remains may have arrived as well.
    uncertain = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    smtp_code = models.CharField(max_length=8, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    # When a mail server told that this mail could not be delivered after all, and its code (RFC 3463).
    bounced_at = models.DateTimeField(_("kwam terug op"), null=True, blank=True)
    bounce_code = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("zending")
        verbose_name_plural = _("zendingen")
        indexes = (
            models.Index(fields=["next_attempt_at"], condition=Q(status="GEPLAND"), name="zending_to_send"),
            models.Index(fields=["lease_until"], condition=Q(status="BEZIG"), name="zending_leased"),
            models.Index(fields=["recipient", "-due_at"], name="zending_recipient"),
        )

    def __str__(self) -> str:
        return f"Zending {self.pk}"


class Bericht(models.Model):
    """One thing to tell one person: on screen, by mail, or both. `dedupe_key` makes it happen once.

    `recipient` is empty for who has no account (an invited person, a visitor): the kind then knows the address.
    `due_at` is when the matter comes due, and is shown on screen; `mail_at` when its mail may leave. Without `mail_at`
    it waits for the weekly overview (WEEK) or stays on screen (GEEN). `taak` is the duty a reminder belongs to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dedupe_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=8)
    recipient = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="berichten")
    object_id = models.UUIDField()
    # Which rung or version of the matter this tells, as far as the kind needs it to render.
    moment = models.CharField(max_length=60, blank=True)
    taak = models.ForeignKey(Taak, on_delete=models.CASCADE, null=True, blank=True, related_name="herinneringen")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(_("speelt vanaf"))
    mail_at = models.DateTimeField(_("mail gepland op"), null=True, blank=True)
    expires_at = models.DateTimeField(_("zinloos na"), null=True, blank=True)
    mail_mode = models.CharField(max_length=6, choices=MailMode.choices)
    is_on_screen = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=11, choices=BerichtStatus.choices, default=BerichtStatus.GEPLAND)
    reason = models.CharField(_("waarom"), max_length=40, blank=True)
    zending = models.ForeignKey(Zending, on_delete=models.PROTECT, null=True, blank=True, related_name="berichten")

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = (
            models.Index(
                fields=["mail_at"], condition=Q(status="GEPLAND", zending__isnull=True), name="bericht_to_bundle"
            ),
            models.Index(fields=["recipient", "-due_at"], condition=Q(is_on_screen=True), name="bericht_on_screen"),
            models.Index(fields=["kind", "object_id"], name="bericht_object"),
        )

    def __str__(self) -> str:
        return f"Bericht {self.kind} {self.pk}"


class BezorgReden(models.TextChoices):
    """Why mail to an address does not arrive."""

    GEWEIGERD = "GEWEIGERD", _("De mailserver weigert dit adres")
    TERUG = "TERUG", _("Mail naar dit adres kwam terug")


class Bezorging(models.Model):
    """What went wrong with mail to the address of a person; no row means that nothing did.

    It is about `email`: another address of the same person begins anew. From `stopped_at` on nothing is mailed there
    but what she asks for herself at the login page.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="bezorging")
    email = models.EmailField(_("e-mailadres"), max_length=254)
    reason = models.CharField(_("reden"), max_length=9, choices=BezorgReden.choices)
    code = models.CharField(_("code van de mailserver"), max_length=12, blank=True)
    count = models.PositiveSmallIntegerField(_("aantal keer"), default=0)
    since = models.DateTimeField(_("sinds"))
    last_at = models.DateTimeField(_("laatst"))
    stopped_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bezorging")
        verbose_name_plural = _("bezorgingen")
        indexes = (models.Index(fields=["email"], condition=Q(stopped_at__isnull=False), name="bezorging_stopped"),)

    def __str__(self) -> str:
        return f"Bezorging {self.pk}"


class Voorkeur(models.Model):
    """How one person wants to hear of one group of subjects; no row means the default of that group."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="voorkeuren")
    subject = models.CharField(_("onderwerp"), max_length=20)
    mode = models.CharField(_("hoe"), max_length=6, choices=MailMode.choices)

    class Meta:
        verbose_name = _("voorkeur")
        verbose_name_plural = _("voorkeuren")
        constraints = (models.UniqueConstraint(fields=["user", "subject"], name="voorkeur_once"),)

    def __str__(self) -> str:
        return f"Voorkeur {self.pk}"


class Postpauze(models.Model):
    """The one row that says whether mail is paused, since when and by whom."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("postpauze")
        verbose_name_plural = _("postpauzes")
        constraints = (models.CheckConstraint(condition=Q(id=1), name="postpauze_one_row"),)

    def __str__(self) -> str:
        return "Postpauze"


class Weekronde(models.Model):
    """The weekly overviews of this day were planned: it happens once, however often and wherever one plans."""

    day = models.DateField(primary_key=True)
    planned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("weekronde")
        verbose_name_plural = _("weekrondes")

    def __str__(self) -> str:
        return f"Weekronde {self.day:%Y-%m-%d}"


class Hartslag(models.Model):
    """When a background task last came to its end; a task that falls silent is seen here. The clock itself, which
    lets the others begin, has a row too: KLOK."""

    KLOK = "klok"

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hartslag")
        verbose_name_plural = _("hartslagen")

    def __str__(self) -> str:
        return self.name


class Storing(models.Model):
    """Something in the background that failed and did not stop the rest: where, and a code without any content."""

    place = models.CharField(_("waar"), max_length=60)
    error_code = models.CharField(_("foutcode"), max_length=60)
    count = models.PositiveIntegerField(_("aantal"), default=1)
    first_at = models.DateTimeField(_("eerst gezien"))
    last_at = models.DateTimeField(_("laatst gezien"))

    class Meta:
        verbose_name = _("storing")
        verbose_name_plural = _("storingen")
        constraints = (models.UniqueConstraint(fields=["place", "error_code"], name="storing_once"),)

    def __str__(self) -> str:
        return f"{self.place}: {self.error_code}"
