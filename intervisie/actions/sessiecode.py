"""The code of a session: giving it, taking it back, and giving another. Call inside the transaction that holds it."""

from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from intervisie.models import Sessie
from intervisie.queries.sessiecode import code_for, digest_of

# Another session has the same code less than once in a hundred million times; then the next issue is taken.
TRIES = 8


def give_join_code(sessie: Sessie) -> None:
    """Let the code of this session open it; one that does already stays as it is."""
    if sessie.join_digest != digest_of(code_for(sessie.pk, sessie.join_issue)):
        _take(sessie, sessie.join_issue)


def renew_join_code(sessie: Sessie) -> None:
    """Give another code; the one before it opens nothing any more."""
    _take(sessie, sessie.join_issue + 1)


def take_join_code_back(sessie: Sessie) -> None:
    """Let no code open this session."""
    sessie.join_digest = ""
    sessie.save(update_fields=["join_digest"])


def _take(sessie: Sessie, first: int) -> None:
    for issue in range(first, first + TRIES):
        digest = digest_of(code_for(sessie.pk, issue))
        if not Sessie.objects.filter(join_digest=digest).exclude(pk=sessie.pk).exists():
            sessie.join_issue, sessie.join_digest = issue, digest
            sessie.save(update_fields=["join_issue", "join_digest"])
            return
    raise ActionError(_("Er is nu geen code te maken. Probeer het zo weer."))
