"""Live sessions: where everybody is in the steps, who takes part, and what each wrote, sealed.

What is written in a session of a group of intervisie is sealed under the key of that group, elsewhere under a key of
the session. It is removed 30 days after the session ended.
"""

import secrets
import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedFileField, SealedJSONField, SealedTextField
from community.models import Bijeenkomst, Gastlink, User
from community.models.fragments import CODE_ALPHABET, VersionField
from intervisie.models.werkvormen import Deckversie, Werkvormversie


def new_sessie_code() -> str:
    """Return an opaque code for the address of a session, for example 's-4m8xk2qd'."""
    return "s-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class SessieStatus(models.TextChoices):
    """Where a session stands."""

    VOORBEREIDING = "VOORBEREIDING", _("Wordt voorbereid")
    BEZIG = "BEZIG", _("Bezig")
    KLAAR = "KLAAR", _("Klaar")
    VERVALLEN = "VERVALLEN", _("Gaat niet door")


class SessieTempo(models.TextChoices):
    """Together at one moment, or each in her own time within days."""

    LIVE = "LIVE", _("Samen, op één moment")
    DAGEN = "DAGEN", _("Ieder in eigen tijd, verspreid over dagen")


class SessieMedium(models.TextChoices):
    """On what the people write."""

    SCHERM = "SCHERM", _("Op een scherm")
    PAPIER = "PAPIER", _("Op papier")
    GEMENGD = "GEMENGD", _("Gemengd")


