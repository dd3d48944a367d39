"""Which tables of the confidential hold what of a person, for the download of her data: all of her own casussen."""

from casussen.models import (
    Advies,
    Adviesantwoord,
    Adviesdeling,
    Adviesversie,
    Afweging,
    Belang,
    Casus,
    Casusbestand,
    Casusversie,
    Deling,
    Dilemma,
    Doel,
    Fase,
    Gastdeling,
    Instrumentversie,
    Invulling,
    Inzage,
    Moment,
    Noodtoegang,
    Opname,
    Partij,
    Praktijkboek,
    Product,
    Sessieopbrengst,
)
from community.privacy_points import OwnTable

OF_HER_CASUS = ("casus__owner",)
PARTS = (
    Casusversie, Partij, Belang, Doel, Afweging, Dilemma, Moment, Fase, Product, Invulling, Sessieopbrengst, Advies,
    Adviesversie, Adviesantwoord, Gastdeling, Adviesdeling,
)  # fmt: skip
OWN = (
    OwnTable(Casus, ("owner",)),
    *(OwnTable(part, OF_HER_CASUS) for part in PARTS),
    OwnTable(Casusbestand, OF_HER_CASUS, holds_file="content"),
    OwnTable(Deling, (*OF_HER_CASUS, "user")),
    OwnTable(Opname, ("author",)),
    OwnTable(Inzage, ("reader", "casus__owner", "opname__author")),
    # Who asked wrote the reason; the owner may know it once it was allowed.
    OwnTable(Noodtoegang, ("asked_by", "casus__owner"), once={"casus__owner": "until_at"}),
    OwnTable(Praktijkboek, ("created_by",), only=("id", "kring", "created_by", "created_at")),
    OwnTable(Instrumentversie, ("published_by",), only=("id", "instrument", "published_by", "published_at")),
)
