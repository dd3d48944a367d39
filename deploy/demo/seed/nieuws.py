"""What the redacteur of the demo wrote: days ago, title, introduction, paragraphs."""

from datetime import datetime, timedelta

from django.utils.text import slugify

from community.models import NieuwsIndexPage, NieuwsPage
from community.workdays import local_date

NIEUWS: list[tuple[int, str, str, list[str]]] = [
    (
        4,
        "Nieuwe leergroep: Wonen aan het water",
        "Hanneke van Rooij begint een leergroep over nieuwe woningen op natte grond. Er is nog plek.",
        [
            "De groep komt om de zes weken bij elkaar, steeds in een ander gebied. De eerste keer maken de leden "
            "kennis en kiezen ze samen de vragen voor dit jaar.",
            "Wil je meedoen? Open de groep bij Leergroepen en kies 'Doe mee'.",
        ],
    ),
    (
        23,
        "Zo was het in de polder",
        "Twaalf regisseurs liepen een middag mee langs de proefvelden. Dit namen zij mee naar huis.",
        [
            "De boer liet zien wat een hoger peil doet met gras en met zijn inkomen. Daarna spraken we in kleine "
            "groepen over de vraag wie het risico draagt.",
            "De les die het vaakst genoemd werd: maak eerst afspraken over de vergoeding, en praat daarna pas over "
            "centimeters.",
        ],
    ),
    (
        61,
        "De ledengids is open",
        "Zoek een vakgenoot op naam, provincie of onderwerp. Je bepaalt zelf wat anderen van jou zien.",
        ["Vul bij je profiel in wat je zoekt en wat je biedt. Dat helpt anderen om jou te vinden."],
    ),
]


def tell_nieuws(now: datetime) -> None:
    """Publish the news on the website of the demo."""
    index = NieuwsIndexPage.objects.get()
    for days, title, inleiding, alineas in NIEUWS:
        inhoud = [{"type": "tekst", "value": f"<p>{alinea}</p>"} for alinea in alineas]
        page = NieuwsPage(
            title=title, slug=slugify(title), datum=local_date(now - timedelta(days=days)), inleiding=inleiding,
            inhoud=inhoud,
        )  # fmt: skip
        index.add_child(instance=page)
