"""Text as people type it: kept as they meant it, without the invisible signs that turn or hide letters."""

import unicodedata

# Signs that turn the direction of what follows: a name or a sentence could show as another one.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])
# Control signs, halves of signs, and places in the alphabet where no sign stands.
UNSEEN = frozenset({"Cc", "Cs", "Cn"})
# Signs that take no room or show as nothing: with one of these a name looks like that of somebody else.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def tidy(text: str, *, lines: bool = False) -> str:
    """Return the text in one spelling (NFC), without turning and control signs; line ends as one sign, or as spaces."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(TURNING)
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in UNSEEN)
    if lines:
        return "\n".join(line.rstrip() for line in kept.split("\n")).strip()
    return " ".join(kept.split())


def tidy_name(text: str) -> str:
    """Return a name as it is seen: tidied, without any sign that shows nothing."""
    plain = tidy(text)
    return tidy("".join(sign for sign in plain if sign not in BLANKS and unicodedata.category(sign) != "Cf"))
