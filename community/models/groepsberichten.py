"""What members of a Kring write to each other: messages, questions, replies, and who is named in them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from community.models.fragments import VersionField
from community.models.kringen import Kring
from community.models.people import User


class GroepsberichtKind(models.TextChoices):
    """What a message is. Only the first of a conversation can be other than an ordinary one."""

    BERICHT = "BERICHT", _("Bericht")
    VRAAG = "VRAAG", _("Vraag")
    AAN_ALLEN = "AAN_ALLEN", _("Aan alle leden")


class Groepsbericht(models.Model):
    """A message inside a Kring, or a reply to one. Removed means the words are gone, the place stays.

    A question and a message to all have a title. The replies to a question are its answers; one can be the best.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="groepsberichten")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="groepsberichten")
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    # Of a reply: the how-manieth it is in its conversation, from 1.
    number = models.PositiveIntegerField(default=0, editable=False)
    # Of the first message: how many replies there are, removed ones included, and when the last was written.
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    last_reply_at = models.DateTimeField(null=True, blank=True, editable=False)
    kind = models.CharField(max_length=9, choices=GroepsberichtKind.choices, default=GroepsberichtKind.BERICHT)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    text = models.TextField(_("bericht"), max_length=5000, blank=True)
    best_answer = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="is_best_of", editable=False
    )
    created_at = models.DateTimeField(_("geplaatst op"))
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("groepsbericht")
        verbose_name_plural = _("groepsberichten")
        constraints = (
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) & ~Q(text="") | Q(removed_at__isnull=False, text="", title=""),
                name="groepsbericht_removed_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False)
                | Q(kind=GroepsberichtKind.BERICHT, title="")
                | (~Q(kind=GroepsberichtKind.BERICHT) & ~Q(title="")),
                name="groepsbericht_title_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | Q(kind=GroepsberichtKind.BERICHT),
                name="groepsbericht_reply_is_ordinary",
            ),
            models.CheckConstraint(
                condition=Q(best_answer__isnull=True) | Q(kind=GroepsberichtKind.VRAAG, removed_at__isnull=True),
                name="groepsbericht_best_answer_of_question",
            ),
        )
        indexes = (
            models.Index(fields=["kring", "-created_at"], name="groepsbericht_newest"),
            models.Index(
                F("kring"), Coalesce("last_reply_at", "created_at").desc(), name="groepsbericht_conversations",
                condition=Q(reply_to__isnull=True),
            ),
            models.Index(
                fields=["kring", "kind", "created_at"], name="groepsbericht_kinds",
                condition=~Q(kind=GroepsberichtKind.BERICHT),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Groepsbericht {self.pk}"


class Vermelding(models.Model):
    """Somebody who is named in a message. `written` is how the text says it after '@'; empty when only chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    groepsbericht = models.ForeignKey(Groepsbericht, on_delete=models.CASCADE, related_name="vermeldingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="vermeldingen")
    written = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("vermelding")
        verbose_name_plural = _("vermeldingen")
        constraints = (models.UniqueConstraint(fields=["groepsbericht", "user"], name="vermelding_once"),)

    def __str__(self) -> str:
        return f"Vermelding {self.pk}"
