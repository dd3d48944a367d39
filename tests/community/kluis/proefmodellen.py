"""Two tables with sealed fields that exist in these tests only."""

import uuid

from django.db import models

from community.confidential import ConfidentialManager
from community.fields import SealedFileField, SealedJSONField, SealedTextField


class Proef(models.Model):
    """A row with every kind of sealed field."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key_id = models.UUIDField()
    number = models.IntegerField(default=0)
    text = SealedTextField()
    other = SealedTextField(null=True)
    data = SealedJSONField()
    file = SealedFileField(null=True)

    objects = ConfidentialManager["Proef"]()

    class Meta:
        app_label = "proefkluis"

    def __str__(self) -> str:
        return f"Proef {self.pk}"


class Deel(models.Model):
    """A part of a row, with a field of the same name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proef = models.ForeignKey(Proef, on_delete=models.CASCADE, related_name="delen")
    data_key_id = models.UUIDField()
    text = SealedTextField()

    objects = ConfidentialManager["Deel"]()

    class Meta:
        app_label = "proefkluis"

    def __str__(self) -> str:
        return f"Deel {self.pk}"
