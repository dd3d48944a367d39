"""The table of wrong input for the confidential: casussen, their parts, instruments, sharing, praktijkboeken."""

from tests.wrong_input.table import ADDRESSES, DAYS, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, Form

VERSIONS = ("", *NUMBERS[2:], NUL)
CHOICE = ("BESTAAT_NIET", NUL, LONG, "1 OR 1=1")
PARTS = ("bestaat-niet", "format,partijen", NUL, LONG)
TICKED = {"namen": "on", "bedragen": "on", "toon": "on", "partners": "on"}
PARTY = {"name": "Waterschap De Kaai", "interest": "Een peil dat te houden is."}

CASUS_FORMS = (
    Form("LI", "casus-nieuw", {"werktitel": "Peil in de polder", "schuurpunt": "Niemand beslist."},
         {"werktitel": LINE, "schuurpunt": OPTIONAL}, known="werktitel", kept=("schuurpunt", "werktitel")),
    Form("GL", "casus-format", {"doel": "Een peil dat te houden is."},
         {"werktitel": OPTIONAL, "vraag": OPTIONAL, "fase": CHOICE, "version": VERSIONS},
         known="werktitel", kept=("doel",)),
    Form("AV", "casus-partij-nieuw", PARTY,
         {"name": LINE, "kind": CHOICE, "involvement": CHOICE, "contribution": OPTIONAL, "role": OPTIONAL,
          "interest": OPTIONAL, "responsibility": OPTIONAL, "mandate": OPTIONAL, "contact": OPTIONAL},
         known="contribution", kept=("name", "interest")),
    Form("GL", "casus-partij", PARTY, {"name": LINE, "involvement": CHOICE, "version": VERSIONS},
         known="contribution", kept=("interest",)),
    Form("GL", "casus-doel-nieuw", {"text": "Minder dalende bodem."},
         {"text": LINE, "partij": NO_ID, "belang": NO_ID, "kind": CHOICE, "horizon": OPTIONAL, "phasing": OPTIONAL},
         known="horizon", kept=("text",)),
    Form("GL", "casus-doel", {"text": "Minder dalende bodem."}, {"text": LINE, "belang": NO_ID, "version": VERSIONS},
         known="horizon", kept=("text",)),
    Form("GL", "casus-belang-nieuw", {"text": "Huizen die niet verzakken."}, {"text": LINE, "partij": NO_ID},
         known="text", kept=("text",)),
    Form("GL", "casus-dilemma-nieuw", {"pole_a": "Tempo maken", "pole_b": "Iedereen meenemen", "position": "40"},
         {"pole_a": LINE, "pole_b": LINE, "position": ("", "101", *NUMBERS[2:], "-1"), "arguments_a": OPTIONAL,
          "arguments_b": OPTIONAL}, known="pole_a", kept=("pole_a", "pole_b")),
    Form("GL", "casus-dilemma", {}, {"position": ("", "101", "-1", NUL), "version": VERSIONS}, known="pole_a"),
    Form("GL", "casus-moment-nieuw", {"day": "9-2-2027", "kind": "MIJLPAAL", "text": "Het peil is gekozen."},
         {"day": ("", *DAYS), "kind": ("", *CHOICE), "text": LINE, "needs": OPTIONAL}, known="needs", kept=("text",)),
    Form("GL", "casus-afweging", {"criterium_0": "Kosten", "optie_0": "Pompen"},
         {"criterium_0": (*OPTIONAL,), "gewicht_0": ("6", "0", NUL), "herkomst_0": OPTIONAL, "optie_0": OPTIONAL,
          "version": VERSIONS}, known="criterium_0", kept=("optie_0",)),
    Form("GL", "casus-fase-huidige", {"fase": "2"}, {"fase": ("", *CHOICE), "reason": OPTIONAL}, known="reason"),
    Form("GL", "casus-fase", {"begins": "1-2-2027", "ends": "9-2-2027"},
         {"status": CHOICE, "begins": DAYS, "ends": (*DAYS, "31-1-2027"), "version": VERSIONS}, known="begins"),
    Form("GL", "casus-product", {"note": "Ligt bij het bestuur."},
         {"status": CHOICE, "note": OPTIONAL, "bestand": NO_ID, "version": VERSIONS}, known="note"),
    Form("GL", "casus-canvas-laag", {"K1_text": "Het waterschap en de provincie."},
         {"K1_text": OPTIONAL, "K1_status": CHOICE, "K2_open": OPTIONAL, "verzonnen": ("x",), "version": VERSIONS},
         known="K1_text", kept=("K1_text",)),
    Form("GL", "casus-keuzehulp-vraag", {}, {"antwoord": ("", *CHOICE), "version": VERSIONS}, known="version"),
    Form("GL", "casus-vormen", {}, {"antwoord_nu": CHOICE, "antwoord_waarom": OPTIONAL, "version": VERSIONS},
         known="antwoord_waarom"),
    Form("GL", "casus-controle", TICKED,
         {"namen": ("",), "bedragen": ("",), "toon": ("",), "partners": ("",),
          "gezien": ("", "gisteren", "2027-01-18", "9" * 41, NUL)}, known="gezien"),
    Form("GL", "casus-delen-lid", {"rol": "LEZER", "tot_en_met": "9-3-2027"},
         {"rol": ("", *CHOICE), "tot_en_met": (*DAYS, "17-1-2027", "31-12-9999")}, known="tot_en_met"),
    Form("GL", "casus-delen-groep", {"tot_en_met": "9-3-2027"}, {"groep": ("", *NO_ID), "tot_en_met": DAYS},
         known="tot_en_met"),
    Form("GL", "casus-deling", {}, {"rol": ("", *CHOICE), "tot_en_met": DAYS}, known="tot_en_met"),
    Form("GL", "casus-gast-nieuw",
         {"naam": "Wil Opdracht", "email": "wil@provincie.example", "onderdelen": "format", "tot_en_met": "9-2-2027"},
         {"naam": LINE, "email": ADDRESSES, "onderdelen": ("", *PARTS),
          "tot_en_met": ("", *DAYS, "1-1-2020", "31-12-9999")},
         known="naam", kept=("naam", "email")),
    Form("GL", "casus-gast", {"onderdelen": "format"}, {"onderdelen": ("", *PARTS), "tot_en_met": ("", *DAYS)},
         known="tot_en_met"),
    Form("GL", "casus-advies-bewerken", {"kern": "Kies een peil.", "aanbeveling_1": "Begin met meten."},
         {"aan_wie": OPTIONAL, "kern": OPTIONAL, "aanbeveling_1": OPTIONAL, "aanbeveling_6": OPTIONAL,
          "consequenties": OPTIONAL, "bijdrage": OPTIONAL, "version": VERSIONS},
         known="kern", kept=("kern", "aanbeveling_1")),
    Form("GL", "casus-advies-delen",
         {"naam": "Ander Mens", "email": "ander@gemeente.example", "tot_en_met": "9-2-2027"},
         {"naam": LINE, "email": ADDRESSES, "tot_en_met": ("", *DAYS, "1-1-2020", "31-12-9999"), "version": VERSIONS},
         known="naam", kept=("naam",)),
    Form("BE", "noodtoegang", {"casuscode": "c-abcdef", "reden": "Er is een klacht.", "uren": "2"},
         {"casuscode": LINE, "reden": LINE, "uren": ("", "0", "5", "-1", "4.5", NUL)},
         known="casuscode", kept=("casuscode",)),
    Form("CO", "praktijkboek-nieuw",
         {"name": "Najaar in het veen", "hand_in_date": "1-3-2027", "closes_date": "30-6-2027",
          "destroys_date": "30-9-2027", "rules": "Wat ik lees, blijft hier."},
         {"name": LINE, "hand_in_date": (*DAYS, "1-7-2027"), "closes_date": ("", *DAYS, "18-1-2027"),
          "destroys_date": ("", *DAYS, "30-6-2027"), "rules": LINE}, known="rules", kept=("name",)),
    Form("CO", "praktijkboek-bewerken", {},
         {"name": LINE, "closes_date": ("", *DAYS[:4]), "version": VERSIONS}, known="closes_date"),
    Form("CO", "praktijkboek-persoon-nieuw", {"persoon": "{LI}", "rol": "LID"},
         {"persoon": ("", "niemand@voorbeeld.example", NUL, LONG), "rol": ("", *CHOICE)}, known="persoon"),
    Form("CO", "praktijkboek-persoon-rol", {}, {"rol": ("", *CHOICE)}, known="rol"),
)  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
CASUS_QUERIES = (
    ("GL", "casussen", ("page", "q")),
    ("GL", "casus-delen", ("zoek",)),
    ("GL", "casus-inzage", ("page",)),
    ("GL", "casus-canvas-afdrukken", ("papier",)),
    ("GL", "praktijkboek-casus", ("deel",)),
    ("BE", "noodtoegang", ("page",)),
)

