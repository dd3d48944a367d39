"""What sessions keep about one person, for the export of her own data. In a scope."""

from typing import Any

from community.models import User
from intervisie.models import Kaartfoto, Sessieblad, Sessiedeelnemer


def eigen_sessies(user: User) -> list[dict[str, Any]]:
    """Return in which sessions she had a place, and when she was there. One query."""
    rows = Sessiedeelnemer.objects.filter(user=user).select_related("sessie__versie__werkvorm", "sessie__bijeenkomst")
    return [
        {
            "werkvorm": row.sessie.versie.werkvorm.name, "stand": str(row.sessie.get_status_display()),
            "bijeenkomst": row.sessie.bijeenkomst.title if row.sessie.bijeenkomst else "",
            "begonnen_op": row.sessie.started_at, "afgesloten_op": row.sessie.closed_at, "binnen_sinds": row.joined_at,
            "weg_sinds": row.left_at, "laatst_gezien_op": row.seen_at, "begeleidde": row.sessie.leader_id == row.pk,
            "bracht_in": row.sessie.inbrenger_id == row.pk,
        }
        for row in rows.order_by("sessie__made_at", "pk")
    ]  # fmt: skip


def eigen_bladen(user: User) -> list[dict[str, Any]]:
    """Return what she wrote in sessions, as long as their board is kept; of others nothing. One query."""
    rows = Sessieblad.objects.filter(deelnemer__user=user).select_related("sessie__versie__werkvorm")
    return [
        {"werkvorm": row.sessie.versie.werkvorm.name, "stap": row.step, "ronde": row.round,
         "antwoorden": dict(row.answers or {}), "gewijzigd_op": row.changed_at, "laten_zien_op": row.handed_in_at}
        for row in rows.order_by("changed_at", "pk")
    ]  # fmt: skip


def eigen_kaartfotos(user: User) -> list[dict[str, Any]]:
    """Return that there are photographs of cards about her, and when they were added. One query."""
    rows = Kaartfoto.objects.defer("content").filter(about__user=user).select_related("sessie__versie__werkvorm")
    return [
        {"werkvorm": row.sessie.versie.werkvorm.name, "toegevoegd_op": row.added_at, "bytes": row.size}
        for row in rows.order_by("added_at", "pk")
    ]  # fmt: skip
