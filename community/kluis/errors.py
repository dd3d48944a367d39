"""What may go wrong in the vault. Messages hold codes and ids of keys, never content."""


class KluisError(Exception):
    """Something of the vault cannot be done. `code` says what, `about` which key or place, never what was in it."""

    code = "KLUIS"

    def __init__(self, about: str = "") -> None:
        super().__init__(f"{self.code} {about}".rstrip())
        self.about = about


class NoKeyEncryptionKeyError(KluisError):
    """This process has no readable file of key-encryption keys: the vault is closed here."""

    code = "GEEN_SLEUTEL"


class KeyStoreClosedError(KluisError):
    """The database of wrapped keys does not answer."""

    code = "SLEUTELS_DICHT"


class UnknownKeyError(KluisError):
    """A data key, or the key-encryption key that wraps it, is not known here."""

    code = "SLEUTEL_ONBEKEND"


class KeyDestroyedError(KluisError):
    """The data key was destroyed on purpose: what it sealed is gone for good."""

    code = "VERNIETIGD"


class BoxBrokenError(KluisError):
    """A box does not open: changed, cut off, moved to another row or field, plain text, or sealed with another key."""

    code = "ZEGEL_GEBROKEN"
