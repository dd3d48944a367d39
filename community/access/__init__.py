"""The only judge: who may see and do what. One file per subject; roles are read here and nowhere else.

`visible_<things>(user, now)` gives what a person may see; `may_<verb>(user, thing, now)` whether she may do it.
Pages, search, feeds, files, counts, exports, the Wagtail admin and mail all ask these.
"""


class DeniedError(Exception):
    """The person may not do this. Doors answer it as if the thing does not exist."""


def require(allowed: bool) -> None:
    """Go on only when allowed; the first line of every action. Raises DeniedError."""
    if not allowed:
        raise DeniedError
