"""The Sonarr of the demonstration, which imports into the library with the shows."""

from pathlib import Path
import time

from custom_components.plex_arrivals.downloads.importers.importer import PAGE_SIZE
from testing.demo_plex import PLEX_ROOT
from testing.importers import Sonarr
from testing.titles import SHOWS, Title

_VERSION = "4.0.16.2946"
_OURS = ("/history", "/command")


class DemoSonarr:
    """A Sonarr that does what it is told at once, instead of once a minute; start and stop its `server`."""

    def __init__(self, downloads: Path) -> None:
        """Initialize with the folder of the downloads."""
        self.server = Sonarr(downloads / SHOWS, version=_VERSION, mounts={PLEX_ROOT: downloads})
        self._ids: dict[str, str] = {}

    @property
    def requests(self) -> int:
        """How many requests it got from the integration, without those of Home Assistant's own."""
        return sum(
            request.path.endswith(_OURS) or request.query.get("pageSize") == str(PAGE_SIZE)
            for request in self.server.requests
        )

    def grab(self, title: Title, info_hash: str, path: Path) -> None:
        """Begin to follow the download of a title."""
        self._ids[title.name] = info_hash
        self.server.grab(info_hash, title.name, title.episodes, path)

    async def finish(self, title: Title) -> float:
        """Import a title that the client has finished, unless it is an archive; return when that was (since 1970)."""
        download_id = self._ids[title.name]
        tracked = self.server.tracked(download_id)
        began = time.time()
        if tracked.files(self.server.suffixes):
            await self.server.import_download(download_id)
        else:
            await self.server.block(download_id, self.server.archive(tracked))
        return began

    def extract(self, title: Title) -> None:
        """Put a video next to the archive of a title, so that it can be imported; blocking."""
        download_id = self._ids[title.name]
        (self.server.tracked(download_id).output / f"{title.name}.mkv").write_bytes(title.name.encode())
        self.server.resolve(download_id)
