"""The table of wrong input for talks in a training: coaching with a guest, the intake times, the talks of a team."""

from tests.wrong_input.table import ADDRESSES, CLOCKS, DAYS, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, SPACES, Form

TOO_LONG = ("x" * 2001,)
LINKS = ("javascript:alert(1)", "ftp://x.example/", "http://", "//x", "data:text/html,x", LONG)
LENGTHS = ("", "7", "0", "-60", "61", NUL)
# The night in which the clock goes forward, and days behind us.
NIGHT = {"date": "28-3-2027", "starts": "2.30", "ends": "5", "minutes": "60"}
TIJDEN = {"date": "10-3-2027", "starts": "10", "ends": "12", "minutes": "60"}

GESPREK_FORMS = (
    Form("DE", "editie-coaching-boeken",
         {"question": "Hoe breng ik dit verder?", "gast_naam": "Bas Verhoeven", "gast_email": "bas@elders.example"},
         {"question": (*LINE, *TOO_LONG), "gast_naam": (*OPTIONAL, "", SPACES), "gast_email": ADDRESSES},
         known="question", kept=("question", "gast_naam")),
    Form("DE", "editie-coaching-vraag", {"coach": "{TR.pk}", "question": "Wie kan er meedenken?"},
         {"coach": ("", *NO_ID, "{LI.pk}", "{DE.pk}"), "question": (*LINE, *TOO_LONG)}, known="question",
         kept=("question",)),
    Form("TR", "editie-coaching-tijden", TIJDEN,
         {"date": ("", *DAYS, "1-1-2020"), "starts": ("", *CLOCKS, "12.30"), "ends": ("", *CLOCKS, "9", "10.15"),
          "minutes": LENGTHS, "online_url": LINKS, "place_name": OPTIONAL}, known="place_name", kept=("place_name",)),
    Form("TR", "editie-intake-tijden", TIJDEN,
         {"date": ("", *DAYS, "1-1-2020"), "starts": ("", *CLOCKS), "ends": ("", *CLOCKS, "9"), "minutes": LENGTHS,
          "online_url": LINKS}, known="place_name"),
    Form("TR", "editie-coaching-tijden", NIGHT, {"starts": ("2", "2.30", "2.59")}, known="place_name"),
    Form("TR", "editie-coachgesprek-voorstel", {"date": "10-3-2027", "starts": "10", "minutes": "60"},
         {"date": ("", *DAYS, "1-1-2020"), "starts": ("", *CLOCKS), "minutes": LENGTHS, "online_url": LINKS,
          "place_name": OPTIONAL}, known="place_name", kept=("place_name",)),
    Form("DE", "editie-coachgesprek-verslag", {"text": "Ik neem twee dingen mee."},
         {"text": (NUL, "x" * 8001), "version": ("", *NUMBERS[2:])}, known="text"),
    Form("DE", "editie-coachgesprek-gast", {"naam": "Wil Dijkstra", "email": "wil@elders.example"},
         {"naam": LINE, "email": (*ADDRESSES, LONG), "functie": OPTIONAL}, known="naam", kept=("naam",)),
    Form("DE", "editie-coachgesprek-verzetten", {"moment": ""}, {"moment": ("", *NO_ID)}, known=""),
    Form("DE", "editie-coachgast-delen", {}, {"onderdelen": ("bestaat-niet", NUL, "logboek", LONG)}, known=""),
    Form("DE", "editie-teamgesprek",
         {"met": "EIGEN", "title": "Onze vragen", "date": "10-3-2027", "starts": "10", "ends": "11"},
         {"met": ("", "IEDEREEN", NUL), "title": LINE, "date": ("", *DAYS, "1-1-2020"), "starts": CLOCKS,
          "ends": (*CLOCKS, "9.00"), "online_url": LINKS, "place_name": OPTIONAL, "version": ("", *NUMBERS[2:])},
         known="title", kept=("title",)),
)  # fmt: skip

GESPREK_PATHS = (
    "/trainingen/oefenronde/teams/0/", "/trainingen/oefenronde/teams/99999999999999999999/",
    "/trainingen/oefenronde/teams/1/gesprek/%00/", "/trainingen/oefenronde/coaching/x/",
    "/trainingen/oefenronde/coaching/00000000-0000-4000-8000-000000000000/",
    "/gedeeld/x/coachgesprek/format/", "/gedeeld/" + "a" * 3000 + "/coachgesprek/format/",
    "/gedeeld/%00/coachgesprek/x/",
)  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
GESPREK_QUERIES = (("DE", "editie-teamgesprek", ("met",)),)
