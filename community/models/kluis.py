"""The key store and the erasure ledger. Both belong to the app `sleutels`, which has a database of its own."""

import uuid

from django.db import models


class DataKey(models.Model):
    """The key of one casus, one snapshot, one person's scores and so on, wrapped by a key-encryption key.

    `wrapped` is emptied when the key is destroyed; the row stays as the trace of it. `replaced_by` is the key that took
    over when content was encrypted anew; until it is destroyed the old one still opens what was read before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kek_id = models.CharField(max_length=32)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    replaced_by = models.UUIDField(null=True, db_index=True)
    replaced_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "sleutels"
        constraints = (
            models.CheckConstraint(
                name="sleutels_datakey_destroyed_is_empty",
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sleutels_datakey_replaced",
                condition=models.Q(replaced_by__isnull=True, replaced_at__isnull=True)
                | models.Q(replaced_by__isnull=False, replaced_at__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["kek_id"], name="sleutels_datakey_kek"),)

    def __str__(self) -> str:
        return f"DataKey {self.pk}"


class Vernietiging(models.Model):
    """One line of the erasure ledger: a data key that must never open anything again, also after a restore.

    Stands in the database `sleutels` and, the same line, in the database of the data. Names no content: a kind and an
    id of what was erased, when, by whom (the id of a user; nobody for a term that ran out) and why (a code).
    """

    key_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField(null=True)
    destroyed_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=40)

    class Meta:
        app_label = "sleutels"

    def __str__(self) -> str:
        return f"Vernietiging {self.key_id}"
