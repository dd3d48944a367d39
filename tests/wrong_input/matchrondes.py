"""The table of wrong input for rounds of intervisie: making one, registering, blowing it off."""

from tests.wrong_input.table import DAYS, HUGE, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, Form

CHOICE = ("", "IETS", NUL, LONG)
SIZES = (*NUMBERS, "2", "13", "")
WEIGHTS = ("", "0.5", "-1", "1e9", NUL)
# Names of nobody, ids, far too much, and what looks like a command.
NAMES = (NUL, HUGE, LONG, "Niemand Nergens", "1 OR 1=1", "Fatima", "%", "\\", "(abcd)", "\n".join("abcdefghijk"),
         "00000000-0000-4000-8000-000000000000", "Fatima Zompzegge")  # fmt: skip
RONDE = {
    "name": "Intervisie najaar", "form": "BEIDE", "closes_date": "12-2-2027", "from_date": "1-3-2027",
    "until_date": "1-3-2028", "size_min": "5", "size_target": "6", "size_max": "8", "experience": "MIX",
    "min_common_slots": "1", "rhythm_weeks": "8", "evaluate_after": "4",
    **{f"weegt_{goal}": "NORMAAL" for goal in ("sector", "thema", "nieuw", "wens", "reis", "tijd", "maat")},
}  # fmt: skip
WRONG_RONDE = {
    "name": LINE, "closes_date": ("", *DAYS, "17-1-2027", "1-3-2027", "31-12-9999"),
    "from_date": ("", *DAYS[:4], "12-2-2027", "31-12-9999"), "until_date": ("", *DAYS[:4], "1-3-2027", "31-12-9999"),
    "size_min": SIZES, "size_target": SIZES, "size_max": SIZES, "min_common_slots": (*NUMBERS, "11"),
    "evaluate_after": (*NUMBERS, "21"), "rhythm_weeks": ("", "5", "acht", NUL), "experience": CHOICE,
    "weegt_sector": WEIGHTS, "weegt_maat": WEIGHTS, "version": NUMBERS[2:],
}  # fmt: skip
AANMELDING = {"slots": "0", "form": "BEIDE", "place": "Gouda", "max_minutes": "60", "experience": "GEEN"}

MATCH_FORMS = (
    Form("CO", "matchronde-nieuw", RONDE, {**WRONG_RONDE, "form": CHOICE, "provincies": ("ATLANTIS", NUL)},
         known="name", kept=("name",)),
    Form("CO", "matchronde-bewerken", {}, WRONG_RONDE, known="name", kept=("name",)),
    Form("CO", "matchronde-afblazen", {}, {"reason": LINE}, known="reason"),
    Form("LI", "matchaanmelding", AANMELDING,
         {"slots": ("", "10", "-1", "0.5", NUL), "form": CHOICE, "place": (*OPTIONAL, "Nergenshuizen", "<script>"),
          "max_minutes": ("", "61", *NUMBERS), "experience": CHOICE, "wants": NAMES, "niet_met": NAMES, "lijn": NAMES,
          "version": NUMBERS[2:]},
         known="place", kept=("place",)),
    Form("ZA", "matchaanmelding", AANMELDING, {"samenwerkingen": NO_ID}, known="place", kept=("place",)),
    Form("DE", "matchaanmelding", {}, {"wants": NAMES, "niet_met": NAMES[:6], "slots": ("", "10")}, known="place"),
)  # fmt: skip
MATCH_PATHS = (
    "/intervisie/aanmelden/%00/", "/intervisie/aanmelden/r-bestaatniet/", "/intervisie/aanmelden/" + "r" * 3000 + "/",
    "/intervisie/aanmelden/%ED%A0%80/intrekken/", "/coordinatie/matching/%F0%9F%90%84/", "/coordinatie/matching/-1/",
    "/coordinatie/matching/%27%20OR%201=1--/bewerken/",
)  # fmt: skip
