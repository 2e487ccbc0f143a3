"""A file of records, one line of JSON each: records are appended, so that a change costs what it is long. Blocking."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
import os
from pathlib import Path
from typing import Any, Final

from homeassistant.helpers.json import json_bytes
from homeassistant.util.file import write_utf8_file_atomic
from homeassistant.util.json import json_loads_object

VERSION: Final = 2
_HEADER: Final = json_bytes({"version": VERSION}) + b"\n"

type Record = dict[str, Any]


class RecordLog:
    """A log on disk. It is read before anything else, and used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Initialize the log of a path; the file need not exist."""
        self.path = path
        self.count = 0
        """How many records the file has."""
        self._size = 0
        """How many bytes of the file are complete records; 0 if there is no file."""

    def read(self) -> tuple[list[Record], ValueError | None]:
        """Return the records, and the error of what cannot be read; raise OSError.

        What follows the last line break was being written when Home Assistant was killed: nothing depends on it yet.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return [], None
        if _HEADER.startswith(content):
            return [], None
        self._size = content.rfind(b"\n") + 1
        records: list[Record] = []
        error: ValueError | None = None
        for line in content[: self._size].split(b"\n")[:-1]:
            try:
                records.append(json_loads_object(line))
            except ValueError as err:
                error = err
        if not records or records.pop(0).get("version") != VERSION:
            return [], ValueError("not of a version that can be read")
        self.count = len(records)
        return records, error

    def append(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Append records, which are on the disk when this returns; otherwise raise OSError or HomeAssistantError."""
        if not self._size:
            self.rewrite(records)
            return
        lines = _lines(records)
        with self.path.open("r+b") as file:
            file.seek(self._size)
            file.truncate()  # what a failure or a kill left
            try:
                file.write(b"".join(lines))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(self._size)
                raise
            self._size = file.tell()
        self.count += len(lines)

    def rewrite(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Replace all records at once; raise HomeAssistantError and keep them if that fails."""
        lines = _lines(records)
        content = b"".join((_HEADER, *lines))
        self.path.parent.mkdir(exist_ok=True)
        write_utf8_file_atomic(str(self.path), content, private=True, mode="wb")
        self.count, self._size = len(lines), len(content)

    def delete(self) -> None:
        """Delete the file; raise OSError."""
        self.path.unlink(missing_ok=True)
        self.count = self._size = 0


def _lines(records: Iterable[Mapping[str, Any]]) -> list[bytes]:
    return [json_bytes(record) + b"\n" for record in records]
