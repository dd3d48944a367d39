"""The attendance list of a meeting."""

from django.db.models import QuerySet

from community.models import Bijeenkomst, Deelname, DeelnameStatus

# Who is on the list to begin with; others are there for when they came after all.
EXPECTED = frozenset(
    {DeelnameStatus.UITGENODIGD, DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG, DeelnameStatus.AFWEZIG}
)


def attendance_list(bijeenkomst: Bijeenkomst) -> QuerySet[Deelname]:
    """Return all places, sorted by name the Dutch way. For who passed `may_take_attendance`."""
    rows = Deelname.objects.filter(bijeenkomst=bijeenkomst).select_related("user")
    return rows.order_by("user__sort_key", "user__id")
