"""Read fields from another integration's data; a malformed one is None (pure).

Programs that emulate a client leave fields out, or send null, a string for a number, a number for a string. The strict
counterpart, for reports, is `report_schema`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
import math
from typing import Any

from .. import paths


def required(fields: Mapping[str, Any], key: str) -> str:
    """Return a string without which a download cannot be read; raise LookupError if there is none."""
    if (found := text(fields.get(key))) is None:
        raise LookupError(key)
    return found


def text(value: object) -> str | None:
    """Return a string that is not blank; None for anything else."""
    return value if isinstance(value, str) and value.strip() else None


def path(value: object) -> str | None:
    """Return a full path of Windows or any other system; None for anything else."""
    found = text(value)
    return found if found and paths.is_absolute(found) else None


def number(value: object) -> float | None:
    """Return a number, which may be given as a string."""
    if not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError, OverflowError:
        return None
    return found if math.isfinite(found) else None


def size(value: object) -> int | None:
    """Return a number of bytes."""
    found = number(value)
    return None if found is None or found < 0 else int(found)


def timestamp(value: object) -> datetime | None:
    """Return a time given in seconds since 1970; zero and less mean that there is none yet."""
    try:
        return datetime.fromtimestamp(found, UTC) if (found := number(value)) and found > 0 else None
    except ValueError, OverflowError, OSError:
        return None


def duration(value: object) -> timedelta | None:
    """Return a duration given in seconds."""
    try:
        return None if (found := number(value)) is None else timedelta(seconds=found)
    except OverflowError:
        return None


def sequence(value: object) -> Sequence[Any]:
    """Return a list, empty for anything else."""
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else ()


def texts(value: object) -> tuple[str, ...]:
    """Return strings given as a list, or as one string with commas between them."""
    given = value.split(",") if isinstance(value, str) else sequence(value)
    return tuple(found.strip() for one in given if (found := text(one)))


def by_id[T](items: Iterable[T], id_of: Callable[[T], str | None]) -> dict[str, T]:
    """Return the items that have an ID, by their IDs; raise LookupError if there are items but no IDs."""
    given = list(items)
    found = {item_id: item for item in given if (item_id := id_of(item))}
    if given and not found:
        raise LookupError("id")
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object with fields, empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [one for one in sequence(value) if isinstance(one, Mapping)]


def paired(value: object, others: object) -> list[tuple[Mapping[str, Any], object]]:
    """Return the objects of a list with their counterparts in another list, or with None if its length differs."""
    given, counterparts = sequence(value), sequence(others)
    if len(counterparts) != len(given):
        counterparts = (None,) * len(given)
    return [pair for pair in zip(given, counterparts, strict=True) if isinstance(pair[0], Mapping)]
