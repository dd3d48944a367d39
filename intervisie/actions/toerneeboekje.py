"""The toerneeboekje: asking for its pdf, and what the worker does for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from casussen.models import Inzage, InzageVia
from community import access
from community.access.kringen import readers
from community.actions.werk import ask_werk
from community.actions.werkgang import WerkFailedError
from community.confidential import confidential
from community.extension_points import Progress, WerkKind, WerkResult
from community.models import User, Werk
from community.pdf import PdfError, typeset
from community.workdays import local_date
from intervisie.access.bezoeken import kits_read
from intervisie.access.toernees import may_read_toernee
from intervisie.actions.bezoekkits import BOEKJE, PART
from intervisie.models import Bezoekkit, Toernee
from intervisie.queries.bezoekkits import canvas_schema, opened
from intervisie.queries.toerneeboekje import booklet_of, chapter_of, kits_for, visits_of


def ask_boekje(*, actor: User, toernee: Toernee, now: datetime) -> Werk:
    """Ask for the booklet of a toernee; while one is being made, that is returned."""
    access.require(may_read_toernee(actor, toernee, now))
    return ask_werk(actor=actor, kind=BOEKJE, object_id=toernee.pk, now=now)


def make_boekje(werk: Werk, progress: Progress, now: datetime) -> WerkResult:
    """Make the booklet for its reader: what she may read now. Raises WerkFailedError when none comes."""
    toernee = Toernee.objects.select_related("kring").get(pk=werk.object_id)
    visits, kits, schema = visits_of(toernee), kits_for(werk.user, toernee, now), canvas_schema()
    steps, chapters = len(visits) + 1, []
    for number, visit in enumerate(visits):
        progress(number, steps)
        kit = kits.get(visit.pk)
        chapters.append(chapter_of(visit, opened(kit, schema) if kit else None, schema))
    progress(len(visits), steps)
    data = booklet_of(toernee, werk.user.naam, chapters, now)
    try:
        content = typeset("boekje", data, look=lambda: progress(len(visits), steps))
    except PdfError as error:
        raise WerkFailedError(f"PDF_{error.code}") from None
    return WerkResult(content, "pdf", tuple((str(kit.pk), kit.version) for kit in kits.values()))


def may_still_read(user: User, werk: Werk, now: datetime) -> bool:
    """Whether the person is in the toernee now and agreed."""
    toernee = Toernee.objects.select_related("kring").filter(pk=werk.object_id, destroyed_at__isnull=True).first()
    return toernee is not None and may_read_toernee(user, toernee, now)


def is_current(werk: Werk, now: datetime) -> bool:
    """Whether its reader still reads every kit in it, shared and as it was printed."""
    return bool(_current([werk], now))


def fetchable(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    """Return for which of this work both hold: its person is in the toernee, and reads every kit in it as it is."""
    toernees = {row.pk: row.kring_id for row in Toernee.objects.filter(pk__in={werk.object_id for werk in rows})}
    reading = readers(toernees.values(), {werk.user_id for werk in rows}, now)
    kept = [werk for werk in rows if (werk.user_id, toernees.get(werk.object_id)) in reading]
    return _current(kept, now)


def _current(rows: Sequence[Werk], now: datetime) -> set[UUID]:
    with confidential():  # no sealed field is opened
        read = kits_read({werk.object_id for werk in rows}, {werk.user_id for werk in rows}, now)
    return {
        werk.pk for werk in rows
        if _contains(werk) <= {(str(kit), version) for user, toernee, kit, version in read
                               if (user, toernee) == (werk.user_id, werk.object_id)}
    }  # fmt: skip


def log_readings(werk: Werk, now: datetime) -> None:
    """Write that the person reads boxes of the canvas of each other host. Refused, it breaks the download."""
    kits = Bezoekkit.objects.filter(pk__in=[pk for pk, _version in _contains(werk)], casus__isnull=False)
    rows = kits.exclude(bezoek__host__user=werk.user_id).order_by("pk").values_list("casus_id", flat=True)
    Inzage.objects.bulk_create(
        Inzage(casus_id=pk, reader_id=werk.user_id, at=now, via=InzageVia.TOERNEE, part=PART) for pk in rows
    )


def file_name(werk: Werk, now: datetime) -> str:
    """Return a name that says nothing but what it is and of which day."""
    return f"toerneeboekje-{local_date(now):%Y-%m-%d}.pdf"


def page_of(werk: Werk) -> str:
    """Return the page of the toernee; that of intervisie where it is gone."""
    code = Toernee.objects.filter(pk=werk.object_id).values_list("code", flat=True).first()
    return reverse("toernee", args=[code]) if code else reverse("intervisie")


def _contains(werk: Werk) -> set[tuple[str, int]]:
    return {(pk, version) for pk, version in werk.options.get("contains", ())}


KIND = WerkKind(
    code=BOEKJE, name="Toerneeboekje", ready="Je toerneeboekje is klaar", file_name=file_name,
    run=make_boekje, may_still=may_still_read, is_current=is_current, fetchable=fetchable,
    hand_out=log_readings, back=page_of,
)  # fmt: skip
