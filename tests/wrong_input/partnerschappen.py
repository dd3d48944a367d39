"""The table of wrong input for partnerschappen: what is agreed, promised, shown and listed."""

from tests.wrong_input.table import ADDRESSES, DAYS, HUGE, LINE, LONG, NO_ID, NUL, NUMBERS, Form

AMOUNTS = ("-1", "1,234", "1.5", "NaN", "1e9", "=1+1", "99999999999999999999", "10.000.001", NUL, LONG)
GIFT = {"kind": "CONTRIBUTIE", "description": "Bijdrage voor dit jaar", "promised": "1.250,50", "version": "0"}
WRONG_GIFT = {
    "kind": ("", "GOUD", NUL), "description": LINE, "promised": ("", "0", *AMOUNTS), "promised_date": DAYS,
    "realised": AMOUNTS, "realised_date": DAYS, "version": (*NUMBERS[2:], "-1"),
}  # fmt: skip
AGREED = {"status": "VERKENNING", "start_date": "1-3-2027", "version": "1"}
WRONG_AGREED = {"start_date": DAYS, "end_date": (*DAYS, "1-1-2020"), "note": (NUL, HUGE), "version": NUMBERS[2:]}

PARTNER_FORMS = (
    Form("CO", "partnerschap-nieuw", AGREED,
         WRONG_AGREED | {"organisatie": ("", *NO_ID, "1 OR 1=1", LONG), "status": ("", "ACTIEF", NUL)},
         known="start_date", kept=("start_date",)),
    Form("CO", "partnerschap-bewerken", {**AGREED, "end_date": "1-3-2029"}, WRONG_AGREED, known="start_date",
         kept=("start_date",)),
    Form("CO", "partnerschap-starten", {"start_date": "1-3-2027", "version": "1"},
         {"start_date": ("", *DAYS), "end_date": (*DAYS, "1-1-2020")}, known="start_date"),
    Form("CO", "partnerschap-verlengen", {"end_date": "1-3-2030", "version": "1"},
         {"end_date": ("", *DAYS, "1-1-2020")}, known="end_date"),
    Form("CO", "partnerschap-beeindigen", {"ended_date": "4-1-2027", "version": "1"},
         {"ended_date": ("", *DAYS, "1-1-2020", "1-1-2040")}, known="ended_date"),
    Form("PA", "bijdrage-nieuw", GIFT, WRONG_GIFT, known="description", kept=("description",)),
    Form("PA", "bijdrage-bewerken", GIFT, WRONG_GIFT, known="description", kept=("description",)),
    Form("PA", "bijdrage-gerealiseerd", {"realised_date": "4-1-2027", "version": "1"},
         {"realised_date": ("", *DAYS, "1-1-2040")}, known="realised_date"),
    Form("PA", "goed-voorbeeld-nieuw",
         {"title": "Veenweide", "kind": "TRAINING", "provincie": "UTRECHT", "version": "0"},
         {"title": LINE, "kind": ("", "FEEST", NUL), "provincie": ("", "ATLANTIS", NUL), "summary": (NUL, HUGE),
          "from_date": DAYS, "until_date": DAYS, "version": NUMBERS[2:]}, known="title", kept=("title",)),
    Form("PA", "regisseurlijst-nieuw", {"naam": "Rosa Vliet"},
         {"naam": (*LINE, "12345", "=1+1"), "email": ADDRESSES[1:]}, known="naam", kept=("naam",)),
    Form("PA", "regisseurlijst-import", {}, {"tekst": ("", NUL, HUGE, "a;b;c\n" * 1002, '"open')}, known="tekst"),
    Form("CO", "organisatie-samenvoegen", {}, {"into": ("", *NO_ID, "1 OR 1=1", LONG)}, known="into"),
)  # fmt: skip

PARTNER_PATHS = (
    "/partner/bestaatniet/", "/partner/%00/", "/partner/" + "p" * 3000 + "/", "/partner/x/bijdragen/-1/bewerken/",
    "/partner/x/regisseurs/1/verwijderen/", "/coordinatie/partners/%F0%9F%90%84/", "/coordinatie/partners/x/starten/",
    "/coordinatie/organisaties/bestaat-niet/samenvoegen/",
)  # fmt: skip
PARTNER_QUERIES = (("CO", "partners-beheer", ("page",)), ("PA", "regisseurlijst", ("page",)))
