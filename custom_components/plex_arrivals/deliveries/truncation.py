"""Cut texts and lists so that an event or the attributes of a state can be recorded (pure)."""

from collections.abc import Iterable

from homeassistant.helpers.json import json_bytes

_MAX_TEXT_LENGTH = 255
_MAX_TEXT_BYTES = 2 * _MAX_TEXT_LENGTH


def short(text: str) -> str:
    """Return a text, cut if it is too long to be recorded with everything else."""
    cut = text if len(text) <= _MAX_TEXT_LENGTH else f"{text[: _MAX_TEXT_LENGTH - 1]}…"
    return truncate_text(cut, _MAX_TEXT_BYTES)


def truncate_text(text: str, max_bytes: int) -> str:
    """Return a text, cut if it has more than `max_bytes` in UTF-8."""
    encoded = text.encode()
    if len(encoded) <= max_bytes:
        return text
    return f"{encoded[: max_bytes - len('…'.encode())].decode(errors='ignore')}…"


def truncate_to_bytes[T](rows: Iterable[T], max_bytes: int) -> list[T]:
    """Return as many of the first rows as fit into `max_bytes` of JSON."""
    fitting: list[T] = []
    for row in rows:
        max_bytes -= len(json_bytes(row)) + 1
        if max_bytes < 0:
            break
        fitting.append(row)
    return fitting
