"""The table of wrong input for planning toernees: settings, another day by hand, calling off, the overview."""

from tests.wrong_input.table import DAYS, LINE, LONG, NUL, NUMBERS, Form

INSTELLINGEN = {
    "from_date": "18 januari 2027", "until_date": "17 december 2027", "min_gap_days": "10", "ideal_gap_days": "20",
    "max_span_days": "110",
}  # fmt: skip
SHIFT = {
    "naar": ("x", "-1", "2027-02-15.2", "2027-02-15", NUL, LONG), "dag": ("", *DAYS, "1-1-2020", "13 februari 2027",
                                                                          "1-1-2031"),
}  # fmt: skip

PLANNING_FORMS = (
    Form("CO", "toernee-instellingen", INSTELLINGEN,
         {"from_date": ("", *DAYS, "18 december 2027"), "until_date": ("", *DAYS, "1-1-2020", "19 januari 2027",
                                                                       "1-1-2031"),
          "min_gap_days": (*NUMBERS, "", "-5", "200"), "ideal_gap_days": (*NUMBERS, "", "1", "251"),
          "max_span_days": (*NUMBERS, "", "5"), "version": NUMBERS[2:]},
         known="from_date", kept=("from_date", "until_date")),
    Form("CO", "toernee-voorstel-verschuiven", {"naar": "", "dagdeel": "0"}, SHIFT, known="eenmalig"),
    Form("CO", "bezoek-verschuiven", {"naar": "", "dagdeel": "0"}, SHIFT, known="eenmalig"),
    Form("CO", "bezoek-vervallen", {}, {"reason": LINE}, known="reason"),
)  # fmt: skip
PLANNING_PATHS = (
    "/coordinatie/toernees/%00/", "/coordinatie/toernees/t-bestaatniet/", "/coordinatie/toernees/" + "t" * 3000 + "/",
    "/coordinatie/toernees/%ED%A0%80/instellingen/", "/coordinatie/toernees/t-bestaatniet/voorstellen/99999/",
    "/coordinatie/toernees/t-bestaatniet/voorstellen/0/vastleggen/", "/coordinatie/toernees/-1/plannen/",
    "/coordinatie/toernees/t-bestaatniet/bezoeken/%F0%9F%90%84/geweest/", "/bezoeken/%00/kan-niet/",
    "/bezoeken/b-bestaatniet/kan-niet/", "/coordinatie/toernees/t-bestaatniet/verschuiven/geen-id/",
)  # fmt: skip
PLANNING_QUERIES = (("CO", "toernees-beheer", ("q", "stand", "alarm", "page")),)
