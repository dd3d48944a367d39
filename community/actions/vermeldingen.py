"""Naming people in a message: '@' and a name in the text, or chosen in the form. Only who reads along can be named."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from community.berichten.outbox import withdraw
from community.models import Groepsbericht, User, Vermelding
from community.queries.meelezers import who_can_be_named

# What follows a first name when it is the begin of a whole name, of somebody who cannot be named perhaps.
SURNAME = re.compile(r" +(?:[A-ZÀ-Þ]|(?:van|von|de|den|der|het|'t|ten|ter|te|el|al)\b)")
AT = re.compile(r"(?<![\w@.+/-])@(?=\w)")
# So many signs are looked at, so many people named: naming everybody is what a mail to all is for.
MOST_SIGNS = 50
MOST_NAMED = 20


def name_people(*, bericht: Groepsbericht, writer: User, chosen: Iterable[uuid.UUID] = (), now: datetime) -> list[User]:
    """Keep who is named in a message as it reads now; return who was not named in it before. `chosen` are ids.

    Part of the actions that write messages, inside their transaction. Who is no longer named is not told any more.
    """
    before = {row.user_id: row for row in Vermelding.objects.filter(groepsbericht=bericht)}
    picked = {*chosen} | {user_id for user_id, row in before.items() if not row.written}
    if not picked and not before and not AT.search(bericht.text):
        return []
    people = {user.pk: user for user in who_can_be_named(bericht.kring, writer, now)}
    written = named_in(bericht.text, list(people.values()))
    named = {**{pk: "" for pk in people if pk in picked}, **{user.pk: name for user, name in written.items()}}
    named = dict(list(named.items())[:MOST_NAMED])
    Vermelding.objects.filter(groepsbericht=bericht).delete()
    Vermelding.objects.bulk_create(
        Vermelding(groepsbericht=bericht, user_id=pk, written=name) for pk, name in named.items()
    )
    for gone in set(before) - set(named):
        withdraw(["N77"], object_id=bericht.reply_to_id or bericht.pk, recipient=before[gone].user,
                 moment=moment_of(bericht), reason="niet meer genoemd")  # fmt: skip
    return [people[pk] for pk in named if pk not in before]


def named_in(text: str, people: Sequence[User]) -> dict[User, str]:
    """Return who of these people are named in a text after '@', with the name as it is written there.

    The whole name counts, and the first name alone when only one of them has it. Two of the same name are both meant.
    """
    by_name: dict[str, list[User]] = defaultdict(list)
    by_first: dict[str, list[User]] = defaultdict(list)
    for user in people:
        by_name[user.naam.casefold()].append(user)
        by_first[user.voornaam.casefold()].append(user)
    first_names = {first for first, users in by_first.items() if first and len(users) == 1} - set(by_name)
    longest = sorted({*by_name, *first_names}, key=len, reverse=True)
    found: dict[User, str] = {}
    for sign in list(AT.finditer(text))[:MOST_SIGNS]:
        for name in longest:
            end = sign.end() + len(name)
            written, after = text[sign.end() : end], text[end : end + 1]
            if written.casefold() != name or after.isalnum() or after == "_":
                continue
            if name in by_name or not SURNAME.match(text, end):
                users = by_name.get(name) or by_first[name]
                found.update({user: found.get(user) or written for user in users})
            break
    return found


def moment_of(bericht: Groepsbericht) -> str:
    """Return the moment under which the people named in a message are told."""
    return f"genoemd:{bericht.pk}"
