"""`/demo/componenten/`: every component of templates/components/ in all its states, without database."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.notation import AMSTERDAM
from community.queries.maand import Day, DayItem

TODAY = date(2027, 2, 9)
START = datetime(2027, 2, 9, 13, tzinfo=AMSTERDAM)
END = datetime(2027, 2, 9, 16, 30, tzinfo=AMSTERDAM)

PROVINCIES = (("GELDERLAND", "Gelderland"), ("OVERIJSSEL", "Overijssel"), ("UTRECHT", "Utrecht"))
STATUS_WORDS = (
    "Nog niet begonnen", "Bezig", "Ingeleverd", "Reactie gekregen", "Klaar", "Gemist", "Verlopen", "Wacht op jou",
    "Wacht op Noor", "Vertrouwelijk", "Gesloten", "Open", "Op aanvraag", "Vol", "Concept", "Gepland", "Uitgenodigd",
    "Aangemeld", "Wachtlijst", "Afgemeld", "Aanwezig", "Afwezig", "Afgelast", "Gewijzigd", "Verstuurd", "Mislukt",
    "Onzeker", "Gepauzeerd",
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind, as members meet them."""

    voornaam = forms.CharField(label="Voornaam")
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Gebruik het adres van je organisatie.",
        error_messages={"invalid": "Schrijf het e-mailadres zo: naam@waterschap.nl."},
    )
    datum = forms.DateField(
        label="Datum van de bijeenkomst",
        help_text="Bijvoorbeeld 9-2-2027.",
        error_messages={"invalid": "Schrijf de datum zo: 9 februari 2027 of 09-02-2027."},
    )
    provincie = forms.ChoiceField(label="Provincie", choices=(("", "Kies een provincie"), *PROVINCIES))
    rol = forms.ChoiceField(
        label="Hoe zeker voel je je in je rol?",
        choices=(("ZOEKT", "Ik zoek nog mijn plek"), ("DUIDELIJK", "Ik heb een duidelijke opdracht")),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies het antwoord dat het beste past."},
    )
    opgaven = forms.MultipleChoiceField(
        label="Aan welke opgaven werk je?",
        choices=(("WATER", "Water"), ("NATUUR", "Natuur"), ("WONEN", "Wonen")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    vraag = forms.CharField(
        label="Je vraag uit de praktijk",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Vul in welke vraag je hebt."},
    )
    foto = forms.FileField(label="Foto", required=False, help_text="Een foto is niet verplicht. Hooguit 15 MB.")
    vindbaar = forms.BooleanField(label="Andere leden mogen mij vinden", required=False)


class SampleFilter(forms.Form):
    """Filters above a list."""

    q = forms.CharField(label="Zoek op naam of functie", required=False)
    provincie = forms.ChoiceField(label="Provincie", choices=(("", "Alle"), *PROVINCIES), required=False)
    opgave = forms.ChoiceField(label="Opgave", choices=(("", "Alle"), ("WATER", "Water")), required=False)


def componenten(request: HttpRequest) -> HttpResponse:
    """Show all components with fictional Dutch text."""
    return render(request, "demo/componenten.html", context())


def context() -> dict[str, Any]:
    """Return what the page shows."""
    wrong = SampleForm({"voornaam": "Noor", "email": "noor@", "datum": "morgen", "provincie": "UTRECHT"})
    wrong.full_clean()
    wrong.add_error(None, "Je kunt deze bijeenkomst niet meer veranderen na 1 maart 2027.")
    return {
        "crumbs": [{"title": "Demo", "url": "/demo/"}, {"title": "Componenten"}],
        "form": SampleForm(initial={"voornaam": "Noor", "rol": "DUIDELIJK"}, prefix="goed"),
        "wrong_form": wrong,
        "filter_form": SampleFilter({"filter-q": "water", "filter-provincie": "OVERIJSSEL"}, prefix="filter"),
        "status_words": STATUS_WORDS,
        "page_obj": Paginator(range(240), 20).page(5),
        "start": START,
        "end": END,
        "now": START - timedelta(hours=4),
        "today": TODAY,
        "steps": STEPS,
        "tabs": TABS,
        "people": PEOPLE,
        "facts": FACTS,
        "versions": VERSIONS,
        "presence": PRESENCE,
        "next_steps": ["Noor leest je aanmelding.", "Je hoort binnen 5 werkdagen of je een plek hebt."],
        "weeks": weeks(),
        "long_name": "Wilhelmina-Alexandra van Oldenbarnevelt-Van Heemskerck tot Achttienhoven",
    }


STEPS = [
    {"title": "Intake", "text": "Gesprek gevoerd op 3 december", "state": "done", "url": "#stappen"},
    {"title": "Dagdeel 1", "text": "Jouw rol als regisseur", "state": "missed"},
    {"title": "Dagdeel 2", "text": "4 maart, Deventer", "state": "current", "url": "#stappen"},
    {"title": "Dagdeel 3", "text": "Datum volgt na dagdeel 2", "state": ""},
]
TABS = [
    {"title": "Berichten", "url": "#tabs", "is_current": True, "count": 12},
    {"title": "Bijeenkomsten", "url": "#tabs", "count": 3},
    {"title": "Leden", "url": "#tabs", "count": 14},
    {"title": "Over", "url": "#tabs"},
]
PEOPLE = [
    {"name": "Noor van der Wal", "role": "trekker", "since": date(2026, 9, 1), "last_viewed": date(2027, 2, 8)},
    {"name": "Fatima El Amrani", "role": "lid", "since": date(2026, 11, 12)},
    {"name": "IJsbrand Smit", "role": "lid", "since": date(2027, 1, 4)},
]
FACTS = [
    ("Functie", "Omgevingsmanager"),
    ("Organisatie", "Waterschap De Lage Landen"),
    ("Biedt", "Ervaring met kavelruil.\nEen luisterend oor."),
    ("Telefoon", "06 - 12 34 56 78"),
    ("Leeg veld", ""),
]
VERSIONS = [
    {"label": "Titel", "theirs": "Ontmoeting in het veld", "mine": "Ontmoeting in het veld"},
    {
        "label": "Toelichting",
        "theirs": "We lopen langs drie plekken. Neem laarzen mee.",
        "mine": "We lopen langs twee plekken.\nNeem laarzen en een jas mee.",
        "differs": True,
    },
]
PRESENCE = [
    {"value": "AANWEZIG", "label": "Aanwezig", "is_checked": True},
    {"value": "LATER", "label": "Later"},
    {"value": "AFWEZIG", "label": "Afwezig"},
]


def weeks() -> list[list[Day]]:
    """Return February 2027, which begins on a Monday, with some meetings, a full day and a holiday in it."""
    meetings = {
        TODAY: (("Leergroep Water en bodem", "13", False),),
        date(2027, 2, 18): (("Intervisie", "13", False), ("Veldbezoek", "16.30", True), ("Webinar", "20", False)),
    }
    first = date(2027, 2, 1)
    days = [
        Day(
            date=day,
            is_out=day.month != first.month,
            is_today=day == TODAY,
            items=tuple(DayItem(title, "#maand", start, off) for title, start, off in meetings.get(day, ())),
            notes=("Voorjaarsvakantie Noord",) if day == date(2027, 2, 22) else (),
            more=9 if day == date(2027, 2, 18) else 0,
            url="#maand",
        )
        for day in (first + timedelta(offset) for offset in range(28))
    ]
    return [days[start : start + 7] for start in range(0, 28, 7)]
