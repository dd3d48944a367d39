"""The table of wrong input for the pages around a session: making one, changing it, and its people."""

from tests.wrong_input.table import HUGE, LINE, LONG, NUL, NUMBERS, Form

CHOICE = ("", "IETS", NUL, LONG)
PEOPLE = (*NUMBERS, "", "1", "31", "600", "8.5", "acht")
GROUPS = (*NUMBERS, "", "0", "16", "9", "twee")
PLAN = {
    "werkvorm": "ingangspunten", "expected": "8", "subgroups": "2", "medium": "PAPIER", "tempo": "LIVE",
    "takes_part": "on", "version": "0",
}  # fmt: skip
WRONG = {
    "werkvorm": (*CHOICE, "Ingangspunten", "1 OR 1=1"), "expected": PEOPLE, "subgroups": GROUPS, "medium": CHOICE,
    "tempo": (*CHOICE, "DAGEN"), "days": ("0", "9", "21", "600", "-1", "veel", NUL, HUGE), "version": NUMBERS[2:],
}  # fmt: skip

SESSIE_FORMS = (
    Form("GL", "sessie-nieuw", PLAN, WRONG, known="expected", kept=("expected", "subgroups")),
    Form("DE", "sessie-nieuw-voor", PLAN, {"expected": PEOPLE, "subgroups": GROUPS}, known="expected"),
    Form("TK", "sessie-bewerken", PLAN, WRONG | {"version": (*NUMBERS[2:], "-1")}, known="expected"),
    Form("TK", "sessie-mensen", {"name": "Anna"}, {"name": (*LINE, "<b>", "=1+1", "a@b", "x" * 41, "123")},
         known="name"),
)  # fmt: skip
SESSIE_PATHS = (
    "/intervisie/sessies/%00/", "/intervisie/sessies/s-bestaatniet/", "/intervisie/sessies/" + "s" * 3000 + "/",
    "/intervisie/sessies/%ED%A0%80/bewerken/", "/intervisie/sessies/%F0%9F%90%84/mensen/",
    "/intervisie/sessies/nieuw/%00/", "/intervisie/sessies/nieuw/bestaatniet/",
    "/intervisie/sessies/s-bestaatniet/mensen/00000000-0000-0000-0000-000000000000/verwijderen/",
    "/intervisie/sessies/%27%20OR%201=1--/vervalt/", "/intervisie/sessies/../beheer/",
)  # fmt: skip
SESSIE_QUERIES = (("GL", "sessie-nieuw", ("werkvorm", "mensen")), ("TK", "sessies", ("page", "status")))
