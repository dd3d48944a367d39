"""Which characters the fonts of the wheel can show; the others become a small box, so that nothing is lost unseen."""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

BOX = "□"
LONGEST_WORD = 40  # signs; a longer one may be broken anywhere, else it runs off the page
BREAK = "\u200b"
KEPT = "\n"
# Signs that glue or colour emoji, and marks that turn the direction of text: they show nothing by themselves. Without
# the second kind a name cannot turn the rest of its line around.
DROPPED = frozenset("\u200d\ufe0e\ufe0f\u00ad\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TABLE = Path(__file__).with_name("dekking.json")


def shown(text: str) -> str:
    """Return the text with what the fonts have; controls are gone, other signs are a box."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _breakable("".join(_sign(sign) for sign in clean if sign not in DROPPED))


def plainest(text: str) -> str:
    """Return the text in Latin letters and plain signs only: for what no font can show in combination."""
    return _breakable("".join(sign if sign == KEPT or " " <= sign <= "~" or "\xa1" <= sign <= "\u017f" else BOX
                              for sign in shown(text).replace(BREAK, "")))  # fmt: skip


def _sign(sign: str) -> str:
    if sign in (KEPT, BREAK) or " " <= sign <= "~":
        return sign
    if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co"):
        return BOX if unicodedata.category(sign) != "Cc" else ""
    return sign if _is_covered(ord(sign)) else BOX


def _is_covered(number: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, number) - 1
    return place >= 0 and number <= ends[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    rows = json.loads(TABLE.read_text())
    return [first for first, _last in rows], [last for _first, last in rows]


def _breakable(text: str) -> str:
    """Let a word that is longer than any word be broken."""
    if not any(len(word) > LONGEST_WORD for word in text.split()):
        return text
    return " ".join("\n".join(_pieces(line) for line in word.split("\n")) for word in text.split(" "))


def _pieces(word: str) -> str:
    return BREAK.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
