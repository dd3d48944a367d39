"""When a mail may leave (blueprint §7.1).

Direct ones at once, on working days from 8 to 20 o'clock; all others at 8.30 o'clock on a working day; what cannot be
switched off (a change of an appointment, security) at any hour. Nothing else leaves after 20.00 o'clock.
"""

from datetime import datetime

from community.extension_points import BerichtKind
from community.models import MailMode
from community.workdays import AMSTERDAM, DAY_ENDS, MAIL_HOUR, direct_mail_moment, is_workday, next_mail_moment

# How the keys of mails begin: of one Bericht, of one person's working day.
SINGLE = "bericht:"
BUNDLE = "dag:"


def mail_moment_of(kind: BerichtKind, mode: str, due_at: datetime) -> datetime | None:
    """Return when the mail of a message that is due at `due_at` may leave; None when it gets no mail of its own."""
    if mode in (MailMode.WEEK, MailMode.GEEN):
        return None
    if mode == MailMode.DAG or not kind.at_once:
        return next_mail_moment(due_at)
    return due_at if kind.is_mandatory else direct_mail_moment(due_at)


def next_moment(key: str, moment: datetime, *, is_mandatory: bool) -> datetime:
    """Return the first moment, from `moment` on, at which the mail with this key may leave."""
    if is_mandatory:
        return moment
    return bundle_moment(moment) if key.startswith(BUNDLE) else direct_mail_moment(moment)


def bundle_moment(moment: datetime) -> datetime:
    """Return the first moment, from `moment` on, at which a day bundle may leave: from 8.30 to 20 o'clock."""
    local = moment.astimezone(AMSTERDAM)
    if is_workday(local.date()) and MAIL_HOUR <= local.time() < DAY_ENDS:
        return moment
    return next_mail_moment(moment)


def is_open(now: datetime) -> bool:
    """Whether mail that can be switched off may leave at this moment."""
    return direct_mail_moment(now) == now
