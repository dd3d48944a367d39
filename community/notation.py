"""Dutch notation: how dates, times, numbers, names and counts are written for people.

Pure text. A moment is an aware datetime, shown in Europe/Amsterdam; a naive one raises ValueError.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SHORT_AREA_CODE = re.compile(r"0(1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d)")
# A day is cut where people have lunch and dinner; a part counts when at least an hour of it is used. A shorter meeting
# has the part it uses most, the later one when they are equal.
DAGDELEN = (("ochtend", time(0), time(12, 30)), ("middag", time(12, 30), time(18)), ("avond", time(18), time.max))


# --- days ----------------------------------------------------------------------------------------------------------


def local(moment: datetime) -> datetime:
    """Return the moment on the clock of Europe/Amsterdam. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(AMSTERDAM)


def day_of(value: date | datetime) -> date:
    """Return the calendar day in Amsterdam of a day or a moment."""
    return local(value).date() if isinstance(value, datetime) else value


def weekday(value: date | datetime) -> str:
    """Return 'dinsdag'."""
    return DAYS[day_of(value).weekday()]


def date_long(value: date | datetime) -> str:
    """Return 'dinsdag 9 februari 2027'."""
    return f"{weekday(value)} {date_plain(value)}"


def date_plain(value: date | datetime) -> str:
    """Return '9 februari 2027'."""
    return f"{day_and_month(value)} {day_of(value).year}"


def day_and_month(value: date | datetime) -> str:
    """Return '9 februari', for a sentence in which the year is clear."""
    day = day_of(value)
    return f"{day.day} {MONTHS[day.month - 1]}"


def date_short(value: date | datetime) -> str:
    """Return '9 feb 2027', for tables."""
    day = day_of(value)
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def date_with_day(value: date | datetime) -> str:
    """Return 'di 9 feb 2027', for cards and lists."""
    return f"{weekday(value)[:2]} {date_short(value)}"


