"""The smallest number, or the union of bits, in any part of a row: prepared once, then at once."""

from collections.abc import Sequence


class Smallest:
    """The smallest of `values[low:high]`, any part that is not empty."""

    def __init__(self, values: Sequence[float]) -> None:
        """Prepare the smallest of every part whose length is a power of two."""
        self.rows = [list(values)]
        half = 1
        while 2 * half <= len(values):
            row = self.rows[-1]
            self.rows.append([a if a < b else b for a, b in zip(row, row[half:], strict=False)])
            half *= 2

    def within(self, low: int, high: int) -> float:
        """Return the smallest from `low` up to, not with, `high`."""
        size = (high - low).bit_length() - 1
        row = self.rows[size]
        first, second = row[low], row[high - (1 << size)]
        return first if first < second else second


class Union:
    """The union of the bits in `values[low:high]`, any part that is not empty."""

    def __init__(self, values: Sequence[int]) -> None:
        """Prepare the union of every part whose length is a power of two."""
        self.rows = [list(values)]
        half = 1
        while 2 * half <= len(values):
            row = self.rows[-1]
            self.rows.append([a | b for a, b in zip(row, row[half:], strict=False)])
            half *= 2

    def within(self, low: int, high: int) -> int:
        """Return the union from `low` up to, not with, `high`."""
        size = (high - low).bit_length() - 1
        row = self.rows[size]
        return row[low] | row[high - (1 << size)]
