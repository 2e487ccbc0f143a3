"""An importer for tests and the demonstration, on loopback."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from .history import History
from .media import Media
from .problems import BLOCKED, PENDING, Problem, problem_of, problem_of_files
from .server import ImporterServer
from .tracked import ARCHIVES, ImportedFile, Tracked, written
from .webhooks import Connections

type Version = tuple[int, ...]


class Importer(ImporterServer, ABC):
    """What Sonarr, Radarr and Lidarr have in common, and what tests do with them.

    Nothing happens by itself: a test says when a download has finished (`finish`), and when the importer looks at its
    queue, which real ones do once a minute (`process`).
    """

    domain: ClassVar[str]
    owner: ClassVar[str]
    """What a download belongs to: a series, a movie or an artist."""
    default_quality: ClassVar[str]
    rejected_state: ClassVar[str] = BLOCKED
    """The state of a download whose files are rejected."""
    suffixes: ClassVar[frozenset[str]]
    event_codes: ClassVar[Mapping[str, int]]
    imported_event: ClassVar[str]
    since: ClassVar[Mapping[str, Version]]
    """The first version with a feature; one that is not named here, no version has."""

    def __init__(
        self, root: Path, *, version: str, mounts: Mapping[str, Path] | None = None, url_base: str = ""
    ) -> None:
        """Create an importer that imports into the folder `root`.

        `mounts` are the folders on disk by what the importer calls them, such as `/media/shows`.
        """
        super().__init__(url_base=url_base)
        self.root = root
        self.version = version
        self.instance_name = self.domain.title()
        self.mounts = mounts or {}
        self.library: list[Media] = []
        """What the importer has in its library; what it grabs is added."""
        self.health: list[dict[str, Any]] = []
        self.client_reachable = True
        """Importers that cannot reach a client do not show its downloads; nor just after a restart."""
        self.history = History(self.event_codes, self.has("several types"), self.now)
        self.connections = Connections(
            self.flags(),
            ("url", "method", "username", "password", *(("headers",) if self.has("headers") else ())),
            self.test_body,
            "Unable to send test message: " if self.has("test message") else "",
        )
        self.commands: list[dict[str, Any]] = []
        self._tracked: dict[str, Tracked] = {}
        self._numbers: Counter[str] = Counter()
        self._ids: dict[tuple[str, object], int] = {}

    # Facts

    def has(self, feature: str) -> bool:
        """Return whether this version has a feature."""
        version = tuple(int(part) for part in self.version.split("."))
        return feature in self.since and version >= self.since[feature]

    @staticmethod
    def now() -> str:
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def name_of(self, path: Path) -> str:
        """Return what the importer calls a path on disk."""
        for name, folder in self.mounts.items():
            if path.is_relative_to(folder):
                return str(Path(name) / path.relative_to(folder))
        return str(path)

    def number_of(self, kind: str, key: object) -> int:
        """Return the importer's ID of a thing."""
        if (kind, key) not in self._ids:
            self._numbers[kind] += 1
            self._ids[kind, key] = self._numbers[kind]
        return self._ids[kind, key]

    @property
    def queue(self) -> list[Tracked]:
        return list(self._tracked.values())

    # What tests do

    def add(self, media: Media) -> None:
        """Add something to the library."""
        if media not in self.library:
            self.library.append(media)

    def grab(
        self,
        download_id: str,
        release: str,
        media: Media | None,
        output: Path,
        *,
        upgrade: bool = False,
        quality: str | None = None,
        protocol: str = "torrent",
        client: tuple[str, str] = ("Attic", "qBittorrent"),
        size: int = 1_000_000,
    ) -> Tracked:
        """Begin a download, which the client puts at `output`; without `media`, of something unknown."""
        tracked = Tracked(
            download_id=written(download_id),
            release=release,
            media=media,
            output=output,
            size=size,
            left=size,
            quality=quality or self.default_quality,
            upgrade=upgrade,
            protocol=protocol,
            client=client,
            added=self.now(),
        )
        if media:
            self.add(media)
            tracked.has_files = self.files_of(media)
            self.remember(tracked, "grabbed", {"downloadClient": client[1], "downloadClientName": client[0]})
        self._tracked[tracked.download_id] = tracked
        return tracked

    def finish(self, download_id: str) -> None:
        """Let the client complete a download: its import follows."""
        self.tracked(download_id).finish()

    async def block(self, download_id: str, problem: Problem | str) -> None:
        """Let a problem, or a sentence about the whole download, hinder the import from now on."""
        tracked = self.tracked(download_id)
        tracked.finish()
        tracked.problem = problem if isinstance(problem, Problem) else problem_of(tracked.release, (problem,))
        await self._hinder(tracked, tracked.problem)

    def resolve(self, download_id: str) -> None:
        """Remove the problem; the importer only notices when it tries again."""
        self.tracked(download_id).problem = None

    async def reject(self, download_id: str) -> None:
        """Let the importer find out that a download is no upgrade."""
        tracked = self.tracked(download_id)
        await self.block(download_id, self.problem_with_files(tracked, self.not_an_upgrade(tracked)))

    async def import_file(self, download_id: str) -> Path:
        """Import the next file of a download and return where it is.

        The records of a pack leave the queue together, after its last file.
        """
        tracked = self.tracked(download_id)
        assert tracked.media
        tracked.state, tracked.messages = "importing", ()
        source, *more = tracked.files(self.suffixes)
        file = self._move(tracked, source, last=not more)
        tracked.imported.append(file)
        self.remember_import(tracked, file)
        await self.announce_file(tracked, file)
        if not more:
            await self.announce_download(tracked)
            del self._tracked[tracked.download_id]
        return file.path

    async def import_download(self, download_id: str) -> list[Path]:
        """Import all files of a download."""
        tracked = self.tracked(download_id)
        paths = []
        while tracked.download_id in self._tracked:
            paths.append(await self.import_file(download_id))
        return paths

    def fail(self, download_id: str, message: str = "Failed download detected") -> None:
        """Let the client fail to complete a download."""
        self._leave(download_id, "downloadFailed", message)

    def ignore(self, download_id: str) -> None:
        """Remove a download from the queue, to be left alone by the importer."""
        self._leave(download_id, "downloadIgnored", "Manually ignored")

    def remove(self, download_id: str) -> None:
        """Remove a download from the queue and from the client; the history says nothing about it."""
        del self._tracked[self.tracked(download_id).download_id]

    async def process(self, *, refresh: bool = True) -> None:
        """Look at the queue: import what is complete.

        Only with a refresh, which comes once a minute, blocked downloads are tried again.
        """
        for tracked in self.queue:
            if refresh and tracked.state == BLOCKED:
                tracked.state = PENDING
            if tracked.state != PENDING:
                continue
            if problem := tracked.problem or self._problem_on_disk(tracked):
                await self._hinder(tracked, problem)
            else:
                await self.import_download(tracked.download_id)

    def tracked(self, download_id: str) -> Tracked:
        return self._tracked[written(download_id)]

    # Problems

    def no_files(self, tracked: Tracked) -> Problem:
        sentence = f"No files found are eligible for import in {self.name_of(tracked.output)}"
        return problem_of(tracked.release, (sentence,), PENDING)

    def archive(self, tracked: Tracked) -> Problem:
        sentence = "Found archive file, might need to be extracted"
        if self.has("rejections"):
            return problem_of(tracked.release, (sentence,))
        return problem_of_files(sentence, {}, PENDING)

    def problem_with_files(self, tracked: Tracked, *sentences: str) -> Problem:
        """Return a problem with each of a download's files."""
        return problem_of_files(
            self.incomplete(), {path.name: sentences for path in tracked.files(self.suffixes)}, self.rejected_state
        )

    def _problem_on_disk(self, tracked: Tracked) -> Problem | None:
        if tracked.media is None:
            return problem_of(tracked.release, (self.mismatch(),))
        if tracked.files(self.suffixes):
            return None
        return self.archive(tracked) if tracked.files(ARCHIVES) else self.no_files(tracked)

    async def _hinder(self, tracked: Tracked, problem: Problem) -> None:
        blocked = problem.state == BLOCKED
        tracked.state = PENDING if blocked and not self.has("blocked") else problem.state
        tracked.messages = problem.messages
        if blocked and not tracked.notified and tracked.media and self.has("manual interaction"):
            tracked.notified = True
            await self.connections.fire("onManualInteractionRequired", self.interaction_body(tracked))

    # Imports

    def _move(self, tracked: Tracked, source: Path, *, last: bool) -> ImportedFile:
        assert tracked.media
        covers = self.covered(tracked, last=last)
        path = self.destination(tracked, source, covers)
        old = [name for name in self.existing(tracked.media, covers) if name != path]
        for name in old:
            name.unlink()
        size = source.stat().st_size
        tracked.place(source, path)
        self._numbers["file"] += 1
        return ImportedFile(self._numbers["file"], source, path, size, covers, tuple(old))

    def remember_import(self, tracked: Tracked, file: ImportedFile) -> None:
        """Add the import of a file to the history, once for each part of the media."""
        name, client = tracked.client
        data: dict[str, object | None] = {
            "fileId": file.number,
            "droppedPath": self.name_of(file.source),
            "importedPath": self.name_of(file.path),
            "downloadClient": client,
            "downloadClientName": name,
            "releaseGroup": tracked.group,
            "customFormatScore": 0,
            "size": file.size if self.has("size in history") else None,
        }
        for part in file.covers:
            self.remember(tracked, self.imported_event, data, part)

    def _leave(self, download_id: str, event: str, message: str) -> None:
        tracked = self.tracked(download_id)
        name, client = tracked.client
        self.remember(tracked, event, {"downloadClient": client, "downloadClientName": name, "message": message})
        del self._tracked[tracked.download_id]

    def remember(
        self, tracked: Tracked, event: str, data: Mapping[str, object | None], part: int | None = None
    ) -> None:
        if tracked.media is None:
            return
        for number in (part,) if part is not None else self.parts(tracked.media):
            ids, details = self.resources(tracked.media, number, tracked)
            common = {"sourceTitle": tracked.release, "quality": self.quality(tracked.quality), **ids}
            self.history.add(event, tracked.download_id, common, details, data)

    def records(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return the queue's records, one for each part of a download, and what is shown with them if asked for."""
        rows = []
        for tracked in self.queue if self.client_reachable else ():
            common = tracked.as_json(self.name_of(tracked.output)) | {"quality": self.quality(tracked.quality)}
            for part in self.parts(tracked.media) if tracked.media else (None,):
                ids, details = self.resources(tracked.media, part, tracked) if tracked.media else ({}, {})
                number = self.number_of("queue", (tracked.download_id, part))
                rows.append((self.shown(common | ids | {"id": number}, tracked, part), details))
        return rows

    # What differs

    @abstractmethod
    def flags(self) -> tuple[str, ...]:
        """Return the boxes of a connection."""

    @abstractmethod
    def incomplete(self) -> str:
        """Return the sentence that goes before those about files."""

    @abstractmethod
    def mismatch(self) -> str:
        """Return the sentence about a download of something unknown."""

    @abstractmethod
    def not_an_upgrade(self, tracked: Tracked) -> str: ...

    @abstractmethod
    def quality(self, name: str) -> dict[str, Any]: ...

    @abstractmethod
    def parts(self, media: Media) -> tuple[int, ...]:
        """Return what has a record of its own in the queue: numbers of episodes, or one movie or album."""

    @abstractmethod
    def covered(self, tracked: Tracked, *, last: bool) -> tuple[int, ...]:
        """Return the parts that are in the next file."""

    @abstractmethod
    def files_of(self, media: Media) -> frozenset[int]:
        """Return the parts that the library has files of."""

    @abstractmethod
    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        """Return the files of parts that an import replaces."""

    @abstractmethod
    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path: ...

    @abstractmethod
    def resources(
        self, media: Media, part: int | None, tracked: Tracked | None
    ) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Return the IDs, and the resources that they stand for."""

    def shown(self, record: dict[str, Any], tracked: Tracked, part: int | None) -> dict[str, Any]:
        """Return a record of the queue as this version shows it."""
        return record

    @abstractmethod
    def test_body(self) -> dict[str, Any]: ...

    @abstractmethod
    def interaction_body(self, tracked: Tracked) -> dict[str, Any]: ...

    @abstractmethod
    async def announce_file(self, tracked: Tracked, file: ImportedFile) -> None: ...

    @abstractmethod
    async def announce_download(self, tracked: Tracked) -> None: ...
