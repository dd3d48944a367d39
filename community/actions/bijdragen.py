"""Writing down what a partner promised, what came of it, and removing a mistake."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.partnerschappen import may_change_bijdragen
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.models import COUNTED_BIJDRAGEN, MOST_OF_A_BIJDRAGE, Bijdrage, BijdrageKind, Partnerschap, User
from community.notation import date_plain, number
from community.workdays import local_date

FIRST_DAY = date(2000, 1, 1)
FURTHEST = timedelta(days=10 * 366)
MOST_BIJDRAGEN = 400
CENT = Decimal("0.01")


class BijdrageError(ActionError):
    """The bijdrage cannot be written down like this."""


@dataclass(frozen=True)
class BijdrageAnswers:
    """What the form asks. Amounts are euros, people or hours by the kind, and None for what is said in words."""

    kind: str
    description: str
    promised: Decimal | None
    promised_date: date | None
    realised: Decimal | None
    realised_date: date | None


def add_bijdrage(*, actor: User, partnerschap: Partnerschap, answers: BijdrageAnswers, now: datetime) -> Bijdrage:
    """Write a bijdrage down. Raises BijdrageError for amounts or days that cannot be, and when there are too many."""
    access.require(may_change_bijdragen(actor, partnerschap, now))
    _check(answers, local_date(now))
    with transaction.atomic():
        row = Partnerschap.objects.select_for_update(of=("self",), no_key=True).get(pk=partnerschap.pk)
        access.require(may_change_bijdragen(actor, row, now))
        if row.bijdragen.count() >= MOST_BIJDRAGEN:
            raise BijdrageError(_("Er staan al {aantal} bijdragen. Verwijder er eerst een.").format(
                aantal=MOST_BIJDRAGEN))  # fmt: skip
        return Bijdrage.objects.create(partnerschap=row, created_by=actor, created_at=now, **_changes(answers))


def change_bijdrage(
    *, actor: User, bijdrage: Bijdrage, version: int, answers: BijdrageAnswers, now: datetime
) -> Bijdrage:
    """Store what was changed. Raises StaleSaveError when somebody saved in between, BijdrageError as `add_bijdrage`."""
    access.require(may_change_bijdragen(actor, bijdrage.partnerschap, now))
    _check(answers, local_date(now))
    with transaction.atomic():
        return save_version(_held(actor, bijdrage, now), version=version, changes=_changes(answers))


def realise_bijdrage(
    *, actor: User, bijdrage: Bijdrage, version: int, realised: Decimal | None, realised_date: date, now: datetime
) -> Bijdrage:
    """Say that it came, and how much: from then on nobody is reminded. Raises as `change_bijdrage`."""
    access.require(may_change_bijdragen(actor, bijdrage.partnerschap, now))
    answers = BijdrageAnswers(bijdrage.kind, bijdrage.description, bijdrage.promised, bijdrage.promised_date,
                              realised, realised_date)  # fmt: skip
    return change_bijdrage(actor=actor, bijdrage=bijdrage, version=version, answers=answers, now=now)


def remove_bijdrage(*, actor: User, bijdrage: Bijdrage, now: datetime) -> None:
    """Remove a bijdrage that was a mistake. Raises BijdrageError when somebody removed it already."""
    access.require(may_change_bijdragen(actor, bijdrage.partnerschap, now))
    with transaction.atomic():
        _held(actor, bijdrage, now).delete()


def _held(actor: User, bijdrage: Bijdrage, now: datetime) -> Bijdrage:
    rows = Bijdrage.objects.select_for_update(of=("self",), no_key=True).select_related("partnerschap")
    row = rows.filter(pk=bijdrage.pk).first()
    if row is None:
        raise BijdrageError(_("Deze bijdrage is intussen verwijderd."))
    access.require(may_change_bijdragen(actor, row.partnerschap, now))
    return row


def _check(answers: BijdrageAnswers, today: date) -> None:
    is_counted = answers.kind in COUNTED_BIJDRAGEN
    amounts = [amount for amount in (answers.promised, answers.realised) if amount is not None]
    if not is_counted and amounts:
        raise BijdrageError(_("Bij inhoud en een initiatief hoort geen getal. Schrijf het in de omschrijving."))
    if is_counted and not amounts:
        raise BijdrageError(_("Vul in hoeveel er is toegezegd, of hoeveel er is gekomen."))
    for amount in amounts:
        _check_amount(answers.kind, amount)
    if answers.promised is not None and answers.promised == 0:
        raise BijdrageError(_("Wat is toegezegd, is meer dan nul."))
    if answers.realised is not None and answers.realised_date is None:
        raise BijdrageError(_("Vul ook in op welke dag dit kwam."))
    if is_counted and answers.realised_date is not None and answers.realised is None:
        raise BijdrageError(_("Vul ook in hoeveel er kwam. Kwam er niets? Vul dan 0 in."))
    _check_days(answers, today)


def _check_amount(kind: str, amount: Decimal) -> None:
    if not amount.is_finite() or amount < 0:
        raise BijdrageError(_("Vul een getal in dat niet onder nul ligt."))
    if amount > MOST_OF_A_BIJDRAGE:
        raise BijdrageError(_("Vul hooguit {most} in.").format(most=number(MOST_OF_A_BIJDRAGE)))
    if amount != amount.quantize(CENT):
        raise BijdrageError(_("Schrijf hooguit twee cijfers achter de komma."))
    if kind == BijdrageKind.DEELNEMERS and amount != amount.to_integral_value():
        raise BijdrageError(_("Mensen tel je heel: vul een heel getal in."))


def _check_days(answers: BijdrageAnswers, today: date) -> None:
    for day, last in ((answers.promised_date, today + FURTHEST), (answers.realised_date, today)):
        if day is not None and not FIRST_DAY <= day <= last:
            first_words, last_words = date_plain(FIRST_DAY), date_plain(last)
            raise BijdrageError(_("Kies een dag van {first} tot en met {last}.").format(
                first=first_words, last=last_words))  # fmt: skip


def _changes(answers: BijdrageAnswers) -> dict[str, Any]:
    return {name: getattr(answers, name) for name in BijdrageAnswers.__dataclass_fields__}
