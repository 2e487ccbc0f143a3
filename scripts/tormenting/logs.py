"""What Home Assistant wrote into its logs over all lives (pure but for reading them)."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
import re

_RECORD = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:)", re.MULTILINE)
_LEVEL = re.compile(r"^\S+ \S+ (DEBUG|INFO|WARNING|ERROR|CRITICAL) \(\S*?\) \[([^\]]+)\]")
_DISK = "Saving file failed"
"""How Home Assistant says, with a traceback of its own, that the disk is full."""


class Logs:
    """The records of all logs."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Read them."""
        self._records = [one for file in files for one in _RECORD.split(file.read_text(errors="replace")) if one]

    @property
    def by_level(self) -> Counter[str]:
        """How many lines of each level we wrote."""
        found = (_LEVEL.match(record) for record in self._records)
        return Counter(one[1] for one in found if one and one[2].startswith("custom_components.plex_arrivals"))

    @property
    def disk_failures(self) -> int:
        """How often Home Assistant told with a traceback that a file could not be written."""
        return sum(_DISK in record for record in self._records)

    @property
    def tracebacks(self) -> list[str]:
        """All other records with a traceback that names us."""
        return [one for one in self._records if "Traceback" in one and "plex_arrivals" in one and _DISK not in one]

    def ours(self, *levels: str) -> Counter[str]:
        """Return how often we said what at these levels, numbers and names aside."""
        said: Counter[str] = Counter()
        for record in self._records:
            found = _LEVEL.match(record)
            if found and found[1] in levels and found[2].startswith("custom_components.plex_arrivals"):
                said[f"{found[1]} {record[found.end() :].strip().splitlines()[0][:200]}"] += 1
        return said
