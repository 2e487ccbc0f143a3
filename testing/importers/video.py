"""What Sonarr and Radarr have in common."""

from pathlib import Path
from typing import Final

from testing.plex_server.names import VIDEO

from .importer import Importer
from .kind import Resource
from .media import Episodes, Media, Movie
from .tracked import ImportedFile, Tracked

LANGUAGE: Final = {"id": 1, "name": "English"}


class VideoImporter(Importer):
    """An importer of movies or episodes."""

    api = "v3"
    default_quality = "WEBDL-1080p"
    suffixes = frozenset(f".{suffix}" for suffix in VIDEO)
    imported_event = "downloadFolderImported"

    def folder(self, media: Media) -> Path:
        """Return the folder of a movie or a show."""
        assert isinstance(media, Episodes | Movie)
        return self.root / media.full_title

    def file(self, tracked: Tracked, file: ImportedFile) -> Resource:
        """Return an imported file in a report."""
        assert tracked.media
        return {
            "id": file.number,
            "relativePath": str(file.path.relative_to(self.folder(tracked.media))),
            "path": self.name_of(file.path if self.has("path") else file.source),
            "quality": tracked.quality,
            "qualityVersion": 1,
            "releaseGroup": tracked.group,
            "sceneName": tracked.release,
            "size": file.size,
        }

    def source(self, file: ImportedFile) -> Resource:
        """Return where a file was imported from, in a report about this file."""
        return {"sourcePath": self.name_of(file.source)} if self.has("source path") else {}

    def replacement(self, tracked: Tracked, file: ImportedFile) -> Resource:
        """Return whether a file replaced others, and which, in a report."""
        replaced = {"deletedFiles": [{"path": self.name_of(path)} for path in file.replaced]} if file.replaced else {}
        return {"isUpgrade": tracked.upgrade or bool(file.replaced), **replaced}
