"""Frozen dataclasses as JSON and back (pure).

A field is stored under its name, or under `metadata["stored_as"]` if it was renamed since, and left out if it has its
default.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin


def dump(value: Any) -> Any:
    """Return plain data; takes a tenth of the time of `dataclasses.asdict`, which copies each value."""
    if isinstance(value, tuple):
        return [dump(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return dump_fields(value) if is_dataclass(value) else value


def dump_fields(after: Any, before: Any = None) -> dict[str, Any]:
    """Return the fields of a dataclass that differ from those before, or else from their defaults."""
    changed: dict[str, Any] = {}
    for one in fields(after):
        value, old = getattr(after, one.name), one.default if before is None else getattr(before, one.name)
        if old is MISSING or value != old:
            changed[_key(one)] = dump(value)
    return changed


def load(kind: Any, value: Any) -> Any:
    """Return plain data as the type of a field; raise TypeError or ValueError if it is not of that type.

    Unknown fields are ignored, missing ones get their default.
    """
    if isinstance(kind, UnionType):  # `… | None`
        return None if value is None else load(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(load(get_args(kind)[0], one) for one in _checked(list, value))
    if isinstance(kind, type) and is_dataclass(kind):
        stored = _checked(dict, value)
        return kind(**{one.name: load(one.type, stored[key]) for one in fields(kind) if (key := _key(one)) in stored})
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, datetime):
        return _time(value)
    return _duration(value) if issubclass(kind, timedelta) else _checked(kind, value)


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return time


def _duration(seconds: object) -> timedelta:
    try:
        return timedelta(seconds=_checked(float, seconds))
    except OverflowError as err:
        raise ValueError(f"{seconds} seconds are no duration") from err


def _key(field: Field[Any]) -> str:
    return str(field.metadata.get("stored_as", field.name))


def _checked[T](kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not of type {kind.__name__}")
    return value
