"""Read fields from another integration's data; a malformed one is None (pure).

Programs that emulate a client leave fields out, or send null, a string for a number, a number for a string. The strict
counterpart, for reports, is `report_schema`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
import math
from typing import Any

from .. import paths

_TOO_LARGE = 2**63


def required(fields: Mapping[str, Any], key: str) -> str:
    """Return a string without which a download cannot be read; raise LookupError if there is none."""
    if (string := text(fields.get(key))) is None:
        raise LookupError(key)
    return string


def text(value: object) -> str | None:
    """Return a string that is not blank; None for anything else."""
    return value if isinstance(value, str) and value.strip() else None


def path(value: object) -> str | None:
    """Return a full path of Windows or any other system; None for anything else."""
    string = text(value)
    return string if string and paths.is_absolute(string) else None


def number(value: object) -> float | None:
    """Return a number, which may be given as a string."""
    if not isinstance(value, int | float | str):
        return None
    try:
        result = float(value)
    except ValueError, OverflowError:
        return None
    return result if math.isfinite(result) else None


def ratio(value: object) -> float | None:
    """Return the share ratio of a torrent; clients give a negative one if there is none, or if it is infinite."""
    result = number(value)
    return result if result is not None and result >= 0 else None


def size(value: object) -> int | None:
    """Return a number of bytes; None if it is negative, or too large to be stored."""
    result = number(value)
    return int(result) if result is not None and 0 <= result < _TOO_LARGE else None


def timestamp(value: object) -> datetime | None:
    """Return a time given in seconds since 1970; zero and less mean that there is none yet."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if (seconds := number(value)) and seconds > 0 else None
    except ValueError, OverflowError, OSError:
        return None


def duration(value: object) -> timedelta | None:
    """Return a duration given in seconds."""
    try:
        return None if (seconds := number(value)) is None else timedelta(seconds=seconds)
    except OverflowError:
        return None


def sequence(value: object) -> Sequence[Any]:
    """Return a list, empty for anything else."""
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else ()


def texts(value: object) -> tuple[str, ...]:
    """Return strings given as a list, or as one string with commas between them."""
    given = value.split(",") if isinstance(value, str) else sequence(value)
    return tuple(string.strip() for item in given if (string := text(item)))


def by_id[T](items: Iterable[T], id_of: Callable[[T], str | None]) -> dict[str, T]:
    """Return the items that have an ID, by their IDs; raise LookupError if there are items but no IDs."""
    given = list(items)
    items_by_id = {item_id: item for item in given if (item_id := id_of(item))}
    if given and not items_by_id:
        raise LookupError("id")
    return items_by_id


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object with fields, empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [item for item in sequence(value) if isinstance(item, Mapping)]


def paired(value: object, others: object) -> list[tuple[Mapping[str, Any], object]]:
    """Return the objects of a list with their counterparts in another list, or with None if its length differs."""
    given, counterparts = sequence(value), sequence(others)
    if len(counterparts) != len(given):
        counterparts = (None,) * len(given)
    return [pair for pair in zip(given, counterparts, strict=True) if isinstance(pair[0], Mapping)]
