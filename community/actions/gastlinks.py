"""Links of guests: making, sending again, ending, and the code that opens them.

Who may make one is judged by the module whose thing it opens; here stands only what all links share. The secret in a
link and the code are derived with a key outside the database (decision 0005): a dump opens nothing.
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from community.berichten.outbox import owe, withdraw
from community.bewaarregels import REGELS
from community.extension_points import gastlink_kinds
from community.links import keyed_id
from community.models import Gastlink, User
from community.wegdoen import remove_in_batches
from community.workdays import past_term

CODE_LIVES = timedelta(minutes=15)
MOST_TRIES = 5
DIGITS = 6
# How long a guest keeps what she opened, before she types a code again.
SITTING = timedelta(hours=1)
# How long it is still known who a guest was.
KEPT = REGELS["gastlinks"].term


def make_gastlink(
    *, host: User, kind: str, object_id: uuid.UUID, name: str, email: str, expires_at: datetime, now: datetime,
    due_at: datetime | None = None,
) -> Gastlink:  # fmt: skip
    """Make a link for one guest and owe her the mail with it, now or at `due_at`. Call inside the transaction of what
    it opens.

    Whether `host` may was asked by the action that calls this.
    """
    about = gastlink_kinds.get(kind)
    link = Gastlink.objects.create(
        kind=kind, object_id=object_id, name=name, email=email, made_by=host, made_at=now, expires_at=expires_at,
        asks_code=about.asks_code,
    )  # fmt: skip
    owe(about.mail, object_id=link.pk, moment=str(link.issue), due_at=due_at, now=now)
    return link


def renew_gastlink(*, gastlink: Gastlink, now: datetime) -> None:
    """Send the guest a new link. The older one, and who is in by it, are out."""
    with transaction.atomic():
        stored = Gastlink.objects.select_for_update().get(pk=gastlink.pk)
        stored.issue = F("issue") + 1
        stored.code_digest = ""
        stored.save(update_fields=["issue", "code_digest"])
        stored.refresh_from_db()
        owe(gastlink_kinds.get(stored.kind).mail, object_id=stored.pk, moment=str(stored.issue), now=now)


def revoke_gastlink(*, gastlink: Gastlink, now: datetime) -> None:
    """End a link, from the next request on, and tell the guest when it worked until now. Twice is as good as once."""
    with transaction.atomic():
        withdraw([gastlink_kinds.get(gastlink.kind).mail], object_id=gastlink.pk, reason="ingetrokken")
        rows = Gastlink.objects.filter(pk=gastlink.pk, revoked_at__isnull=True)
        if rows.update(revoked_at=now, code_digest="") and gastlink.expires_at > now:
            owe("N148", object_id=gastlink.pk, now=now)


def purge_gastlinks(now: datetime) -> int:
    """Forget the links that ended half a year ago, with name and address of the guest. Returns how many.

    Lines in a log of reading stay, without her name.
    """
    before = past_term(now, KEPT)
    return remove_in_batches(Gastlink.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before)))


def new_code(*, gastlink: Gastlink, now: datetime) -> str:
    """Return a fresh code for who holds this link; the one before it no longer opens anything."""
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    Gastlink.objects.filter(pk=gastlink.pk).update(code_digest=_digest(gastlink, code), code_sent_at=now, code_tries=0)
    return code


def use_code(*, gastlink: Gastlink, code: str, now: datetime) -> bool:
    """Whether this code opens the link; it does so once. Each try counts, also when many come at the same time."""
    # On the row itself, without a join: PostgreSQL judges it again after waiting for another try, so all are counted.
    rows = Gastlink.objects.filter(pk=gastlink.pk, issue=gastlink.issue, revoked_at__isnull=True, expires_at__gt=now)
    open_now = rows.filter(code_tries__lt=MOST_TRIES, code_sent_at__gt=now - CODE_LIVES).exclude(code_digest="")
    if not open_now.update(code_tries=F("code_tries") + 1):
        return False
    used = rows.filter(code_digest=_digest(gastlink, code)).update(code_digest="", last_used_at=now)
    return bool(used)


def _digest(gastlink: Gastlink, code: str) -> str:
    """Return what is kept of a code: keyed, as six digits alone are guessed in a moment."""
    return str(keyed_id("gastcode", f"{gastlink.pk}:{gastlink.issue}:{code}"))
