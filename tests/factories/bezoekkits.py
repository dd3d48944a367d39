"""Kits and observations of visits, made as host and visitors make them. Opens the vault by itself."""

from datetime import datetime
from typing import Any

from casussen.actions.instrumenten import save_answers
from casussen.instrumenten.canvas import GEWENST, NU
from casussen.models import Casus
from casussen.queries.instrumenten import CANVAS, versies_of
from community.confidential import confidential
from community.models import User
from intervisie.actions.bezoekkits import save_kit, share_kit, show_boxes
from intervisie.actions.waarnemingen import hand_in, write_waarneming
from intervisie.models import Bezoek, Bezoekkit, Bezoekrol, Waarneming, WaarnemingKind
from intervisie.queries.bezoekkits import EMPTY, usual_programme
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO, NOW


def a_canvas(owner: User, *, now: datetime = LONG_AGO, **boxes: str) -> Casus:
    """Return a casus of this person with these boxes filled as they are now, and one as it should be."""
    casus = a_casus(owner, now=now)
    with confidential():
        versie = versies_of(CANVAS).get()
        for layer, given in ((NU, boxes), (GEWENST, {"K3": "Eén doel dat iedereen onderschrijft"})):
            answers = {code: {"text": text, "status": "CONCEPT", "open": ""} for code, text in given.items()}
            save_answers(actor=owner, casus=casus, versie=versie, layer=layer, version=0, answers=answers, now=now)
    return casus


def a_kit(
    bezoek: Bezoek, *, boxes: dict[str, str] | None = None, is_shared: bool = True, now: datetime = NOW, **content: Any
) -> Bezoekkit:  # fmt: skip
    """Return the kit of a visit as its host writes it; with `boxes` also those of a canvas of hers."""
    host = bezoek.host.user
    given = {**EMPTY, "question": "Hoe houden we de boeren aan tafel?", "programme": usual_programme(bezoek), **content}
    with confidential():
        kit = save_kit(actor=host, bezoek=bezoek, version=0, content=given, now=now)
        if boxes:
            casus = a_canvas(host, now=now, **boxes)
            kit = show_boxes(actor=host, bezoek=bezoek, version=kit.version, casus=casus, boxes=[*boxes, "K3"], now=now)
        if is_shared:
            kit = share_kit(actor=host, bezoek=bezoek, version=kit.version, now=now)
    return kit


def visitors_of(bezoek: Bezoek) -> list[User]:
    """Return who visits, in the order of their roles: voorzitter, verslaglegger, veldwaarnemer, bestuurslens."""
    order = ["VOORZITTER", "VERSLAGLEGGER", "VELDWAARNEMER", "BESTUURSLENS"]
    rows = Bezoekrol.objects.filter(bezoek=bezoek).select_related("deelnemer__user")
    return [row.deelnemer.user for row in sorted(rows, key=lambda row: (order.index(row.rol), row.deelnemer.position))]


def a_waarneming(
    bezoek: Bezoek, author: User, text: str = "De schutting is nieuw.", *, box: str = "",
    kind: WaarnemingKind = WaarnemingKind.GEZIEN, now: datetime = NOW,
) -> Waarneming:  # fmt: skip
    """Return what a visitor observed."""
    with confidential():
        return write_waarneming(actor=author, bezoek=bezoek, kind=kind, box=box, text=text, now=now)


def hands_in(bezoek: Bezoek, author: User, *texts: str, now: datetime = NOW) -> None:
    """Let a visitor write these and hand in."""
    for text in texts:
        a_waarneming(bezoek, author, text, now=now)
    with confidential():
        hand_in(actor=author, bezoek=bezoek, now=now)
