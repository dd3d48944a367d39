"""Pages of the website and terms, as a redacteur put them there."""

from typing import Any

from community.models import (
    AanbodIndexPage,
    AanbodPage,
    Begrip,
    Begripnaam,
    BegripStatus,
    Begripversie,
    Bron,
    BronLicentie,
    KennisPage,
    KennisRubriekPage,
    NieuwsIndexPage,
    NieuwsPage,
    VerhaalPage,
    VerhalenIndexPage,
    Zichtbaar,
)
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY


def _text(text: str) -> list[dict[str, Any]]:
    return [{"type": "tekst", "value": f"<p>{text}</p>"}] if text else []


def a_bron() -> Bron:
    """Return the source of texts of tests."""
    return Bron.objects.get_or_create(titel="Eigen werk", maker="De redactie", licentie=BronLicentie.EIGEN)[0]


def a_kennispagina(
    title: str, text: str = "", *, samenvatting: str = "Kort.", soort: str = "HANDREIKING", is_for_leden: bool = False,
    **fields: Any,
) -> KennisPage:  # fmt: skip
    """Return a page of knowledge, online unless told otherwise."""
    fields.setdefault("live", True)
    page = KennisPage(
        title=title, samenvatting=samenvatting, inhoud=_text(text), bron=a_bron(), controle_datum=LONG_AGO_DAY,
        zichtbaar=Zichtbaar.LEDEN if is_for_leden else Zichtbaar.OPENBAAR, **fields,
    )  # fmt: skip
    KennisRubriekPage.objects.get(soort=soort).add_child(instance=page)
    return page


def a_nieuwsbericht(title: str, text: str = "", **fields: Any) -> NieuwsPage:
    """Return a piece of news, online unless told otherwise."""
    fields.setdefault("live", True)
    page = NieuwsPage(title=title, datum=LONG_AGO_DAY, inleiding="Kort.", inhoud=_text(text), **fields)
    NieuwsIndexPage.objects.get().add_child(instance=page)
    return page


def a_verhaal(title: str, text: str = "", **fields: Any) -> VerhaalPage:
    """Return a story that names nobody, online unless told otherwise."""
    fields.setdefault("live", True)
    page = VerhaalPage(title=title, datum=LONG_AGO_DAY, inleiding="Kort.", inhoud=_text(text), **fields)
    VerhalenIndexPage.objects.get().add_child(instance=page)
    return page


def an_aanbod(title: str, text: str = "", *, soort: str = "COACHING", **fields: Any) -> AanbodPage:
    """Return a page of what is offered, online unless told otherwise."""
    fields.setdefault("live", True)
    page = AanbodPage(
        title=title, soort=soort, samenvatting="Kort.", voor_wie="Iedereen.", doorlooptijd="Een dag.",
        inhoud=_text(text), **fields,
    )  # fmt: skip
    AanbodIndexPage.objects.get().add_child(instance=page)
    return page


def a_begrip(term: str, definitie: str = "Kort.", *namen: str, slug: str = "") -> Begrip:
    """Return a settled term with other words for it."""
    begrip = Begrip.objects.create(term=term, slug=slug or term.lower().replace(" ", "-"))
    Begripversie.objects.create(
        begrip=begrip, number=1, definitie=definitie, bron=a_bron(), status=BegripStatus.VASTGESTELD,
        written_at=LONG_AGO, approved_at=LONG_AGO,
    )  # fmt: skip
    Begripnaam.objects.bulk_create(Begripnaam(begrip=begrip, naam=naam) for naam in namen)
    return begrip
