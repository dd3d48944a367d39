"""The table of wrong input for letters, actions, what a toernee writes together, and bemiddeling."""

from tests.wrong_input.table import DAYS, HUGE, LINE, LONG, NO_ID, NUL, NUMBERS, SPACES, Form

VERSIONS = (*NUMBERS[2:], "-1")
TEXT = ("", SPACES, NUL, LONG, HUGE)
# Filled in when one likes to.
MORE = (NUL, LONG, HUGE)
WHEN = ("", *DAYS, "17-1-2027", "1-1-2035")
ACTIE = {"text": "Ik bel de dijkgraaf.", "due_date": "1 maart 2027"}
VRAAG = {"style": "FACILITEREND", "text": "We komen er niet uit over het peil.", "wanted_by": "1 maart 2027"}
WRONG_VRAAG = {
    "style": ("", "STRENG", "faciliterend", NUL, LONG), "text": TEXT, "wanted_by": (*DAYS, "17-1-2027", "1-1-2035"),
    "samenwerking": (*NO_ID, "1 OR 1=1"), "version": VERSIONS,
}  # fmt: skip

VERSLAG_FORMS = (
    Form("GL", "bezoek-brief-bewerken", {"opening": "Dank voor jullie tijd."},
         {"opening": (*MORE, "x" * 2001), "strengths_1": (*MORE, "x" * 451), "questions_3": MORE, "todos_2": MORE,
          "version": VERSIONS}, known="opening", kept=("opening",)),
    Form("TK", "bezoek-reactie", {"text": "Dat herken ik."}, {"text": (*TEXT, "x" * 4001), "version": VERSIONS},
         known="text"),
    Form("TK", "bezoek-acties", ACTIE | {"version": "0"},
         {"text": (*TEXT, "x" * 501), "due_date": WHEN, "version": VERSIONS}, known="text", kept=("text",)),
    Form("TK", "bezoek-actie-bewerken", ACTIE, {"text": TEXT, "due_date": WHEN, "version": VERSIONS}, known="text"),
    Form("TK", "bezoek-actie-klaar", {}, {"outcome": (*MORE, "x" * 501)}, known="outcome"),
    Form("TK", "bezoek-actie-loslaten", {}, {"reason": (*LINE, "x" * 501)}, known="reason"),
    Form("TK", "bezoek-acties-delen", {}, {"kring": ("", *NO_ID, "1 OR 1=1")}, known="kring"),
    Form("TK", "toerneebrief-bewerken", {"text": "Geef ruimte."},
         {"text": (*TEXT, "x" * 3501), "version": VERSIONS}, known="text"),
    Form("ZA", "toernee-evaluatie", {"leert": "4", "veilig": "5", "tijd_waard": "3", "door": "ja"},
         {"leert": ("", "0", "6", *NUMBERS, NUL), "veilig": ("", "6", NUL), "tijd_waard": ("", "6", NUL),
          "door": ("", "misschien", NUL, LONG)}, known="eenmalig"),
    Form("LI", "bemiddelingsvraag-nieuw", VRAAG | {"version": "0"}, WRONG_VRAAG, known="text"),
    Form("GL", "bemiddelingsvraag-bewerken", VRAAG, WRONG_VRAAG, known="text"),
    Form("LI", "bemiddeling-keuzehulp", {"kern": "zaak"},
         {"kern": ("x", NUL, LONG), "oordeel": ("misschien", NUL), "tijd": ("1", NUL), "tafel": ("JA", LONG)},
         known="eenmalig"),
    Form("CO", "bemiddeling-beheer-vraag", {"wie": "{LI}"},
         {"wie": (*LINE, "Niemand Nergens", "1 OR 1=1", "%", "{GL}")}, known="wie"),
)  # fmt: skip
VERSLAG_QUERIES = (("CO", "bemiddeling-beheer-vraag", ("lid",)), ("LI", "bemiddelingsvraag-nieuw", ("stijl",)))
VERSLAG_PATHS = (
    "/bezoeken/b-bestaatniet/brief/", "/bezoeken/%00/brief/bewerken/", "/bezoeken/%ED%A0%80/reactie/",
    "/bezoeken/b-bestaatniet/brief/vaststellen/", "/bezoeken/%F0%9F%90%84/acties/delen/",
    "/bezoeken/b-bestaatniet/acties/00000000-0000-0000-0000-000000000000/klaar/",
    "/bezoeken/b-bestaatniet/acties/1/loslaten/", "/toerneeacties/b-bestaatniet/", "/toerneeacties/%00/",
    "/toernees/t-bestaatniet/opbrengst/", "/toernees/t-bestaatniet/brief/opdrachtgevers/akkoord/",
    "/toernees/t-bestaatniet/brief/iets-anders/", "/toernees/t-bestaatniet/brief/" + "a" * 3000 + "/",
    "/toernees/%F0%9F%90%84/evaluatie/", "/bemiddeling/vragen/m-bestaatniet/", "/bemiddeling/vragen/%00/antwoord/",
    "/bemiddeling/vragen/" + "m" * 3000 + "/bewerken/", "/coordinatie/bemiddeling/m-bestaatniet/",
    "/coordinatie/bemiddeling/%27%20OR%201=1--/",
)  # fmt: skip
