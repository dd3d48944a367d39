"""To what a box is bound: the additional data of its seal. A box that is moved elsewhere does not open there."""


def bound_to(model_label: str, pk: object, field: str, key_id: object) -> bytes:
    """Return the binding of one field of one row: `v1|casussen.Casus|<pk>|format|<key id>`.

    Labels, field names, UUIDs and key ids hold no `|`, so two places never give one binding.
    """
    return f"v1|{model_label}|{pk}|{field}|{key_id}".encode()


def wrap_binding(key_id: object, kek_id: str) -> bytes:
    """Return the binding of a wrapped data key: its own id and the key-encryption key around it."""
    return f"v1|sleutels.DataKey|{key_id}|wrapped|{kek_id}".encode()
