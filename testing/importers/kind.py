"""What differs between Sonarr, Radarr and Lidarr, and between their versions."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from .media import Media
from .problems import BLOCKED
from .tracked import Tracked

type Version = tuple[int, ...]
type Resource = dict[str, Any]

VIDEO_SOURCES = {"WEBDL": "web", "WEBRip": "webRip", "HDTV": "television", "Bluray": "bluray"}


class Kind(ABC):
    """An importer's facts, which its kind and its version decide."""

    api: ClassVar[str]
    """The API's version, which stands in the paths."""
    domain: ClassVar[str]
    owner: ClassVar[str]
    """What a download belongs to: a series, a movie or an artist."""
    default_quality: ClassVar[str]
    suffixes: ClassVar[frozenset[str]]
    imported_event: ClassVar[str]
    event_codes: ClassVar[Mapping[str, int]]
    """The number of each type of event in the history, by which requests ask for it."""
    rejected_state: ClassVar[str] = BLOCKED
    """The state of a download whose files are rejected."""
    since: ClassVar[Mapping[str, Version]]
    """The first version with a feature; what is not named here, no version has.

    - asp.net: the web server that Sonarr had not before version 4: refusals are empty, and requests for the history
      can ask for several types of events
    - blocked: the state `importBlocked`
    - details: the instance's name, years and more in records and bodies
    - headers: headers of a webhook
    - images: images in the bodies of webhooks
    - import complete: the event On Import Complete
    - manual interaction: the event ManualInteractionRequired
    - path: a file's `path` in the body of a webhook is where it is, not where it came from
    - rejections: if the only file of a download is rejected, the sentences are about the download, which is
      `importBlocked`
    - size in history: the size of an imported file
    - source path: a file's `sourcePath` in the body of a webhook
    - test message: a sentence before the reason why a test failed
    - tmdb: the series' IDs at TMDB
    """

    def __init__(self, root: Path, *, version: str, mounts: Mapping[str, Path]) -> None:
        self.root = root
        self.version = version
        self.instance_name = self.domain.title()
        self.library: list[Media] = []
        """What the importer has in its library; what it grabs is added."""
        self._mounts = mounts
        self._ids: dict[str, dict[object, int]] = defaultdict(dict)

    def has(self, feature: str) -> bool:
        """Return whether this version has a feature."""
        version = tuple(int(part) for part in self.version.split("."))
        return feature in self.since and version >= self.since[feature]

    def name_of(self, path: Path) -> str:
        """Return what the importer calls a path on disk."""
        for name, folder in self._mounts.items():
            if path.is_relative_to(folder):
                return str(Path(name) / path.relative_to(folder))
        return str(path)

    def number_of(self, kind: str, key: object) -> int:
        """Return the importer's ID of a thing."""
        ids = self._ids[kind]
        return ids.setdefault(key, len(ids) + 1)

    @staticmethod
    def now() -> str:
        """Return the time as the API writes it."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @abstractmethod
    def images(self, number: int, kind: str = "poster") -> list[dict[str, str]]:
        """Return the pictures of a thing; the public address is on this server as well."""

    # Sentences

    @abstractmethod
    def incomplete(self) -> str:
        """Return the sentence that goes before those about files."""

    @abstractmethod
    def mismatch(self) -> str:
        """Return the sentence about a download of something unknown."""

    @abstractmethod
    def not_an_upgrade(self, tracked: Tracked) -> str: ...

    # Files

    @abstractmethod
    def parts(self, media: Media) -> tuple[int, ...]:
        """Return what has a record of its own in the queue: numbers of episodes, or one movie or album."""

    @abstractmethod
    def covered(self, tracked: Tracked, source: Path, *, last: bool) -> tuple[int, ...]:
        """Return the parts that are in a file, by its name; else the next ones, the last file having all the rest."""

    @abstractmethod
    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        """Return the library's files of parts."""

    @abstractmethod
    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path: ...

    # The API

    @abstractmethod
    def flags(self) -> tuple[str, ...]:
        """Return the boxes of a connection."""

    @abstractmethod
    def quality(self, name: str) -> Resource: ...

    @abstractmethod
    def resources(self, media: Media, part: int, *, upgrade: bool) -> tuple[Resource, dict[str, Resource]]:
        """Return the IDs of a part, and the resources that are shown when they are asked for."""

    @abstractmethod
    def details(self, tracked: Tracked, part: int) -> Resource:
        """Return what a record of the queue says beyond what all kinds say."""

    def missing(self) -> list[Resource]:
        """Return what the importer wants and has no file of."""
        return []

    # The webhook

    def event(self, name: str, body: Resource) -> Resource:
        """Return the body of an event as this version sends it."""
        sender = {"instanceName": self.instance_name, "applicationUrl": ""} if self.has("details") else {}
        return {**body, "eventType": name, **sender}

    @abstractmethod
    def test_body(self) -> Resource: ...

    @abstractmethod
    def interaction_body(self, tracked: Tracked) -> Resource:
        """Return the body of ManualInteractionRequired."""

    @abstractmethod
    def reports(self, tracked: Tracked, *, last: bool) -> list[tuple[str, Resource]]:
        """Return what is sent after the import of a file, and the box that asks for it."""


def video_quality(number: int, name: str, sources: Mapping[str, str]) -> Resource:
    """Return a quality such as WEBDL-1080p."""
    source, _, lines = name.partition("-")
    about = {"id": number, "name": name, "source": sources.get(source, "unknown")}
    return {
        "quality": about | {"resolution": int(lines.removesuffix("p") or 0)},
        "revision": {"version": 1, "real": 0, "isRepack": False},
    }