class Sessie(models.Model):
    """One session with one method: of a Bijeenkomst of a Kring, or of its own (then `bijeenkomst` is empty).

    Where it is: step, round (whose question, where steps repeat for each) and turn, with the moment that began and how
    many seconds it may take; `paused_at` stops its clock and `held_seconds` is how long it stood still before. Rises
    with every change that somebody can see: `revision`. `leader` is who keeps the steps and the clock, `inbrenger`
    whose question it is where there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_sessie_code, editable=False)
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.CASCADE, null=True, blank=True, related_name="sessies"
    )
    versie = models.ForeignKey(Werkvormversie, on_delete=models.RESTRICT, related_name="sessies")
    deckversie = models.ForeignKey(Deckversie, on_delete=models.RESTRICT, null=True, blank=True, related_name="sessies")
    data_key_id = models.UUIDField(editable=False)
    # False where the key is that of a group.
    owns_key = models.BooleanField(default=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    status = models.CharField(
        _("status"), max_length=13, choices=SessieStatus.choices, default=SessieStatus.VOORBEREIDING
    )
    tempo = models.CharField(_("tempo"), max_length=5, choices=SessieTempo.choices, default=SessieTempo.LIVE)
    days = models.PositiveSmallIntegerField(_("dagen"), null=True, blank=True)
    medium = models.CharField(_("waarop"), max_length=7, choices=SessieMedium.choices, default=SessieMedium.SCHERM)
    expected = models.PositiveSmallIntegerField(_("aantal mensen"), default=8)
    subgroups = models.PositiveSmallIntegerField(_("aantal groepjes"), default=1)
    lets_guests = models.BooleanField(_("gasten kunnen meedoen met een code"), default=False)
    # The code to join is derived from the id and its issue; only its keyed digest is kept.
    join_issue = models.PositiveSmallIntegerField(default=1, editable=False)
    join_digest = models.CharField(max_length=64, blank=True, editable=False)
    leader = models.ForeignKey("Sessiedeelnemer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    inbrenger = models.ForeignKey("Sessiedeelnemer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=0)
    moment_started_at = models.DateTimeField(null=True, blank=True)
    moment_seconds = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    held_seconds = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True)
    removed_at = models.DateTimeField(_("inhoud verwijderd op"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    version = VersionField()

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="BEZIG") | Q(moment_started_at__isnull=False, started_at__isnull=False),
                name="sessie_busy_has_clock",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("KLAAR", "VERVALLEN"), closed_at__isnull=False)
                | Q(status__in=("VOORBEREIDING", "BEZIG"), closed_at__isnull=True),
                name="sessie_ended_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(tempo="LIVE", days__isnull=True) | Q(tempo="DAGEN", days__gte=10, days__lte=20),
                name="sessie_days_of_tempo",
            ),
            models.CheckConstraint(condition=Q(subgroups__gte=1), name="sessie_one_group_or_more"),
            models.UniqueConstraint(fields=["join_digest"], condition=~Q(join_digest=""), name="sessie_join_code_once"),
        )
        indexes = (models.Index(fields=["status", "closed_at"], name="sessie_status_closed"),)

    def __str__(self) -> str:
        return f"Sessie {self.code}"


class Sessiedeelnemer(models.Model):
    """One person in one session: a member, a guest with a first name, or somebody on paper for whom others type.

    `number` is her seat, which nobody else ever gets; `group` her subgroup. Of a guest's secret only the hash is kept;
    her name is forgotten with the board. `joined_at` is empty for who is expected. `removed_at`: shut out for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="deelnemers")
    number = models.PositiveSmallIntegerField(_("nummer"), validators=[MinValueValidator(1)])
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessiedeelnames")
    name = models.CharField(_("voornaam"), max_length=40, blank=True)
    gastlink = models.ForeignKey(Gastlink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    secret_digest = models.CharField(max_length=64, blank=True, editable=False)
    is_on_paper = models.BooleanField(_("schrijft op papier"), default=False)
    takes_part = models.BooleanField(_("doet zelf mee"), default=True)
    group = models.PositiveSmallIntegerField(_("groepje"), default=1)
    joined_at = models.DateTimeField(_("binnen sinds"), null=True, blank=True)
    joined_step = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(_("weg sinds"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("deelnemer aan een sessie")
        verbose_name_plural = _("deelnemers aan sessies")
        constraints = (
            models.UniqueConstraint(fields=["sessie", "number"], name="sessiedeelnemer_number_once"),
            models.UniqueConstraint(
                fields=["sessie", "user"], condition=Q(user__isnull=False), name="sessiedeelnemer_user_once"
            ),
            models.UniqueConstraint(
                fields=["secret_digest"], condition=~Q(secret_digest=""), name="sessiedeelnemer_secret_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(left_at__isnull=False), name="sessiedeelnemer_removed_left"
            ),
        )

    def __str__(self) -> str:
        return f"Sessiedeelnemer {self.pk}"


class Sessieblad(models.Model):
    """What one person wrote in one step (and round): her answers by field, for example by the number of the receiver.

    `filled` names the fields with something in them, so that who still owes whom is known without opening it.
    `handed_in_at`: she let the others see it and saw theirs, where a step goes 'first alone, then together'.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="bladen")
    deelnemer = models.ForeignKey(Sessiedeelnemer, on_delete=models.CASCADE, related_name="bladen")
    step = models.CharField(_("stap"), max_length=40)
    round = models.PositiveSmallIntegerField(_("ronde"), default=0)
    data_key_id = models.UUIDField(editable=False)
    answers = SealedJSONField(_("antwoorden"))
    filled = models.JSONField(_("ingevuld"), default=list)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    handed_in_at = models.DateTimeField(_("laten zien op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Sessieblad"]()

    class Meta:
        verbose_name = _("blad van een sessie")
        verbose_name_plural = _("bladen van sessies")
        constraints = (
            models.UniqueConstraint(fields=["sessie", "deelnemer", "step", "round"], name="sessieblad_once"),
        )

    def __str__(self) -> str:
        return f"Sessieblad {self.pk}"


class Kaartfoto(models.Model):
    """A photograph of cards that were written on paper, for whom they are about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="fotos")
    about = models.ForeignKey(Sessiedeelnemer, on_delete=models.CASCADE, related_name="fotos")
    data_key_id = models.UUIDField(editable=False)
    content = SealedFileField(_("foto"))
    kind = models.CharField(_("soort"), max_length=4)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    added_at = models.DateTimeField(_("toegevoegd op"))
    added_by = models.ForeignKey(Sessiedeelnemer, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ConfidentialManager["Kaartfoto"]()

    class Meta:
        verbose_name = _("foto van kaartjes")
        verbose_name_plural = _("foto's van kaartjes")

    def __str__(self) -> str:
        return f"Kaartfoto {self.pk}"


class Sessievoorbereiding(models.Model):
    """The question that somebody wrote before a session. Hers alone until she shares it with who takes part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="voorbereidingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    data_key_id = models.UUIDField(editable=False)
    question = SealedTextField(_("vraag"))
    background = SealedTextField(_("waar gaat het over?"))
    shared_at = models.DateTimeField(_("gedeeld op"), null=True, blank=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Sessievoorbereiding"]()

    class Meta:
        verbose_name = _("voorbereiding van een sessie")
        verbose_name_plural = _("voorbereidingen van sessies")
        constraints = (models.UniqueConstraint(fields=["sessie", "user"], name="sessievoorbereiding_once"),)

    def __str__(self) -> str:
        return f"Sessievoorbereiding {self.pk}"


class Sessieactie(models.Model):
    """What somebody is going to do after a session. She alone reads it; sealed under a key of its own.

    It comes back on `due_date`, in the next session of the same group and on `look_back_date`, until it is done or let
    go, with what came of it in `outcome`. It outlives the session.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessieacties")
    sessie = models.ForeignKey(Sessie, on_delete=models.SET_NULL, null=True, blank=True, related_name="acties")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("actie"))
    outcome = SealedTextField(_("wat kwam ervan?"))
    due_date = models.DateField(_("wanneer"))
    look_back_date = models.DateField(_("terugkijken op"))
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("losgelaten op"), null=True, blank=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    version = VersionField()

    objects = ConfidentialManager["Sessieactie"]()

    class Meta:
        verbose_name = _("actie na een sessie")
        verbose_name_plural = _("acties na sessies")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True), name="sessieactie_done_or_dropped"
            ),
            models.CheckConstraint(condition=Q(look_back_date__gte=F("due_date")), name="sessieactie_looks_back_later"),
        )
        indexes = (models.Index(fields=["owner", "due_date"], name="sessieactie_of_owner"),)

    def __str__(self) -> str:
        return f"Sessieactie {self.pk}"
