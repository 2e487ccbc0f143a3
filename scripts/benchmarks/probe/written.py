"""What is written into `.storage`."""

from pathlib import Path
import sys
from typing import Any


class WrittenMeter:
    """Counts the files that replace others in a folder, and their bytes, by the beginnings of their names."""

    def __init__(self, folder: Path) -> None:
        """Listen to what Python does; that cannot be ended."""
        self._folder = f"{folder}/"
        self._files: dict[str, list[int]] = {}
        sys.addaudithook(self._hear)

    def read(self) -> dict[str, dict[str, int]]:
        """Return how often each file was written, its bytes in all and its last size, and begin anew."""
        files, self._files = self._files, {}
        return {
            name: {"times": len(sizes), "bytes": sum(sizes), "size": sizes[-1]} for name, sizes in list(files.items())
        }

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "os.rename" or not str(arguments[1]).startswith(self._folder):
            return
        name = str(arguments[1]).removeprefix(self._folder)
        self._files.setdefault(name, []).append(Path(str(arguments[0])).stat().st_size)
