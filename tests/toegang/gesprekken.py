"""What a group of the world has beside its messages: a question with an answer, and a file with words of its own."""

from typing import Any

from community.actions.bestandsinhoud import Inhoud
from community.actions.groepsberichten import Meegestuurd, post_groepsbericht, reply_to_groepsbericht
from community.models import Bestand, BestandKind, Groepsbericht, GroepsberichtKind, Kring, User
from tests.factories.moments import NOW


def talk_of(kring: Kring, asker: User) -> dict[str, Any]:
    """Return the ids of the answer to a question of this group and of a file in it; made when first asked for."""
    rows = Groepsbericht.objects.filter(kring=kring, kind=GroepsberichtKind.VRAAG)
    vraag = rows.first() or _asked(kring, asker)
    return {
        "bericht_id": Groepsbericht.objects.get(reply_to=vraag).pk,
        "bestand_id": Bestand.objects.get(groepsbericht=vraag).pk,
    }


def _asked(kring: Kring, asker: User) -> Groepsbericht:
    """Ask a question with a file, and answer it. The words are those of the first message of the group."""
    words = (
        Groepsbericht.objects.filter(kring=kring, reply_to=None).order_by("created_at").values_list("text", flat=True)
    )
    word = words[0].rpartition(" ")[2].strip("?.")
    file = Inhoud(f"{word}.txt", BestandKind.TXT, f"Gaat over {word}.".encode())
    vraag = post_groepsbericht(
        actor=asker, kring=kring, title=f"Vraag over {word}", text=f"Wat weten we van {word}?",
        more=Meegestuurd(files=[file]), now=NOW,
    )  # fmt: skip
    reply_to_groepsbericht(actor=asker, bericht=vraag, text=f"Ik weet iets van {word}.", now=NOW)
    return vraag
