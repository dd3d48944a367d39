"""What the training keeps about one person, for the export of her own data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.models import User
from training.models import (
    Coachgesprek,
    Deelnemer,
    Effectmeting,
    Inschrijving,
    Inzending,
    Materiaalversie,
    Onderdeelstem,
    Ontwikkelmap,
    Presentatie,
    Reactie,
    Scan,
)


def inschrijvingen_of(user: User) -> list[Mapping[str, Any]]:
    """Return her applications, with what came of them and what her opdrachtgever said."""
    rows = Inschrijving.objects.filter(user=user).select_related("editie", "organisatie", "deelnemer")
    return [_line(row) for row in rows.order_by("requested_at", "pk")]


def _line(row: Inschrijving) -> Mapping[str, Any]:
    deelnemer = getattr(row, "deelnemer", None)
    return {
        "editie": row.editie.name,
        "status": str(row.get_status_display()),
        "aangevraagd_op": row.requested_at,
        "brengt_casus_in": row.brings_casus,
        "is_betrokken": row.is_involved,
        "samenwerking": row.samenwerking,
        "motivatie": row.motivation,
        "organisatie": row.organisatie.name if row.organisatie else "",
        "opdrachtgever": row.opdrachtgever_name,
        "opdrachtgever_email": row.opdrachtgever_email,
        "instemming": str(row.get_instemming_display()),
        "instemming_op": row.instemming_at,
        "opmerking_opdrachtgever": row.instemming_remark,
        "besloten_op": row.decided_at,
        "bericht_bij_besluit": row.decision_text,
        "deelnemer_sinds": deelnemer.admitted_at if deelnemer else None,
        "gestopt_op": deelnemer.stopped_at if deelnemer else None,
        "waarom_gestopt": deelnemer.stop_reason if deelnemer else "",
        "afgerond_op": deelnemer.finished_at if deelnemer else None,
    }


def weg_of(user: User) -> list[Mapping[str, Any]]:
    """Return what she wrote and was answered in each training she took part in. In a scope.

    Not what a trainer noted for herself: that is private to its author (SECURITY.md §3).
    """
    rows = Deelnemer.objects.filter(user=user).select_related("editie").order_by("admitted_at", "pk")
    return [_way(row) for row in rows]


def _way(row: Deelnemer) -> Mapping[str, Any]:
    own = Ontwikkelmap.objects.filter(deelnemer=row).first()
    presentatie = Presentatie.objects.filter(deelnemer=row).first()
    reactions = Reactie.objects.filter(inzending__deelnemer=row).select_related("author").order_by("written_at", "pk")
    talks = Coachgesprek.objects.filter(deelnemer=row).select_related("coach").order_by("asked_at", "pk")
    return {
        "editie": row.editie.name,
        "leerdoelen": own.learning_goals if own else "",
        "zelfscans": [
            {"moment": str(scan.get_moment_display()), "antwoorden": scan.answers, "opgeslagen_op": scan.saved_at,
             "gedeeld_op": scan.shared_at}
            for scan in Scan.objects.filter(deelnemer=row).order_by("saved_at", "pk")
        ],
        "tussentijden": [
            {"onderdeel": one.editiedeel.onderdeel.title, "status": str(one.get_status_display()),
             "trainers_lezen_mee": one.is_shared, "ingeleverd_op": one.handed_in_at}
            for one in Inzending.objects.filter(deelnemer=row).select_related("editiedeel__onderdeel")
            .order_by("editiedeel__onderdeel__position")
        ],
        "reacties": [_said(one.author, one.text, one.written_at) for one in reactions],
        "coachgesprekken": [
            {"coach": one.coach.naam, "vraag": one.question, "verslag": one.report, "gevraagd_op": one.asked_at}
            for one in talks
        ],
        "presentatie": presentatie.content if presentatie else None,
        "effectmetingen": [
            {"moment": str(one.get_moment_display()), "antwoorden": one.answers, "opgeslagen_op": one.saved_at}
            for one in Effectmeting.objects.filter(deelnemer=row).order_by("saved_at", "pk")
        ],
    }  # fmt: skip


def _said(author: User | None, text: str, at: datetime) -> Mapping[str, Any]:
    return {"van": author.naam if author else "", "tekst": text, "op": at}


def geantwoord_door(user: User) -> list[Mapping[str, Any]]:
    """Return which evaluations she answered. What she answered nobody can find back, she neither."""
    rows = Onderdeelstem.objects.filter(user=user).order_by("evaluatie__opened_at", "pk")
    parts = rows.values_list("evaluatie__editiedeel__editie__name", "evaluatie__editiedeel__onderdeel__title")
    return [{"editie": editie, "onderdeel": onderdeel} for editie, onderdeel in parts]


def geplaatst_door(user: User) -> list[Mapping[str, Any]]:
    """Return the versions of material she placed."""
    rows = Materiaalversie.objects.filter(placed_by=user).select_related("materiaal").order_by("placed_at", "pk")
    return [{"titel": row.materiaal.title, "versie": row.number, "bestand": row.name, "geplaatst_op": row.placed_at}
            for row in rows]  # fmt: skip
