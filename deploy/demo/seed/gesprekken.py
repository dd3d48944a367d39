"""Questions, files, names and a word to all in one leergroep of the demo."""

from collections.abc import Callable, Sequence
from datetime import datetime

from community.actions.bestandsinhoud import Inhoud
from community.actions.groepsberichten import Meegestuurd, post_groepsbericht, reply_to_groepsbericht
from community.actions.rondmail import write_to_all
from community.actions.vragen import choose_best_answer
from community.models import BestandKind, Leergroep, User

GROUP = "veenweide-en-water"
# Numbers in PEOPLE.
TREKKER, ASKER, KNOWS, REPLIES, WAITS = 8, 0, 25, 5, 39
PEILEN = "vak;zomerpeil;winterpeil\r\nNoorderkade;-0,55;-0,65\r\nMiddenvak;-0,60;-0,70\r\nZuidhoek;-0,70;-0,80\r\n"


def tell_gesprekken(people: Sequence[User], ago: Callable[[float], datetime]) -> None:
    """Ask a question that got a best answer, one that nobody answered yet, share a file and write to all members."""
    kring = Leergroep.objects.select_related("kring").get(slug=GROUP).kring
    vraag = post_groepsbericht(
        actor=people[ASKER], kring=kring, title="Wie heeft een voorbeeld van een peilbesluit op maat?",
        text="Onze polder heeft twee peilvakken. Ik zoek een besluit waarin dat goed is uitgelegd.", now=ago(13),
    )  # fmt: skip
    reply_to_groepsbericht(
        actor=people[REPLIES], bericht=vraag, text="Bij ons loopt het nog. Ik kom er in het voorjaar op terug.",
        now=ago(12),
    )  # fmt: skip
    best = reply_to_groepsbericht(
        actor=people[KNOWS], bericht=vraag, now=ago(11),
        text=f"@{people[ASKER].naam}, hierbij onze tabel. De toelichting staat in de laatste kolom van het besluit.",
        more=Meegestuurd(files=[Inhoud("peilen per vak.csv", BestandKind.CSV, PEILEN.encode())]),
    )  # fmt: skip
    choose_best_answer(actor=people[ASKER], vraag=vraag, answer=best, now=ago(10))
    post_groepsbericht(
        actor=people[WAITS], kring=kring, title="Hoe betrek je pachters die niet in het gebied wonen?",
        text="Bij de laatste avond was niemand van hen er. Wat werkt bij jullie?", now=ago(9),
        more=Meegestuurd(named=[people[KNOWS].pk]),
    )  # fmt: skip
    write_to_all(
        actor=people[TREKKER], kring=kring, title="Onze volgende bijeenkomst", now=ago(4),
        text="Neem laarzen mee: we lopen eerst een uur door de polder. Wil je een vraag inbrengen? Meld het hier.",
    )  # fmt: skip
