"""A praktijkboek on paper: asking for its pdf, and what the worker does for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from casussen.access.praktijkboeken import may_read_praktijkboek, praktijkboek_readers
from casussen.models import Inzage, InzageVia, Opname, Praktijkboek
from casussen.queries.afdrukken import bundle_of, chapter_of, path_of_boek
from casussen.queries.opnamen import opnamen_of
from community import access
from community.actions.werk import ask_werk, destroy_results
from community.actions.werkgang import WerkFailedError
from community.extension_points import Progress, WerkKind, WerkResult
from community.models import User, Werk
from community.pdf import PdfError, typeset
from community.workdays import local_date

PRAKTIJKBOEK_PDF = "PRAKTIJKBOEK_PDF"


def ask_pdf(*, actor: User, boek: Praktijkboek, now: datetime) -> Werk:
    """Ask for the pdf of a praktijkboek; while one is being made, that is returned."""
    access.require(may_read_praktijkboek(actor, boek, now))
    return ask_werk(actor=actor, kind=PRAKTIJKBOEK_PDF, object_id=boek.pk, now=now)


def destroy_pdfs(*, boek_id: UUID, by: User | None, reason: str, now: datetime) -> int:
    """Destroy every pdf of a praktijkboek, for all who asked for one: something in it goes. Returns how many."""
    return destroy_results(kind=PRAKTIJKBOEK_PDF, object_id=boek_id, by=by, reason=reason, now=now)


def make_pdf(werk: Werk, progress: Progress, now: datetime) -> WerkResult:
    """Make the pdf for its reader: what she may read now, in order. Raises WerkFailedError when none comes."""
    boek = Praktijkboek.objects.select_related("kring").get(pk=werk.object_id)
    rows = list(opnamen_of(boek, werk.user, now))
    steps = len(rows) + 1
    chapters = []
    for number, row in enumerate(rows):
        progress(number, steps)
        chapters.append(chapter_of(row))
    progress(len(rows), steps)
    data = bundle_of(boek, werk.user.naam, chapters, now)
    try:
        content = typeset("bundel", data, look=lambda: progress(len(rows), steps))
    except PdfError as error:
        raise WerkFailedError(f"PDF_{error.code}") from None
    return WerkResult(content, "pdf", tuple((str(row.pk), row.version) for row in rows))


def may_still_read(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the person reads the praktijkboek now."""
    boek = Praktijkboek.objects.select_related("kring").filter(pk=werk.object_id).first()
    return boek is not None and may_read_praktijkboek(user, boek, now)


def is_current(werk: Werk, now: datetime) -> bool:
    """Whether every casus in the pdf still stands in the praktijkboek as it was then."""
    stands = Opname.objects.filter(praktijkboek=werk.object_id, withdrawn_at__isnull=True)
    now_there = {(str(pk), version) for pk, version in stands.values_list("pk", "version")}
    return {(pk, version) for pk, version in werk.options.get("contains", ())} <= now_there


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return for which of this work both hold: its person reads the praktijkboek, and nothing in it was taken back."""
    boeken = list(Praktijkboek.objects.filter(pk__in={werk.object_id for werk in rows}))
    reading = praktijkboek_readers(boeken, {werk.user_id for werk in rows}, now)
    stands = Opname.objects.filter(praktijkboek__in=boeken, withdrawn_at__isnull=True)
    there = {(boek, str(pk), version) for boek, pk, version in stands.values_list("praktijkboek", "pk", "version")}
    return {
        werk.pk for werk in rows
        if (werk.user_id, werk.object_id) in reading
        and {(werk.object_id, pk, version) for pk, version in werk.options.get("contains", ())} <= there
    }  # fmt: skip


def log_readings(werk: Werk, now: datetime) -> None:
    """Write that the person reads each casus of another in the pdf. A database that refuses breaks the download."""
    ids = [pk for pk, _version in werk.options.get("contains", ())]
    rows = Opname.objects.filter(pk__in=ids).exclude(author=werk.user_id).values_list("pk", flat=True)
    Inzage.objects.bulk_create(
        Inzage(opname_id=pk, reader_id=werk.user_id, at=now, via=InzageVia.PDF) for pk in rows.order_by("pk")
    )


def file_name(werk: Werk, now: datetime) -> str:
    """Return a name that says nothing but what it is and of which day."""
    return f"praktijkboek-{local_date(now):%Y-%m-%d}.pdf"


def page_of(werk: Werk) -> str:
    """Return the page it was asked on; the list where the praktijkboek is gone."""
    return path_of_boek(werk.object_id)


KIND = WerkKind(
    code=PRAKTIJKBOEK_PDF, name="Pdf van het praktijkboek", ready="Je pdf is klaar", file_name=file_name,
    run=make_pdf, may_still=may_still_read, is_current=is_current, fetchable=fetchable,
    hand_out=log_readings, back=page_of,
)  # fmt: skip
