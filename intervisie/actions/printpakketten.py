"""The print pack of a method: asking for its pdf, and what the worker does for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.werk import ask_werk
from community.actions.werkgang import WerkFailedError
from community.extension_points import Progress, WerkKind, WerkResult
from community.models import User, Werk
from community.pdf import PdfError, typeset
from intervisie.access.printpakketten import may_print
from intervisie.models import Deckversie, Werkvorm, Werkvormversie
from intervisie.queries.printpakket import Printkeuze, pack_of

PRINTPAKKET = "PRINTPAKKET"


class OtherPackError(ActionError):
    """Another pack of this method is being made for this person."""

    def __init__(self) -> None:
        super().__init__(_("Er wordt al een printpakket van deze werkvorm voor je gemaakt. Wacht tot het klaar is."))


def ask_pakket(
    *, actor: User, versie: Werkvormversie, deckversie: Deckversie | None, choice: Printkeuze, now: datetime
) -> Werk:
    """Ask for a pack; while the same is being made, that is returned. Raises OtherPackError when it is another."""
    access.require(versie.published_at is not None and (deckversie is None or deckversie.published_at is not None))
    options = {
        "versie": str(versie.pk), "deckversie": str(deckversie.pk) if deckversie else "",
        "people": choice.people, "groups": choice.groups, "is_large": choice.is_large, "is_plain": choice.is_plain,
    }  # fmt: skip
    werk = ask_werk(actor=actor, kind=PRINTPAKKET, object_id=versie.werkvorm_id, now=now, options=options)
    if {name: werk.options.get(name) for name in options} != options:
        raise OtherPackError
    return werk


def make_pakket(werk: Werk, progress: Progress, now: datetime) -> WerkResult:
    """Make the pack. Raises WerkFailedError when none comes."""
    asked = werk.options
    versie = Werkvormversie.objects.select_related("werkvorm").get(pk=asked["versie"])
    decks = Deckversie.objects.select_related("deck")
    deckversie = decks.get(pk=asked["deckversie"]) if asked["deckversie"] else None
    choice = Printkeuze(asked["people"], asked["groups"], asked["is_large"], asked["is_plain"])
    progress(0, 1)
    try:
        content = typeset("printpakket", pack_of(versie, deckversie, choice).data, look=lambda: progress(0, 1))
    except PdfError as error:
        raise WerkFailedError(f"PDF_{error.code}") from None
    return WerkResult(content, "pdf")


def may_still_print(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the method is still there for who asked."""
    werkvorm = Werkvorm.objects.filter(pk=werk.object_id).first()
    return werkvorm is not None and may_print(user, werkvorm)


def is_current(werk: Werk, now: datetime) -> bool:
    """A version that was published never changes, so what was printed of it stays as it is."""
    return True


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return which of this work is of a method that is still there. One query."""
    there = set(Werkvorm.objects.filter(pk__in={row.object_id for row in rows}).values_list("pk", flat=True))
    return {row.pk for row in rows if row.object_id in there}


def hand_out(werk: Werk, now: datetime) -> None:
    """Write nothing: there is nothing of anybody in it."""


def file_name(werk: Werk, now: datetime) -> str:
    """Return a name that says of which method it is and for how many."""
    code = Werkvorm.objects.filter(pk=werk.object_id).values_list("code", flat=True).first() or "werkvorm"
    return f"printpakket-{code}-{werk.options.get('people', 0)}-mensen.pdf"


def page_of(werk: Werk) -> str:
    """Return the page on which it was asked."""
    code = Werkvorm.objects.filter(pk=werk.object_id).values_list("code", flat=True).first()
    return reverse("werkvorm-afdrukken", args=[code]) if code else reverse("intervisie")


KIND = WerkKind(
    code=PRINTPAKKET, name="Printpakket", ready="Je printpakket is klaar", file_name=file_name, run=make_pakket,
    may_still=may_still_print, is_current=is_current, fetchable=fetchable, hand_out=hand_out, back=page_of,
    is_personal=False,
)  # fmt: skip
