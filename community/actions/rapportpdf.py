"""The pdf of a participation report: asking for it, and what the worker does for it. No names are in it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from community import access
from community.access.rapporten import may_read_rapport, rapport_readers
from community.actions.werk import ask_werk
from community.actions.werkgang import WerkFailedError
from community.extension_points import Progress, WerkKind, WerkResult
from community.models import Rapport, RapportStatus, User, Werk
from community.pdf import PdfError, typeset
from community.queries.rapporten import file_name_of, path_of_rapport
from community.rapportage.bestanden import paper
from community.rapportage.bladen import blad_of
from community.rapportage.content import TamperedError, is_intact

RAPPORT_PDF = "RAPPORT_PDF"


def ask_rapport_pdf(*, actor: User, rapport: Rapport, now: datetime) -> Werk:
    """Ask for the pdf of a published report; while one is being made, that is returned."""
    access.require(may_read_rapport(actor, rapport, now) and rapport.status == RapportStatus.GEPUBLICEERD)
    return ask_werk(actor=actor, kind=RAPPORT_PDF, object_id=rapport.pk, now=now)


def make_rapport_pdf(werk: Werk, progress: Progress, now: datetime) -> WerkResult:
    """Make the pdf of what was frozen. Raises WerkFailedError when it is not what was frozen, or none comes."""
    progress(0, 1)
    try:
        data = paper(blad_of(_rapport(werk.object_id)))
        content = typeset("rapport", data, look=lambda: progress(0, 1))
    except TamperedError:
        raise WerkFailedError("RAPPORT_BESCHADIGD") from None
    except PdfError as error:
        raise WerkFailedError(f"PDF_{error.code}") from None
    return WerkResult(content, "pdf")


def may_still_read(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the person reads the report now."""
    rapport = Rapport.objects.select_related("partnerschap").filter(pk=werk.object_id).first()
    return rapport is not None and may_read_rapport(user, rapport, now)


def is_current(werk: Werk, now: datetime) -> bool:
    """Whether the report still is what was frozen."""
    return is_intact(_rapport(werk.object_id))


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return which of this work is of somebody who reads the report now, as it was frozen. Three queries."""
    found = Rapport.objects.select_related("partnerschap").filter(pk__in={werk.object_id for werk in rows})
    rapporten = [rapport for rapport in found if is_intact(rapport)]
    reading = rapport_readers(rapporten, {werk.user_id for werk in rows}, now)
    return {werk.pk for werk in rows if (werk.user_id, werk.object_id) in reading}


def log_nothing(werk: Werk, now: datetime) -> None:
    """A report holds no names, so who fetches it is not written down."""


def file_name(werk: Werk, now: datetime) -> str:
    """Return 'participatierapport-2026-k3.pdf', the name that its other files have."""
    return file_name_of(_rapport(werk.object_id), "pdf")


def page_of(werk: Werk) -> str:
    """Return the page of the report."""
    return path_of_rapport(_rapport(werk.object_id))


def _rapport(pk: UUID) -> Rapport:
    return Rapport.objects.select_related("partnerschap").get(pk=pk)


KIND = WerkKind(
    code=RAPPORT_PDF, name="Pdf van het rapport", ready="Je rapport is klaar", file_name=file_name,
    run=make_rapport_pdf, may_still=may_still_read, is_current=is_current, fetchable=fetchable,
    hand_out=log_nothing, back=page_of, is_personal=False,
)  # fmt: skip
