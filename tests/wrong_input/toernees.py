"""The table of wrong input for toernees: forming one by hand, its people, its talks, its end, and asking by name."""

from tests.wrong_input.table import CLOCKS, DAYS, HUGE, LINE, LONG, NUL, NUMBERS, OPTIONAL, Form

WHO = (*LINE, "Niemand Nergens", "1 OR 1=1", "%", "niemand@nergens.example", "Noor\x00van der Wal")
CHOICE = ("", "IETS", "achter ", "00000000-0000-4000-8000-000000000000", NUL, LONG)
TOERNEE = {
    "name": "Toernee Waal", "wie_1": "", "wie_2": "Niemand Nergens", "wie_3": "x", "wie_4": "y",
    "from_date": "1 maart 2027", "until_date": "17 december 2027", "min_gap_days": "10", "ideal_gap_days": "20",
    "max_span_days": "110", "begeleiders": "",
}  # fmt: skip
GESPREK = {
    "title": "Kick-off",
    "date": "9-3-2027",
    "starts": "9.30",
    "ends": "12.00",
    "place_name": "Dorpshuis",
}

TOERNEE_FORMS = (
    Form("CO", "toernee-nieuw", TOERNEE,
         {"name": LINE, "wie_1": WHO, "wie_6": ("Niemand Nergens", NUL, LONG, HUGE),
          "toont_1": ("x", "-1", "00000000-0000-4000-8000-000000000000", NUL, LONG),
          "from_date": ("", *DAYS, "1-1-2020", "18 januari 2027"),
          "until_date": ("", *DAYS, "1 maart 2027", "1-1-2031"),
          "min_gap_days": (*NUMBERS, "", "200"), "ideal_gap_days": (*NUMBERS, "", "1"),
          "max_span_days": (*NUMBERS, "", "5"), "begeleiders": ("Niemand Nergens", "x\n" * 20, NUL, LONG)},
         known="name", kept=("name",)),
    Form("CO", "toernee-vervangen", {"wie": ""}, {"wie": WHO, "toont": CHOICE}, known="wie"),
    Form("CO", "toernee-vrijstellen", {"waarvan": ""}, {"waarvan": CHOICE}, known="eenmalig"),
    Form("CO", "toernee-begeleider-nieuw", {"wie": ""}, {"wie": WHO}, known="wie"),
    Form("CO", "toernee-afblazen", {"reason": "Te weinig tijd."}, {"reason": LINE}, known="reason"),
    Form("CO", "matchronde-uitnodigen", {"wie": ""}, {"wie": WHO}, known="wie"),
    Form("TK", "toernee-gesprek-nieuw", GESPREK,
         {"title": LINE, "date": ("", *DAYS, "1-1-2020"), "starts": CLOCKS, "ends": (*CLOCKS, "9.00"),
          "online_url": ("javascript:alert(1)", "//x", LONG), "place_name": OPTIONAL},
         known="title", kept=("place_name",)),
)  # fmt: skip
TOERNEE_PATHS = (
    "/toernees/%00/", "/toernees/t-bestaatniet/", "/toernees/" + "t" * 3000 + "/", "/toernees/%ED%A0%80/stoppen/",
    "/toernees/%F0%9F%90%84/", "/coordinatie/toernees/%27%20OR%201=1--/mensen/",
    "/coordinatie/toernees/t-bestaatniet/mensen/00000000-0000-0000-0000-000000000000/vervangen/",
    "/coordinatie/toernees/t-bestaatniet/mensen/1/verwijderen/", "/coordinatie/toernees/nieuw/../afblazen/",
    "/coordinatie/matching/nieuw/?soort=%00", "/coordinatie/matching/nieuw/?soort=toernee&soort=iets",
)  # fmt: skip
