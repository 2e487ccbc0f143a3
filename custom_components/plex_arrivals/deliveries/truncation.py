"""Cut texts and lists so that an event or the attributes of a state can be recorded (pure)."""

from collections.abc import Iterable

from homeassistant.helpers.json import json_bytes

_MAX_TEXT_LENGTH = 255


def short(text: str) -> str:
    """Return a text, cut if it is too long to be recorded with everything else."""
    return text if len(text) <= _MAX_TEXT_LENGTH else f"{text[: _MAX_TEXT_LENGTH - 1]}…"


def truncate_to_bytes[T](rows: Iterable[T], max_bytes: int) -> list[T]:
    """Return as many of the first rows as fit into `max_bytes` of JSON."""
    fitting: list[T] = []
    for row in rows:
        max_bytes -= len(json_bytes(row)) + 1
        if max_bytes < 0:
            break
        fitting.append(row)
    return fitting