# Addresses that nobody made: no casus, guest, book, emergency or long work of this name.
_CODES = ("%00", "%ED%A0%80", "c-" + "a" * 3000, "..%2f..%2fetc", "c-%E2%80%AEabc", "nieuw%00", "%27%20OR%201=1--")
_TOKENS = ("x", "a" * 3000, "%00", "a.b.c", "%F0%9F%90%84", "..%2f")
CASUS_PATHS = (
    *(f"/casussen/{code}/" for code in _CODES),
    *(f"/casussen/{code}/format/" for code in _CODES),
    *(f"/praktijkboeken/{code}/" for code in _CODES),
    *(f"/praktijkboeken/p-aaaaaaaa/{code}/" for code in _CODES),
    *(f"/gedeeld/{token}/" for token in _TOKENS),
    *(f"/gedeeld/{token}/format/" for token in _TOKENS),
    *(f"/gedeeld/{token}/advies/antwoord/" for token in _TOKENS),
    "/casussen/c-abcdef/format/versies/99999999999999999999/", "/casussen/c-abcdef/fasen/99999999999999999999/",
    "/casussen/c-abcdef/fasen/producten/bestaat-niet/", "/casussen/c-abcdef/canvas/straks/",
    "/casussen/c-abcdef/keuzehulp/vraag/bestaat-niet/", "/casussen/c-abcdef/partijen/niet-een-id/",
    "/noodtoegang/00000000-0000-4000-8000-000000000000/", "/noodtoegang/niet-een-id/",
    "/mijn/werk/00000000-0000-4000-8000-000000000000/", "/mijn/werk/niet-een-id/",
)  # fmt: skip
