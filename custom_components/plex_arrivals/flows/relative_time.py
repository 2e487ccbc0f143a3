"""Say how long ago something was (pure)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

_UNITS: Final = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
)


def relative_time(words: Mapping[str, str], ago: timedelta) -> str:
    """Return one of the `words`: `now`, or `minutes`, `hours` or `days` with their number for `{n}`.

    The number is at least two, so that no language needs a singular.
    """
    for unit, length in _UNITS:
        if (number := ago // length) > 1:
            return words[unit].replace("{n}", str(number))
    return words["now"]
