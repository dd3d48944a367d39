"""Which tables of intervisie hold what of a person, for the download of her data."""

from community.privacy_points import OwnTable
from intervisie.models import (
    Bemiddelingsvraag,
    Bezoek,
    Bezoekkit,
    Bezoekrol,
    Bezoeksactie,
    Bezoekverslag,
    Briefakkoord,
    Deckversie,
    Evaluatieplanning,
    Groepsnotitie,
    Indelingsvoorstel,
    Kaartfoto,
    Matchaanmelding,
    Matchronde,
    Proefverplaatsing,
    Protocolversie,
    Reflectie,
    Rondeuitnodiging,
    Sessie,
    Sessieactie,
    Sessieblad,
    Sessiedeelnemer,
    Sessievoorbereiding,
    Stapantwoord,
    Toernee,
    Toerneedeelnemer,
    Toerneestap,
    Toerneevoorstel,
    Vasteregel,
    Waarneming,
    Werkvormversie,
)

USER, AS_HOST = ("user",), ("bezoek__host__user",)
MATCHING = (
    OwnTable(Rondeuitnodiging, USER),
    OwnTable(Matchaanmelding, USER),
    # Her own wishes; who wishes for her is theirs.
    OwnTable(Matchaanmelding.wants.through, ("matchaanmelding__user",)),
    OwnTable(Matchaanmelding.opgaven.through, ("matchaanmelding__user",)),
    OwnTable(Matchaanmelding.samenwerkingen.through, ("matchaanmelding__user",)),
    OwnTable(Vasteregel, ("aanmelding__user",)),
    OwnTable(Proefverplaatsing, ("person", "actor"), only=("id", "voorstel", "actor", "person", "asked_at")),
    OwnTable(Groepsnotitie, ("author",)),
    OwnTable(Reflectie, USER),
    # Of a request that she mediates the text belongs to who asked.
    OwnTable(Bemiddelingsvraag, ("asker",)),
)
TOERNEES = (
    OwnTable(Toernee.begeleiders.through, USER),
    OwnTable(Toerneedeelnemer, USER),
    OwnTable(Bezoek, ("host__user",)),
    OwnTable(Bezoekrol, ("deelnemer__user",)),
    OwnTable(Toerneestap, ("deelnemer__user",)),
    OwnTable(Stapantwoord, ("stap__deelnemer__user",)),
    OwnTable(Waarneming, ("author__user",)),
    OwnTable(Bezoekkit, AS_HOST),
    # The visitors write it together; the host reads it when they let her.
    OwnTable(Bezoekverslag, AS_HOST, once={"bezoek__host__user": "sent_at"}),
    OwnTable(Bezoeksactie, ("verslag__bezoek__host__user",)),
    OwnTable(Briefakkoord, ("deelnemer__user",)),
)
SESSIES = (
    OwnTable(Sessiedeelnemer, USER),
    OwnTable(Sessieblad, ("deelnemer__user",)),
    OwnTable(Kaartfoto, ("about__user",), holds_file="content"),
    OwnTable(Sessievoorbereiding, USER),
    OwnTable(Sessieactie, ("owner",)),
)
# That it was she who made or settled something that is of all.
MADE = (
    OwnTable(Matchronde, ("made_by",), only=("id", "name", "made_by", "made_at")),
    OwnTable(Indelingsvoorstel, ("made_by", "adopted_by"),
             only=("id", "number", "made_by", "made_at", "adopted_by", "adopted_at")),
    OwnTable(Toernee, ("made_by",), only=("id", "code", "made_by", "made_at")),
    OwnTable(Toerneevoorstel, ("made_by", "adopted_by"),
             only=("id", "number", "made_by", "made_at", "adopted_by", "adopted_at")),
    OwnTable(Evaluatieplanning, ("planned_by",)),
    OwnTable(Sessie, ("made_by",), only=("id", "code", "made_by", "made_at", "status")),
    OwnTable(Protocolversie, ("published_by",), only=("id", "protocol", "published_by", "published_at")),
    OwnTable(Deckversie, ("published_by",), only=("id", "deck", "published_by", "published_at")),
    OwnTable(Werkvormversie, ("published_by",), only=("id", "werkvorm", "published_by", "published_at")),
)  # fmt: skip
OWN = (*MATCHING, *TOERNEES, *SESSIES, *MADE)
