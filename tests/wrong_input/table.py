"""The table: per form who sends it and what is right, and per field what is wrong."""

from dataclasses import dataclass, field
from typing import Any

LONG = "a" * 10_000
HUGE = "water " * 50_000
NUL = "dijk\x00dorp"
SPACES = " \t  "
MANY_MARKS = "e" + "\u0301" * 3_000
NUMBERS = ("-1", "0", "99999999999999999999", "1e9", "NaN", "twaalf", "1.5")
DAYS = ("31-2-2027", "0-0-0", "32 januari 2027", "2027-13-01", "9-2-99999", "gisteren", "9 februari -1", LONG)
CLOCKS = ("24.00", "9.60", "-1", "half tien", "9.5.3", LONG)
ADDRESSES = ("", "geen-adres", "a@", "@b.example", "a b@c.example", f"{'a' * 300}@b.example",
             "a@b.example\r\nBcc: x@y.example", "a@b.example\x00", "a@b..example")  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One form: role of the world that sends it, name of its page, what is right, and a field it surely has."""

    role: str
    page: str
    right: dict[str, Any]
    wrong: dict[str, tuple[Any, ...]]
    known: str = ""
    kept: tuple[str, ...] = field(default=())


LINE = ("", SPACES, NUL, LONG, HUGE)
OPTIONAL = (NUL, LONG, HUGE)
NO_ID = ("bestaat-niet", "00000000-0000-4000-8000-000000000000", "-1", NUL)
# Chosen from the members of a group: no id, one of nobody, and what is no choice at all.
NOBODY = ("x", "-1", "00000000-0000-4000-8000-000000000000", "1 OR 1=1", NUL, LONG)

FORMS = (
    Form("AN", "aansluiten",
         {"naam": "Wil Weten", "email": "wil.weten@voorbeeld.example", "organisatie": "Gemeente Elzenbroek",
          "functie": "Projectleider", "motivatie": "Ik werk aan een gebiedsproces en zoek vakgenoten."},
         {"naam": LINE, "email": ADDRESSES, "organisatie": LINE, "functie": OPTIONAL, "motivatie": LINE},
         known="naam", kept=("functie", "organisatie")),
    Form("CO", "uitnodiging-nieuw", {"email": "nieuw@voorbeeld.example", "voornaam": "Wil"},
         {"email": ADDRESSES, "voornaam": OPTIONAL,
          "organisatie": ("bestaat-niet", "00000000-0000-4000-8000-000000000000", "1 OR 1=1", NUL),
          "kring": ("bestaat-niet", "00000000-0000-4000-8000-000000000000", "-1", NUL)},
         known="email", kept=("voornaam", "email")),
    Form("CO", "uitnodigingslijst", {},
         {"organisatie": ("", "bestaat-niet", "00000000-0000-4000-8000-000000000000", "1 OR 1=1", NUL, LONG),
          "lijst": ("", "voornaam;achternaam;e-mailadres", NUL, LONG)},
         known="organisatie"),
    Form("CO", "bijeenkomst-nieuw",
         {"kind": "ONTMOETING", "audience": "LEDEN", "title": "Dag in het veld", "date": "9-3-2027", "starts": "9.30",
          "ends": "12.00", "place_name": "Dorpshuis De Kaai", "capacity": "20"},
         {"kind": ("", "VERGADERING", NUL), "audience": ("", "IEDEREEN"), "title": LINE,
          "date": ("", *DAYS, "1-1-2020"), "starts": CLOCKS, "ends": (*CLOCKS, "9.00"), "capacity": NUMBERS,
          "online_url": ("javascript:alert(1)", "ftp://x.example/", "http://", "//x", "data:text/html,x", LONG),
          "description": (NUL, HUGE), "place_name": OPTIONAL, "provincie": ("ATLANTIS", NUL), "version": NUMBERS[2:]},
         known="title", kept=("place_name", "title")),
    Form("TK", "leergroep-bijeenkomst-nieuw",
         {"title": "Onderhoud van de kade", "date": "9-3-2027", "starts": "9.30", "ends": "12.00",
          "place_name": "Gemaal"},
         {"title": LINE, "date": ("", *DAYS[:4]), "ends": ("8.00", "25.00"), "capacity": NUMBERS[:4]},
         known="title", kept=("place_name",)),
    Form("CO", "leergroep-nieuw",
         {"name": "Zilte teelten", "summary": "Samen leren over zout.", "joining": "OPEN", "phase": "ACTIEF",
          "trekker": "{GL}", "afspraken": "Wat hier gezegd wordt, blijft hier."},
         {"name": LINE, "summary": LINE, "description": (NUL, HUGE), "joining": ("", "DICHT"), "phase": ("", "WEG"),
          "capacity": ("1", *NUMBERS), "ervaring": ("EXPERT",), "provincies": ("ATLANTIS",), "opgaven": ("999999", "x"),
          "trekker": ("", "niemand@voorbeeld.example", NUL, LONG), "afspraken": (NUL, HUGE), "is_hidden": ("on",),
          "welcome_text": (NUL, HUGE), "rhythm_weeks": ("5", "acht", NUL), "evaluate_after": ("51", *NUMBERS)},
         known="name", kept=("summary", "name")),
    Form("LI", "mijn-profiel-bewerken",
         {"voornaam": "Fatima", "achternaam": "Buitenstaander", "functie": "Procesregisseur", "in_ledengids": "ja",
          "zoekt": "Een vakgenoot bij een waterschap."},
         {"voornaam": LINE, "achternaam": LINE, "tussenvoegsel": OPTIONAL, "functie": OPTIONAL, "zoekt": (NUL, HUGE),
          "biedt": (NUL, HUGE), "telefoon": ("bel mij", "+" * 30, NUL, LONG), "ervaring": ("MEESTER",),
          "provincies": ("ATLANTIS", NUL), "opgaven": ("999999", "x", "-1"), "in_ledengids": ("", "misschien"),
          "version": NUMBERS[1:]},
         known="achternaam", kept=("functie",)),
    Form("CO", "rol-nieuw", {"email": "{LI}", "rol": "TRAINER", "from_date": "1-3-2027"},
         {"email": (*ADDRESSES[:4], "niemand@voorbeeld.example"), "rol": ("", "KONING", "BEHEERDER"),
          "from_date": ("", *DAYS), "until_date": (*DAYS, "1-1-2027"),
          "organisatie": ("bestaat-niet", "00000000-0000-4000-8000-000000000000")},
         known="rol", kept=("email",)),
    Form("GL", "leergroep-berichten", {"text": "Wie gaat er mee?"}, {"text": LINE, "noem": NOBODY}, known="text"),
    Form("GL", "leergroep-gesprek", {"text": "Ik ga mee."}, {"text": LINE, "noem": NOBODY}, known="text"),
    Form("GL", "leergroep-vraag-nieuw", {"title": "Wie kent een peilbesluit?", "text": "Ik zoek een voorbeeld."},
         {"title": LINE, "text": LINE, "noem": NOBODY}, known="title", kept=("title",)),
    Form("TK", "leergroep-aan-allen", {"title": "De excursie", "text": "We vertrekken om negen uur."},
         {"title": LINE, "text": LINE}, known="title", kept=("title",)),
    Form("TK", "kring-afspraken-nieuw", {"text": "Nieuwe afspraken."}, {"text": LINE, "number": NUMBERS[2:]},
         known="text"),
    Form("CO", "leergroep-trekker-nieuw", {}, {"persoon": ("", "niemand", NUL, LONG, "Fatima")}, known="persoon"),
    Form("TK", "leergroep-uitnodigen", {},
         {"persoon": ("", "niemand@voorbeeld.example", "Niemand Nergens", NUL, LONG, "Fatima", "a@b..example"),
          "lid": ("bestaatniet", "../x", NUL, LONG, "-1")}, known="persoon"),
    Form("GE", "leergroep-uitnodiging", {}, {"antwoord": ("", "misschien", "JA", NUL, LONG)}, known="eenmalig"),
    Form("GL", "leergroep-evaluatie",
         {"leert": "4", "veilig": "3", "tijd_waard": "5", "text": "Vaker naar buiten.", "door": "ja"},
         {"leert": ("", "6", NUL, *NUMBERS), "veilig": ("", "6", "vier"), "tijd_waard": ("", "0", "-1"),
          "text": (NUL, HUGE), "door": ("", "misschien", NUL)}, known="text"),
    Form("TK", "leergroep-evaluatie-uitkomst", {}, {"vervolg": ("", "WEG", NUL, LONG)}, known="eenmalig"),
    Form("TK", "leergroep-mixen", {"naam_1": "Verse teelten"},
         {"naam_1": (*LINE, "Natte teelten", "!!!"), "naam_2": (NUL, LONG, "verse teelten"),
          "trekker_1": ("", "x", "00000000-0000-4000-8000-000000000000", NUL)}, known="naam_1"),
    Form("CO", "leergroep-samenvoegen", {"doel": "", "bijeenkomsten": "mee"},
         {"doel": ("", "bestaat-niet", NUL, LONG, "-1"), "bijeenkomsten": ("", "weg", NUL)}, known="doel"),
    Form("TR", "leergroep-starten@verborgen", {"rhythm_weeks": "6", "evaluate_after": "5"},
         {"rhythm_weeks": ("", "5", "acht", "-4", NUL), "evaluate_after": ("51", *NUMBERS)}, known="rhythm_weeks"),
    Form("TK", "bijeenkomst-afzeggen", {}, {"reason": LINE}, known="reason"),
    Form("TK", "datumprikker-nieuw",
         {"title": "Zomerronde", "place_name": "Dorpshuis", "duration": "120", "last_day": "1-2-2027",
          "m-0-day": "10-2-2027", "m-0-starts": "10.00", "m-1-day": "11-2-2027", "m-1-starts": "10.00"},
         {"title": LINE, "place_name": OPTIONAL, "kring": ("", *NO_ID), "duration": ("", *NUMBERS),
          "last_day": ("", *DAYS, "17-1-2027", "10-2-2027", "31-12-9999"),
          "m-0-day": ("", *DAYS, "17-1-2027", "10-2-2031", "31-12-9999", "11-2-2027"), "m-0-starts": ("", *CLOCKS),
          "m-0-optie": ("x", NUL), "m-TOTAL_FORMS": ("", "0", "-1", "twaalf", "1.5"), "version": NUMBERS[2:]},
         known="title", kept=("title", "place_name")),
    Form("TK", "datumprikker-bewerken", {},
         {"title": LINE, "place_name": OPTIONAL, "last_day": ("", *DAYS[:4], "17-1-2027", "31-12-9999"),
          "m-0-day": ("", *DAYS[:4], "17-1-2027"), "m-0-starts": ("", *CLOCKS[:3]), "m-0-optie": NO_ID,
          "m-TOTAL_FORMS": ("", "0", "twaalf"), "version": NUMBERS[2:]},
         known="title", kept=("title",)),
    Form("TK", "datumprikker", {}, {"note": OPTIONAL, "version": NUMBERS[2:]}, known="note", kept=("note",)),
    Form("TK", "datumprikker-vaststellen", {}, {"optie": ("", *NOBODY)}, known="optie"),
    Form("TK", "agendapunten", {},
         {"punt-0-title": LINE, "punt-0-minutes": NUMBERS, "punt-0-bringer": NO_ID, "punt-0-note": OPTIONAL,
          "version": NUMBERS[2:]}, known="punt-0-title", kept=("punt-0-title",)),
    Form("TK", "besluit-nieuw", {"text": "We nodigen een ecoloog uit.", "decided_date": "11-1-2027"},
         {"text": LINE, "decided_date": ("", *DAYS, "19-1-2027", "1-1-1999"), "agendapunt": NO_ID,
          "version": NUMBERS[2:]}, known="decided_date", kept=("text",)),
    Form("TK", "besluit-bewerken", {"text": "We nodigen een ecoloog uit."},
         {"text": LINE, "decided_date": ("", *DAYS[:4]), "agendapunt": NO_ID, "version": NUMBERS[2:]},
         known="decided_date", kept=("text",)),
    Form("TK", "actie-nieuw", {"text": "Bel de ecoloog.", "owner": "{GL.pk}", "due_date": "1-2-2027"},
         {"text": LINE, "owner": ("", *NO_ID), "due_date": ("", *DAYS, "17-1-2027", "1-1-2035")},
         known="due_date", kept=("text",)),
    Form("TK", "actie-bewerken", {"text": "Bel de ecoloog.", "due_date": "1-2-2027"},
         {"text": LINE, "owner": ("", *NO_ID), "due_date": ("", *DAYS[:4], "17-1-2027"), "version": NUMBERS[2:]},
         known="due_date", kept=("text",)),
    Form("TK", "actie-vervallen", {}, {"reason": LINE}, known="reason"),
    Form("TK", "verslag", {"text": "Het ging over geld."}, {"text": (NUL, HUGE), "version": NUMBERS[2:]}, known="text"),
    Form("CO", "aanmelding-afwijzen", {}, {"text": LINE}, known="text"),
    Form("AN", "account_login", {"login": "{LI}", "password": "fout"},
         {"login": ("", "x", NUL, LONG), "password": ("", NUL, LONG)}, known="login"),
    Form("AN", "account_request_login_code", {}, {"email": ("", "x", LONG, NUL)}, known="email"),
)  # fmt: skip

ODD = ("", "%00", "%ED%A0%80", "%F0%9F%90%84", "a" * 5000, "%27%20OR%201=1--", "..%2F..%2Fetc",
       "%0d%0aSet-Cookie:x=1", "-1", "0", "99999999999999999999", "1e309", "NaN", "%E2%80%AEabc", "{{7*7}}",
       "%3Cscript%3E", "[]", "null")  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
QUERIES = (
    ("LI", "leden", ("q", "provincie", "opgave", "organisatietype", "ervaring", "wereld", "page", "volgorde", "biedt")),
    ("LI", "leergroepen", ("q", "provincie", "opgave", "ervaring", "aansluiten", "page", "met_plek")),
    ("GL", "leergroep-berichten", ("toon", "page")),
    ("GL", "leergroep-besluiten", ("q", "page", "acties")),
    ("LI", "agenda", ("q", "soort", "provincie", "welke", "page")),
    ("GL", "datumprikkers", ("page",)),
    ("TK", "datumprikker-nieuw", ("groep",)),
    ("TK", "datumprikker-vaststellen", ("optie",)),
    ("AN", "agenda", ("q", "soort", "page")),
    ("LI", "organisaties", ("q", "soort", "page")),
    ("CO", "coordinatie-berichten", ("status", "soort", "persoon", "page")),
    ("CO", "aanmeldingen", ("status", "page")),
    ("CO", "rollen", ("rol", "q", "page")),
    ("CO", "accounts", ("q", "page")),
    ("CO", "aanwezigheid", ("van", "tot", "groep", "vorm", "page")),
    ("AN", "account_login", ("next",)),
)

# Addresses that nobody made.
PATHS = (
    "/agenda/2027/13/", "/agenda/0/0/", "/agenda/9999/12/", "/agenda/10000/1/", "/agenda/99999999999/1/",
    "/agenda/feed/x.ics", "/agenda/feed/" + "a" * 3000 + ".ics", "/agenda/feed/%00.ics", "/agenda/feed/..%2f.ics",
    "/agenda/datumprikkers/%00/", "/agenda/datumprikkers/" + "b" * 3000 + "/", "/agenda/datumprikkers/%ED%A0%80/",
    "/uitnodiging/x/", "/uitnodiging/a.1~sig/", "/uitnodiging/" + "a" * 3000 + "/", "/uitnodiging/%00/",
    "/berichten/uitzetten/x/", "/berichten/uitzetten/%F0%9F%90%84/", "/leden/%00/", "/leden/" + "z" * 500 + "/",
    "/leergroepen/%ED%A0%80/", "/leergroepen/../../etc/passwd", "/agenda/%E2%80%AE/", "/wachtwoord/x/y-z/",
    "/wachtwoord/" + "1" * 400 + "/a-b/", "/e-mailadres/x/", "/leden/organisaties/%00/", "/nieuws/%00/",
    "/kringen/00000000-0000-0000-0000-000000000000/afspraken/",
    "/mijn/beveiliging/passkeys/99999999999999999999/bewerken/",
)  # fmt: skip

HOSTILE_NEXT = (
    "https://kwaad.example/", "//kwaad.example/", "///kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
    "javascript:alert(1)", "https:kwaad.example", "http:///kwaad.example", "%2f%2fkwaad.example", "/%09/kwaad.example",
    "https://localhost@kwaad.example/", "data:text/html,x", " //kwaad.example", "/\t/kwaad.example", "https://testserver.kwaad.example",
)  # fmt: skip
