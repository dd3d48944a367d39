"""The table of wrong input for visits: the kit, boxes of a canvas, observations, and addresses that nobody made."""

from tests.wrong_input.table import HUGE, LONG, NUL, NUMBERS, SPACES, Form

LINES = (NUL, HUGE, "regel\n" * 31, "x" * 301)
TIMES = ("Ontvangst", "9 uur Ontvangst", "25.10 Ontvangst", "9.75 Ontvangst", "10.00-9.00 Terug", "10.00 A\n9.00 B",
         "-9.00 Ontvangst", "9.00", "24.00-24.30 Nacht", "9.00-25.00 Lang", "9.00\t", NUL, HUGE)  # fmt: skip
WAARNEMING = {"text": "De pomp staat stil.", "kind": "GEZIEN", "box": "K1"}
WRONG_WAARNEMING = {
    "text": ("", SPACES, NUL, "x" * 2001, LONG, HUGE), "kind": ("", "OORDEEL", "gezien", NUL, LONG),
    "box": ("Z9", "k1", "K1,K2", NUL, LONG, "1 OR 1=1"), "version": (*NUMBERS[2:], "-1"),
}  # fmt: skip

BEZOEK_FORMS = (
    Form("TK", "bezoekkit", {"question": "Wie betaalt?", "programme": "9.00 Ontvangst", "place": "Kade 3"},
         {"question": (NUL, LONG, HUGE), "position": (NUL, LONG, HUGE), "meet": LINES, "bring": LINES,
          "programme": TIMES, "place": (NUL, LONG, HUGE), "route": (NUL, LONG, HUGE), "version": (*NUMBERS[2:], "-1")},
         known="question", kept=("question",)),
    Form("TK", "bezoekkit-vakken", {"boxes": "K1"},
         {"boxes": ("", "Z9", "B2", NUL, LONG, "1 OR 1=1"), "version": (*NUMBERS[2:], "-1")}, known="boxes"),
    Form("ZA", "waarnemingen", WAARNEMING | {"version": "0"}, WRONG_WAARNEMING, known="text"),
    Form("ZA", "waarneming-bewerken", WAARNEMING, WRONG_WAARNEMING, known="text"),
)  # fmt: skip
BEZOEK_QUERIES = (("ZA", "waarnemingen", ("soort", "vak")), ("TK", "bezoekkit-vakken", ("casus",)))
BEZOEK_PATHS = (
    "/bezoeken/%00/", "/bezoeken/b-bestaatniet/", "/bezoeken/" + "b" * 3000 + "/", "/bezoeken/%ED%A0%80/kit/",
    "/bezoeken/%F0%9F%90%84/waarnemingen/", "/bezoeken/%27%20OR%201=1--/kit/delen/", "/bezoeken/../werker.js",
    "/bezoeken/b-bestaatniet/waarnemingen/00000000-0000-0000-0000-000000000000/bewerken/",
    "/bezoeken/b-bestaatniet/waarnemingen/1/verwijderen/", "/bezoeken/b-bestaatniet/meenemen/",
    "/bezoeken/b-bestaatniet/boekje/",
)  # fmt: skip
