"""Letters of visits in every state, made as people make them. Opens the vault by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from community.confidential import confidential
from community.models import User
from intervisie.access.bezoeken import own_waarnemingen, place_at
from intervisie.actions.bezoekacties import add_actie
from intervisie.actions.verslagen import decide_consent, put_forward, react, save_verslag, settle_verslag
from intervisie.actions.waarnemingen import hand_in, write_waarneming
from intervisie.models import Bezoek, Bezoekrol, Bezoeksactie, Bezoekverslag, Rol, Toernee, WaarnemingKind
from intervisie.queries.verslagen import letter_from, verslag_of
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.moments import NOW

# The first visit of such a toernee was on Tuesday 5 January 2027, two weeks before NOW.
VISITED, PLANNED = date(2027, 1, 5), datetime(2026, 10, 5, 9, tzinfo=UTC)
LETTER = letter_from({
    "opening": "Dank voor jullie gastvrijheid bij de kwartelkoning.", "strengths_1": "Iedereen kent elkaar.",
    "questions_1": "Wie beslist over het peil?", "todos_1": "Maak een kaart met rollen.",
    "todos_2": "Vraag de wethouder om mandaat.",
})  # fmt: skip


def a_visited_toernee(*members: User, now: datetime = PLANNED, **more: Any) -> Toernee:
    """Return a toernee whose first visit is over; the second comes four weeks after it."""
    return a_planned_toernee(*members, first=VISITED, now=now, **more)


def visit_of(toernee: Toernee, at: int = 0) -> Bezoek:
    """Return one visit of a toernee, the first by default."""
    return bezoeken_of(toernee)[at]


def visitor_of(bezoek: Bezoek, rol: str = Rol.VOORZITTER) -> User:
    """Return who has this role at a visit."""
    return Bezoekrol.objects.select_related("deelnemer__user").get(bezoek=bezoek, rol=rol).deelnemer.user


def observed(bezoek: Bezoek, now: datetime, *texts: str) -> None:
    """Let every visitor hand in an observation and a recommendation about the whole."""
    with confidential():
        for row in Bezoekrol.objects.filter(bezoek=bezoek).select_related("deelnemer__user"):
            user = row.deelnemer.user
            if own_waarnemingen(place_at(user, bezoek, now)).exists():
                continue
            for kind, text in (WaarnemingKind.GEZIEN, "Goede sfeer"), (WaarnemingKind.AANBEVELING, "Doe het zo"):
                write_waarneming(actor=user, bezoek=bezoek, kind=kind, box="", text=" ".join((text, *texts)), now=now)
            hand_in(actor=user, bezoek=bezoek, now=now)


def a_verslag(
    bezoek: Bezoek | None = None, *, until: str = "CONCEPT", letter: dict[str, Any] | None = None, now: datetime = NOW,
    reaction: str = "Dat herken ik.", is_counted: bool = False,
) -> Bezoekverslag:  # fmt: skip
    """Return the letter of a visit, brought to this status by its voorzitter and host."""
    bezoek = bezoek or visit_of(a_visited_toernee())
    chair, host = visitor_of(bezoek), bezoek.host.user
    with confidential():
        row = save_verslag(actor=chair, bezoek=bezoek, version=0, letter=letter or LETTER, now=now)
        if until != "CONCEPT":
            row = put_forward(actor=chair, bezoek=bezoek, version=row.version, now=now)
        if until in ("BEANTWOORD", "VASTGESTELD"):
            row = react(actor=host, bezoek=bezoek, version=row.version, text=reaction, now=now + timedelta(minutes=1))
        if until == "VASTGESTELD":
            row = settle_verslag(actor=chair, bezoek=bezoek, version=row.version, now=now + timedelta(minutes=2))
        if is_counted:
            decide_consent(actor=host, bezoek=bezoek, is_given=True, now=now + timedelta(minutes=3))
        found = verslag_of(bezoek)
    assert found is not None
    return found


def an_actie(bezoek: Bezoek, text: str, due_date: date = date(2027, 3, 1), now: datetime = NOW) -> Bezoeksactie:
    """Return an action of the host after this visit."""
    with confidential():
        made = add_actie(actor=bezoek.host.user, bezoek=bezoek, text=text, due_date=due_date, now=now)
        return Bezoeksactie.objects.select_related("verslag__bezoek__toernee__kring").get(pk=made.pk)


def plan_earlier(*members: User, first: date = date(2026, 9, 1)) -> Toernee:
    """Return a toernee of which four visits are over."""
    return a_planned_toernee(*members, first=first, now=datetime(2026, 6, 1, 9, tzinfo=UTC))
