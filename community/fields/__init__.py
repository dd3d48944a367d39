"""Model fields whose content is sealed before the ORM sees it and opened when somebody reads the attribute.

A model with such a field has a UUID made in Python as primary key, a `data_key_id` above its sealed fields and a
ConfidentialManager; a system check says so. Plain text is never kept on the row: what `__dict__`, `values()`, `repr`,
pickle and serialisers see is `<verzegeld>`. A value that was read is a copy: change it and assign it again.
"""

from community.fields.files import FOLDER, STORAGE, SealedFile, SealedFileField, stored_name
from community.fields.sealed import SEALED, Sealed, SealedField, SealedFieldError
from community.fields.values import SealedJSONField, SealedTextField

__all__ = [
    "FOLDER",
    "SEALED",
    "STORAGE",
    "Sealed",
    "SealedField",
    "SealedFieldError",
    "SealedFile",
    "SealedFileField",
    "SealedJSONField",
    "SealedTextField",
    "stored_name",
]
