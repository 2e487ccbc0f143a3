"""Fields of another integration's data, any of which may be odd: what is of no use is None (pure).

Emulators of a client leave fields out, or write null, a text for a number, a number for a text.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
import math
import re
from typing import Any, Final

_ROOT: Final = re.compile(r"/|\\\\|[A-Za-z]:")


def needed(fields: Mapping[str, Any], key: str) -> str:
    """Return a text without which nothing is known of a download; raises LookupError where there is none."""
    if (found := text(fields.get(key))) is None:
        raise LookupError(key)
    return found


def text(value: object) -> str | None:
    """Return a text that is not empty."""
    return value if isinstance(value, str) and value.strip() else None


def path(value: object) -> str | None:
    """Return a full path, of Windows or any other system."""
    found = text(value)
    return found if found and _ROOT.match(found) else None


def number(value: object) -> float | None:
    """Return a number, also one that is written as a text."""
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


def moment(value: object) -> datetime | None:
    """Return a time given in seconds since 1970; zero and less mean that it has not come."""
    try:
        return datetime.fromtimestamp(found, UTC) if (found := number(value)) and found > 0 else None
    except ValueError, OverflowError, OSError:
        return None


def seconds(value: object) -> timedelta | None:
    """Return a duration given in seconds."""
    try:
        return None if (found := number(value)) is None else timedelta(seconds=found)
    except OverflowError:
        return None


def listed(value: object) -> Sequence[Any]:
    """Return a list, empty where there is none."""
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else ()


def texts(value: object) -> tuple[str, ...]:
    """Return texts that are given as a list, or as one text with commas between them."""
    given = value.split(",") if isinstance(value, str) else listed(value)
    return tuple(found.strip() for one in given if (found := text(one)))


def identified[T](listed: Iterable[T], id_of: Callable[[T], str | None]) -> dict[str, T]:
    """Return what has an id by its id; raises LookupError where nothing of what is listed has one."""
    every = list(listed)
    found = {one_id: one for one in every if (one_id := id_of(one))}
    if every and not found:
        raise LookupError("id")
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object with fields, or one without any."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [one for one in listed(value) if isinstance(one, Mapping)]


def paired(value: object, others: object) -> list[tuple[Mapping[str, Any], object]]:
    """Return the objects of a list, each with what another list has for it; None where that is not as long."""
    given, beside = listed(value), listed(others)
    if len(beside) != len(given):
        beside = (None,) * len(given)
    return [pair for pair in zip(given, beside, strict=True) if isinstance(pair[0], Mapping)]
