"""The moments that tests share: an ordinary Monday, long before and after nothing special."""

from datetime import UTC, date, datetime

# Monday 18 January 2027, 9.00 o'clock in the Netherlands: no holiday near.
NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LONG_AGO_DAY = date(2026, 1, 5)