def month_of(value: date | datetime) -> str:
    """Return 'februari 2027'."""
    day = day_of(value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def date_range(first: date | datetime, last: date | datetime) -> str:
    """Return '9 tot en met 11 februari 2027'; month and year of the first day only where they differ."""
    start, end = day_of(first), day_of(last)
    if start == end:
        return date_plain(start)
    if start.year != end.year:
        return f"{date_plain(start)} tot en met {date_plain(end)}"
    opening = str(start.day) if start.month == end.month else day_and_month(start)
    return f"{opening} tot en met {date_plain(end)}"


def relative_day(value: date | datetime, *, today: date) -> str:
    """Return 'vandaag', 'morgen', 'overmorgen', 'over 3 dagen', 'gisteren' ...; the date itself beyond two weeks."""
    days = (day_of(value) - today).days
    words = {-2: "eergisteren", -1: "gisteren", 0: "vandaag", 1: "morgen", 2: "overmorgen"}
    if days in words:
        return words[days]
    if abs(days) > 14:
        return date_plain(value)
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


# --- times ---------------------------------------------------------------------------------------------------------


def clock_time(value: time | datetime) -> str:
    """Return '13' or '16.30': 24 hours, a dot, no empty minutes. A bare time is already Amsterdam time."""
    shown = local(value).time() if isinstance(value, datetime) else value
    return f"{shown.hour}.{shown.minute:02}" if shown.minute else str(shown.hour)


def time_of_day(value: time | datetime) -> str:
    """Return '10 uur' or '16.30 uur'."""
    return f"{clock_time(value)} uur"


def time_range(start: time | datetime, end: time | datetime) -> str:
    """Return '13 tot 16.30 uur'; an end at midnight is called 24 uur."""
    until = clock_time(end)
    return f"{clock_time(start)} tot {'24' if until == '0' else until} uur"


def moment(start: datetime, end: datetime | None = None) -> str:
    """Return 'dinsdag 9 februari 2027, 13 tot 16.30 uur'; both days in full when it lasts longer than a day."""
    if end is None:
        return f"{date_long(start)}, {time_of_day(start)}"
    if not _within_one_day(start, end):
        return f"{moment(start)} tot {moment(end)}"
    return f"{date_long(start)}, {time_range(start, end)}"


def moment_short(start: datetime, end: datetime | None = None) -> str:
    """Return 'di 9 feb 2027, 13 tot 16.30 uur', for cards and lists."""
    if end is None:
        return f"{date_with_day(start)}, {time_of_day(start)}"
    if not _within_one_day(start, end):
        return f"{moment_short(start)} tot {moment_short(end)}"
    return f"{date_with_day(start)}, {time_range(start, end)}"


def until(value: datetime) -> str:
    """Return 'tot en met 1 december 2027' for what ends with a day, else 'tot vr 19 feb 2027, 13.11 uur'."""
    if local(value).time() == time(0):
        return f"tot en met {date_plain(local(value) - timedelta(days=1))}"
    return f"tot {moment_short(value)}"


def relative_moment(value: datetime, *, now: datetime) -> str:
    """Return 'vandaag om 14.32 uur', 'gisteren om 9 uur'; further away '9 feb 2027 om 9 uur'."""
    days = (day_of(value) - day_of(now)).days
    day = relative_day(value, today=day_of(now)) if abs(days) <= 1 else date_short(value)
    return f"{day} om {time_of_day(value)}"


def saved_at(value: datetime) -> str:
    """Return 'Opgeslagen om 14.32 uur'."""
    return f"Opgeslagen om {time_of_day(value)}"


def salutation(now: datetime) -> str:
    """Return 'Goedemorgen', 'Goedemiddag' or 'Goedenavond'."""
    hour = local(now).hour
    if hour < 12:
        return "Goedemorgen"
    return "Goedemiddag" if hour < 18 else "Goedenavond"


def duration(length: timedelta) -> str:
    """Return '50 minuten', '1 uur' or '2 uur en 30 minuten'; seconds are dropped."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = [f"{hours} uur"] if hours else []
    return listing([*parts, count(minutes, "minuut", "minuten")] if minutes or not hours else parts)


def dagdelen_of(start: time | datetime, end: time | datetime) -> tuple[str, ...]:
    """Return the parts of the day a meeting on one day uses, for example ('ochtend', 'middag')."""
    begin, until = (_minutes(local(edge).time() if isinstance(edge, datetime) else edge) for edge in (start, end))
    until = until or 24 * 60
    used = {name: min(until, _minutes(last)) - max(begin, _minutes(first)) for name, first, last in DAGDELEN}
    return tuple(name for name, minutes in used.items() if minutes >= 60) or (
        max(reversed(used), key=used.__getitem__),
    )


def dagdeel_moment(day: date | datetime, dagdelen: Sequence[str], start: time | datetime, end: time | datetime) -> str:
    """Return 'dinsdag 9 februari 2027, ochtend en middag (9 tot 16.30 uur)'."""
    return f"{date_long(day)}, {listing(dagdelen)} ({time_range(start, end)})"


def _within_one_day(start: datetime, end: datetime) -> bool:
    """Whether it ends on the day it starts; midnight still belongs to the evening before."""
    return end <= start or day_of(end - timedelta(microseconds=1)) == day_of(start)


def _minutes(value: time) -> int:
    return 24 * 60 if value == time.max else value.hour * 60 + value.minute


# --- numbers and counts --------------------------------------------------------------------------------------------


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """Return '1.234,5'. Without `decimals` as many as the value has, none for a whole number."""
    exact = Decimal(str(value))
    text = f"{exact:,f}" if decimals is None else f"{exact:,.{decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def count(amount: int, one: str, many: str) -> str:
    """Return '1 lid', '3 leden' or '0 leden'."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listing(words: Sequence[str]) -> str:
    """Return 'a', 'a en b' or 'a, b en c'."""
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def file_size(size: int) -> str:
    """Return '12 bytes', '340 kB' or '1,5 MB'; a kB is 1,024 bytes, so that a limit of 20 MB reads as 20 MB."""
    if size < 1024:
        return count(size, "byte", "bytes")
    if size < 1024 * 1024:
        return f"{number(round(size / 1024))} kB"
    return f"{number(round(size / 1024**2, 1))} MB"


# --- people --------------------------------------------------------------------------------------------------------


def full_name(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """Return 'Noor van der Wal', leaving out what is empty."""
    return " ".join(part.strip() for part in (voornaam, tussenvoegsel, achternaam) if part.strip())


def sorted_name(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """Return 'Wal, Noor van der', the form of a list that is sorted under the surname."""
    return ", ".join(part for part in (achternaam.strip(), full_name(voornaam, tussenvoegsel, "")) if part)


def name_key(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """Return the text to sort people by: the sorted form in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", sorted_name(voornaam, tussenvoegsel, achternaam))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def initials(name: str) -> str:
    """Return 'NW' for 'Noor van der Wal': first name and surname; IJ is one letter. Empty for an empty name."""
    words = [re.sub(r"^\W+", "", word) for word in name.split()]
    words = [word for word in words if word]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join("IJ" if word[:2].upper() == "IJ" else word[0].upper() for word in ends)


def phone(text: str) -> str:
    """Return '06 - 12 34 56 78' or '020 - 123 45 67'; a foreign or odd number comes back as it was typed."""
    digits = _national(text)
    if not re.fullmatch(r"0\d{9}", digits):
        return text.strip()
    if digits.startswith("06"):
        return f"06 - {_pairs(digits[2:])}"
    if SHORT_AREA_CODE.match(digits):
        return f"{digits[:3]} - {digits[3:6]} {_pairs(digits[6:])}"
    return f"{digits[:4]} - {_pairs(digits[4:])}"


def phone_link(text: str) -> str:
    """Return the number for a tel: address, '+31612345678' for a Dutch one."""
    digits = _national(text)
    return f"+31{digits[1:]}" if re.fullmatch(r"0\d{9}", digits) else re.sub(r"[^\d+]", "", text)


def postcode(text: str) -> str:
    """Return '1234 AB' for '1234ab'; anything else as it was typed."""
    found = re.fullmatch(r"(\d{4})\s*([A-Za-z]{2})", text.strip())
    return f"{found[1]} {found[2].upper()}" if found else text.strip()


def _national(text: str) -> str:
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    return re.sub(r"^(\+31|0031)0?", "0", digits)


def _pairs(digits: str) -> str:
    return " ".join(digits[index : index + 2] for index in range(0, len(digits), 2))
